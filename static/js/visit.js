// The next visitor must not see the last one. A page kept by the browser carries the mark of the visit it was made in;
// when that visit is over, going back to the page leads to the start instead.
const START = "/";
const cookieMark = () => document.cookie.match(/(?:^|; )mark=([^;]*)/)?.[1];
const signEntry = () => history.replaceState({ ...history.state, visit: cookieMark() }, "");

addEventListener("pageshow", () => {
  const current = cookieMark();
  if (!current) return;
  const made = history.state?.visit ?? document.documentElement.dataset.visit;
  if (made === current) signEntry();
  else location.replace(START);
});

document.addEventListener("htmx:pushedIntoHistory", signEntry);

addEventListener("pagehide", () => {
  for (const form of document.forms) form.reset();
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-fresh-start]");
  if (!link || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  location.replace(link.href);
});
