// Reads aloud what the screen asks: a recording, or a file of the program; else the browser's own voice, where it has one.
const button = document.querySelector("[data-listen]");
const sound = button.dataset.listen ? new Audio(button.dataset.listen) : null;
const voice = () => speechSynthesis.getVoices().find((one) => one.lang.startsWith(document.documentElement.lang));

function pronounce() {
  const speech = new SpeechSynthesisUtterance(button.dataset.words.replace(/\s+/g, " ").trim());
  speech.voice = voice();
  speech.lang = speech.voice.lang;
  speechSynthesis.speak(speech);
}

function offer() {
  button.hidden = !sound && !voice();
}

globalThis.speechSynthesis?.addEventListener("voiceschanged", offer);
if (sound || globalThis.speechSynthesis) offer();
button.addEventListener("click", () => {
  globalThis.speechSynthesis?.cancel();
  if (!sound) return pronounce();
  sound.currentTime = 0;
  sound.play().catch(() => {
    if (globalThis.speechSynthesis && voice()) pronounce();
  });
});
