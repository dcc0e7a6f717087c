// On a shared screen: after two minutes without a touch, ask; without an answer, erase (criterion A6).
const QUIET_SECONDS = 120;
const WARNING_SECONDS = 45;
const warning = document.querySelector("[data-idle-warning]");
let lastTouch = Date.now();
let warnedAt = null;

function speak(text) {
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
  speak([...warning.querySelectorAll("h2, p:not([aria-hidden])")].map((part) => part.textContent).join(" "));
}

function stay() {
  lastTouch = Date.now();
  if (warnedAt === null) return;
  warnedAt = null;
  globalThis.speechSynthesis?.cancel();
  warning.close();
}

function tick() {
  const now = Date.now();
  if (warnedAt === null) {
    if (now - lastTouch >= QUIET_SECONDS * 1000) warn();
    return;
  }
  const left = WARNING_SECONDS - Math.floor((now - warnedAt) / 1000);
  warning.querySelector("[data-idle-count]").textContent = Math.max(left, 0);
  if (left <= 0) location.replace(warning.dataset.reset);
}

if (warning) {
  for (const kind of ["pointerdown", "keydown", "wheel", "touchstart", "input", "scroll"]) {
    addEventListener(kind, stay, { capture: true, passive: true });
  }
  setInterval(tick, 500);
}
