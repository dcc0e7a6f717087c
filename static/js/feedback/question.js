// One tap counts at once: it is on this screen's disk and acknowledged before any network is asked.
import { fate, flush, keep } from "./outbox.js";

const form = document.querySelector("[data-question]");
const thanks = document.querySelector("[data-thanks]");
const field = (name) => form.elements.namedItem(name);
// On a screen of the house, where there is a next person.
const bar = document.querySelector("[data-return]");
let record = null;
let last = -Infinity;
let isAsking = true;

function newId() {
  // crypto.randomUUID wants a certificate, which a tablet in a house network may not have.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

function recordOf(value, now) {
  if (record) return { ...record, value, revision: record.revision + 1 };
  return {
    id: newId(),
    revision: 1,
    touchpoint: form.dataset.touchpoint,
    value,
    reasons: [],
    question: Number(field("question").value),
    language: document.documentElement.dataset.locale,
    captured_at: new Date().toISOString(),
    gap_ms: Number.isFinite(last) ? Math.round(now - last) : null,
    new_person: Boolean(field("new_person").value),
    group: field("group").value,
    // Staff who try the screen have no opinion.
    ...("test" in form.dataset && { test: true }),
  };
}

function show(part) {
  isAsking = part === "question";
  document.querySelector("[data-asked]").hidden = !isAsking;
  thanks.hidden = isAsking;
  for (const one of thanks.querySelectorAll("[data-unsent]")) one.hidden = part !== "unsent";
  (isAsking ? form.querySelector("button") : thanks.querySelector("[data-thanks-title]")).focus();
  // Whoever walks away from here leaves the question to the next person; so does who wants to change, and does not.
  if (bar) bar.hidden = !record;
  document.dispatchEvent(new Event("appear"));
}

async function thank(mine) {
  record = mine;
  show("thanks");
  await flush().catch(() => {});
  const became = await fate(mine);
  // Meanwhile the question is somebody else's.
  if (record !== mine) return;
  if (became === "waiting") show("unsent");
  // A round of a group that has ended, or something that is gone: the page says so when it is loaded again.
  else if (became === "refused") location.reload();
  else location.replace(form.dataset.shown.replace(/0{8}-0{4}-0{4}-0{4}-0{12}/, mine.id));
}

function begin() {
  record = null;
  field("new_person").value = "1";
  show("question");
}

// A browser that keeps nothing sends the form as it is; while it is being submitted, it cannot be submitted again.
function sendPlainly(button) {
  delete form.dataset.question;
  setTimeout(() => form.requestSubmit(button));
}

form.addEventListener("submit", (event) => {
  const value = Number(event.submitter?.value);
  if (!value || !("question" in form.dataset)) return;
  event.preventDefault();
  form.dataset.once = "";
  if (!isAsking) return;
  isAsking = false;
  const mine = recordOf(value, event.timeStamp);
  last = event.timeStamp;
  keep(mine).then(() => thank(mine), () => sendPlainly(event.submitter));
});

thanks.querySelector("[data-change]").addEventListener("click", () => show("question"));
thanks.querySelector("[data-next]")?.addEventListener("click", begin);
bar?.addEventListener("return", (event) => {
  event.preventDefault();
  begin();
});
