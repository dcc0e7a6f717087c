// Who has answered may walk away: the next person finds the question. It is announced for 20 seconds, and can be put off.
const COUNTDOWN = 20;
const bar = document.querySelector("[data-return]");
const count = bar.querySelector("[data-return-count]");
const quiet = Number(bar.dataset.quiet ?? 5);
const LONGER = 60;
const leave = (address) => document.dispatchEvent(new CustomEvent("leave", { detail: address }));
let touched = Date.now();

// The bar goes with the next tick: a tap on it must find it where it was.
function stay() {
  touched = Date.now();
}

function tick() {
  if (bar.hidden) stay();
  const left = quiet + COUNTDOWN - Math.floor((Date.now() - touched) / 1000);
  bar.dataset.return = left > COUNTDOWN ? "quiet" : "counting";
  count.textContent = Math.max(left, 0);
  if (left <= 0) end();
}

function end() {
  // What was half written is nobody's business.
  for (const form of document.forms) form.reset();
  // A page that can ask the next person itself prevents that another one is fetched.
  if (!bar.dispatchEvent(new CustomEvent("return", { cancelable: true }))) return;
  clearInterval(ticking);
  leave(document.querySelector("[data-way-on]").href);
}

// Its room is kept, so that nothing jumps under the finger; where nobody has answered yet, it sleeps.
bar.hidden = "asleep" in bar.dataset;
const ticking = setInterval(tick, 500);
tick();
for (const kind of ["pointerdown", "keydown", "input", "pageshow"]) addEventListener(kind, stay, { capture: true, passive: true });
// Whoever asks for time gets more of it than the first time.
bar.querySelector("[data-return-stay]").addEventListener("click", () => (touched = Date.now() + LONGER * 1000));
document.querySelector("a[data-way-on]")?.addEventListener("click", (event) => {
  event.preventDefault();
  leave(event.currentTarget.href);
});
