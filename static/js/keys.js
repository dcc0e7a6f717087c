// Single keys press what says them: `<a data-key="j ArrowRight">`. Nothing happens while somebody types.
const SWITCH = "keys-off";
// Without this script there are no keys to speak of.
document.querySelector("[data-keys-opener]").hidden = false;
const choice = document.querySelector("[data-keys-switch]");
choice.checked = localStorage.getItem(SWITCH) === null;
choice.addEventListener("change", () => {
  if (choice.checked) localStorage.removeItem(SWITCH);
  else localStorage.setItem(SWITCH, "1");
});

const isTyping = (target) => target.closest("textarea, select, [contenteditable], input:not([type=radio], [type=checkbox])");
// Arrows move between the answers of a question.
const isTaken = (event) => event.key.startsWith("Arrow") && event.target.closest("input");

// What has to be said before a button can be pressed.
function missing(button) {
  const name = button.dataset.keyFirst;
  const answers = name ? [...button.form.querySelectorAll(`[name="${name}"]`)] : [];
  return answers.some((one) => one.checked) ? undefined : answers[0];
}

document.addEventListener("keydown", (event) => {
  const isModified = event.ctrlKey || event.altKey || event.metaKey;
  if (isModified || event.repeat || !choice.checked || isTyping(event.target) || isTaken(event)) return;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const wanted = [...document.querySelectorAll("[data-key]")].find((one) => one.dataset.key.split(" ").includes(key));
  if (!wanted) return;
  event.preventDefault();
  const first = missing(wanted);
  if (first) first.focus();
  else wanted.click();
});
