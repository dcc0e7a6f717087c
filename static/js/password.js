// The button that shows what is typed in a password field; without scripts it stays away, and the page asks twice.
for (const button of document.querySelectorAll("[data-reveal]")) {
  const field = document.getElementById(button.dataset.reveal);
  const show = (isShown) => {
    field.type = isShown ? "text" : "password";
    for (const word of button.querySelectorAll("[data-when]")) word.hidden = (word.dataset.when === "shown") !== isShown;
  };
  button.hidden = false;
  button.addEventListener("click", () => {
    show(field.type === "password");
    field.focus();
  });
  // Only what was sent hidden is taken for a password by browsers, and by whoever comes back to the page.
  field.form.addEventListener("submit", () => show(false));
}
