// Sends what was scanned, one scan after the other. A scan without an answer keeps its mark: sent again, it is the same one.
const form = document.getElementById("scan");
const silence = document.querySelector("[data-offline]");
let isWaiting = false;

/** Send this text as if it had been typed; false while an answer is awaited. */
export function send(text) {
  if (isWaiting) return false;
  form.elements.namedItem("text").value = text;
  form.requestSubmit();
  return true;
}

document.addEventListener("htmx:beforeRequest", () => {
  isWaiting = true;
  silence.hidden = true;
});

document.addEventListener("htmx:afterRequest", (event) => {
  isWaiting = false;
  silence.hidden = event.detail.xhr.status !== 0;
  if (event.detail.successful) form.elements.namedItem("text").value = "";
});
