// After an answer with faults, what is wrong takes the focus; a form that was sent is not sent twice.
document.querySelector("[data-focus]")?.focus();
for (const form of document.querySelectorAll("form[data-once]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.once === "sent") event.preventDefault();
    form.dataset.once = "sent";
  });
}
// Kept by the browser while the answer was on its way, the page must still work.
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-once]")) form.dataset.once = "";
});
