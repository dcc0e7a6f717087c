// One tap counts at once: it is on this screen's disk and acknowledged before any network is asked.
import { flush, keep, refusal } from "./outbox.js";

const SECOND_PRESS = 1500;
const form = document.querySelector("[data-question]");
const thanks = document.querySelector("[data-thanks]");
const field = (name) => form.elements.namedItem(name);
const next = thanks.querySelector("[data-next]");
let record = null;
let last = -Infinity;
let leaving = null;

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
  };
}

function show(part) {
  document.querySelector("[data-asked]").hidden = part !== "question";
  thanks.hidden = part === "question";
  for (const one of thanks.querySelectorAll("[data-unsent]")) one.hidden = part !== "unsent";
  (part === "question" ? form.querySelector("button") : thanks.querySelector("[data-thanks-title]")).focus();
}

async function answer(value, now) {
  record = recordOf(value, now);
  last = now;
  await keep(record);
  show("thanks");
  const isSent = await flush().catch(() => false);
  // A round of a group that has ended, or something that is gone: the page says so when it is loaded again.
  if (await refusal(record)) location.reload();
  else if (isSent) location.replace(form.dataset.shown.replace(/0{8}-0{4}-0{4}-0{4}-0{12}/, record.id));
  else wait();
}

// Who walks away leaves the question to the next person, here too.
function wait() {
  show("unsent");
  clearTimeout(leaving);
  if (next) leaving = setTimeout(begin, 25000);
}

function begin() {
  clearTimeout(leaving);
  record = null;
  field("new_person").value = "1";
  show("question");
}

form.addEventListener("submit", (event) => {
  const value = Number(event.submitter?.value);
  if (!value || form.dataset.plain) return;
  event.preventDefault();
  form.dataset.once = "";
  if (event.timeStamp - last < SECOND_PRESS) return;
  answer(value, event.timeStamp).catch(() => {
    // A browser that keeps nothing sends the form as it is.
    form.dataset.plain = "1";
    form.requestSubmit(event.submitter);
  });
});

thanks.querySelector("[data-change]").addEventListener("click", () => {
  clearTimeout(leaving);
  show("question");
});
next?.addEventListener("click", begin);
