// How many boxes of a name are ticked, said while one ticks: `<p data-tally="dates">… <strong data-number>8</strong></p>`.
for (const tally of document.querySelectorAll("[data-tally]")) {
  const number = tally.querySelector("[data-number]");
  const boxes = tally.closest("form").elements;
  const count = () => {
    const ticked = [...boxes].filter((box) => box.name === tally.dataset.tally && box.checked).length;
    // What stays the same is not said again.
    if (number.textContent !== `${ticked}`) number.textContent = ticked;
  };
  tally.closest("form").addEventListener("change", count);
  // Coming back, the browser ticks what was ticked.
  addEventListener("pageshow", count);
}
