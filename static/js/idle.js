// On a shared screen: after two minutes without a touch, ask; without an answer, erase (criterion A6).
// The attract screen has nobody to ask: it only begins afresh.
const QUIET_SECONDS = 120;
const WARNING_SECONDS = 45;
const TAP_MILLISECONDS = 700;
const warning = document.querySelector("[data-idle-warning]");
let lastTouch = Date.now();
let warnedAt = null;
let ticking = null;
let recording = null;

// A recording is understood by everybody who hears; the browser's own voice is what is left without one.
function speak() {
  if (!warning.dataset.idleSpeech) return pronounce();
  recording = new Audio(warning.dataset.idleSpeech);
  recording.play().catch(() => {
    if (warnedAt !== null) pronounce();
  });
}

function pronounce() {
  const text = [...warning.querySelectorAll("h2, p:not([aria-hidden])")].map((part) => part.textContent).join(" ");
  const language = document.documentElement.lang;
  const voice = globalThis.speechSynthesis?.getVoices().find((one) => one.lang.startsWith(language));
  if (!voice) return;
  const speech = new SpeechSynthesisUtterance(text);
  speech.voice = voice;
  speech.lang = voice.lang;
  speechSynthesis.speak(speech);
}

function warn() {
  warnedAt = Date.now();
  warning.showModal();
  speak();
}

function hush() {
  recording?.pause();
  globalThis.speechSynthesis?.cancel();
}

function leave() {
  clearInterval(ticking);
  document.dispatchEvent(new CustomEvent("leave", { detail: warning.dataset.reset }));
}

function stay() {
  lastTouch = Date.now();
  if (warnedAt === null) return;
  warnedAt = null;
  hush();
  // The tap is not over: closed at once, the warning would let it fall on what lies below.
  setTimeout(() => warning.close(), TAP_MILLISECONDS);
}

function stayAndClose(event) {
  stay();
  if (!warning.open) return;
  event.preventDefault();
  warning.close();
}

function tick() {
  const now = Date.now();
  if (warnedAt === null) {
    if (now - lastTouch < QUIET_SECONDS * 1000) return;
    if (document.body.classList.contains("entrance")) leave();
    else warn();
    return;
  }
  const left = WARNING_SECONDS - Math.floor((now - warnedAt) / 1000);
  warning.querySelector("[data-idle-count]").textContent = Math.max(left, 0);
  if (left <= 0) leave();
}

if (warning) {
  for (const kind of ["pointerdown", "touchstart", "wheel", "input", "scroll", "pageshow"]) {
    addEventListener(kind, stay, { capture: true, passive: true });
  }
  for (const kind of ["keydown", "click"]) addEventListener(kind, stayAndClose, { capture: true });
  ticking = setInterval(tick, 500);
}
