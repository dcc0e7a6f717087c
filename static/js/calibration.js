// While the slider moves, the frame shows the size that a bank card would have; the rest of the page stays where it is.
const form = document.querySelector("[data-calibration]");

if (form) {
  const slider = form.elements.namedItem("density");
  const frame = form.querySelector("[data-card]");
  slider.addEventListener("input", () => frame.style.setProperty("--mm", `${slider.value / 100}px`));
}
