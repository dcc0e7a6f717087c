// While the slider moves, the frame shows the size that a bank card would have.
const form = document.querySelector("[data-calibration]");

if (form) {
  const slider = form.elements.namedItem("density");
  const resize = () => document.documentElement.style.setProperty("--mm", `${slider.value / 100}px`);
  slider.addEventListener("input", resize);
  const measured = form.querySelector("[data-card]");
  measured.hidden = false;
}
