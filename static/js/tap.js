// A hand that trembles taps twice: the second tap must not take back what the first one chose.
const PAUSE = 600;
let last = { name: null, at: 0 };

document.addEventListener(
  "click",
  (event) => {
    const choice = event.target.closest("[aria-pressed]");
    if (!choice) return;
    const name = choice.id || choice.value;
    const isSecondTap = name === last.name && event.timeStamp - last.at < PAUSE;
    last = { name, at: event.timeStamp };
    if (!isSecondTap) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  },
  true,
);
