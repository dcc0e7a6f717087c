// A USB or Bluetooth scanner types fast and ends with Enter or Tab. Keys are read by their place (`code`) as on the
// American keyboard that scanners speak, so that a French, German or Turkish computer cannot corrupt what they say.
import { send } from "./sender.js";

const FASTEST_HAND = 60; // milliseconds between two keys
const SHORTEST = 6; // signs
const PLACES = { Minus: "-_", Equal: "=+", Slash: "/?", Period: ".>", Comma: ",<", Semicolon: ";:", Quote: "'\"", Space: "  " };
const SHIFTED = ")!@#$%^&*(";
let burst = { text: "", at: 0, field: null, before: "" };

addEventListener(
  "keydown",
  (event) => {
    const sign = signOf(event);
    const isQuick = event.timeStamp - burst.at < FASTEST_HAND;
    if (["Enter", "Tab"].includes(event.key) && isQuick && burst.text.length >= SHORTEST) return finish(event);
    if (sign === undefined || event.ctrlKey || event.altKey || event.metaKey) return undefined;
    if (!isQuick) burst = { text: "", at: 0, ...touched() };
    burst.text += sign;
    burst.at = event.timeStamp;
    return undefined;
  },
  { capture: true },
);

function signOf({ code, shiftKey }) {
  if (/^Key[A-Z]$/.test(code)) return shiftKey ? code[3] : code[3].toLowerCase();
  const digit = /^(?:Digit|Numpad)([0-9])$/.exec(code)?.[1];
  if (digit) return shiftKey && code.startsWith("Digit") ? SHIFTED[digit] : digit;
  return PLACES[code]?.[shiftKey ? 1 : 0];
}

// What the scanner typed into a field must not stay there.
function touched() {
  const field = document.activeElement;
  return { field, before: field?.value };
}

function finish(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
  if (burst.before !== undefined) burst.field.value = burst.before;
  send(burst.text);
  burst = { text: "", at: 0, field: null, before: "" };
}
