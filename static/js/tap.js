// A hand that trembles taps twice: the second tap must neither take back what the first one chose, nor choose what has
// come under the finger meanwhile: `data-unhurried` says for how many milliseconds.
const PAUSE = 600;
let last = { name: null, at: 0 };
// A page that no tap here has brought, such as the one of a QR code, can be used at once.
let appeared = document.referrer.startsWith(`${location.origin}/`) ? performance.now() : -Infinity;

function isTooEarly(event) {
  const rest = event.target.closest("[data-unhurried]")?.dataset.unhurried;
  return rest && event.timeStamp - appeared < Number(rest);
}

function isSecondTap(event) {
  const choice = event.target.closest("[aria-pressed]");
  if (!choice) return false;
  const name = choice.id || choice.value;
  const isSecond = name === last.name && event.timeStamp - last.at < PAUSE;
  last = { name, at: event.timeStamp };
  return isSecond;
}

document.addEventListener(
  "click",
  (event) => {
    if (!isTooEarly(event) && !isSecondTap(event)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  },
  true,
);
// A page of which another part appears says so by this event.
document.addEventListener("appear", (event) => (appeared = event.timeStamp));
