// The next visitor must not see the last one. A page kept by the browser carries the mark of the visit it was made in;
// when that visit is over, going back to the page leads to the start instead.
const START = "/";
const mark = document.documentElement.dataset.visit;
const currentMark = () => document.cookie.match(/(?:^|; )mark=([^;]*)/)?.[1];

// htmx writes a state of its own, so every entry of the history is signed, whoever writes it.
for (const name of ["pushState", "replaceState"]) {
  const write = history[name].bind(history);
  history[name] = (state, ...rest) => write({ ...state, visit: mark }, ...rest);
}

addEventListener("pageshow", () => {
  const current = currentMark();
  if (!current) return;
  // Coming back to an entry that lost its signature, because its address now leads elsewhere, is coming back too far.
  const isReturn = performance.getEntriesByType("navigation")[0]?.type === "back_forward";
  const made = history.state?.visit ?? (isReturn ? null : mark);
  const isFreshStart = location.pathname === START && mark === current;
  if (made === current || isFreshStart) history.replaceState(history.state, "");
  else location.replace(START);
});

addEventListener("pagehide", () => {
  for (const form of document.forms) form.reset();
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-fresh-start]");
  if (!link || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  document.dispatchEvent(new CustomEvent("leave", { detail: link.href }));
});
