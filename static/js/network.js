// Without a network no page comes: whoever left this one would end on an error of the browser, which nobody can leave in
// full screen. So one stays, and is told; who has finished finds the screen covered until there is a network again.
const notice = document.querySelector("[data-no-network]");
const PATIENCE = 6000;
const GRACE = 500;
let hiding = null;
let wanted = "";
let retry = null;

function tell() {
  notice.hidden = false;
  clearTimeout(hiding);
  hiding = setTimeout(() => (notice.hidden = true), PATIENCE);
}

// A network alone is not enough: the server may be away, too.
async function isThere() {
  if (!navigator.onLine) return false;
  const signal = AbortSignal.timeout(PATIENCE);
  return fetch("/healthz", { cache: "no-store", signal }).then((answer) => answer.ok, () => false);
}

// Go to this address, now or as soon as it can be had; what stands on the page is nobody's business until then.
async function leave(address) {
  wanted = address;
  const covering = setTimeout(cover, GRACE);
  const isReady = await isThere();
  clearTimeout(covering);
  clearTimeout(retry);
  if (isReady) {
    wanted = "";
    return location.replace(address);
  }
  cover();
  retry = setTimeout(() => leave(address), PATIENCE);
}

function cover() {
  clearTimeout(hiding);
  notice.hidden = false;
  for (const one of document.body.children) if (one !== notice) one.hidden = true;
  for (const dialog of document.querySelectorAll("dialog[open]")) dialog.close();
}

function hold(event, address) {
  if (navigator.onLine || event.defaultPrevented) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (address) leave(address);
  else tell();
}

document.addEventListener(
  "click",
  (event) => {
    const link = event.target.closest("a[href]");
    if (!link || link.getAttribute("href").startsWith("#")) return;
    hold(event, link.matches("[data-fresh-start], [data-way-on]") ? link.href : "");
  },
  true,
);
// A tap on a face is kept on this screen; whatever else is sent would be lost.
document.addEventListener("submit", (event) => event.target.matches("[data-question]") || hold(event), true);
// Who else wants to leave says so by this event: an import would be fetched anew by each page.
document.addEventListener("leave", (event) => leave(event.detail));
addEventListener("online", () => wanted && leave(wanted));
