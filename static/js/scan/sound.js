// A short sound for each colour of answer, made on the spot; browsers allow it after the first touch or key.
const TUNES = {
  green: [[880, 0, 0.09], [1320, 0.1, 0.14]],
  orange: [[520, 0, 0.14], [520, 0.2, 0.14]],
  red: [[200, 0, 0.45]],
};
let speaker = null;

function wake() {
  speaker ??= new AudioContext();
  if (speaker.state === "suspended") speaker.resume();
}

function play(signal) {
  for (const [pitch, from, length] of TUNES[signal]) {
    const start = speaker.currentTime + from;
    const tone = new OscillatorNode(speaker, { frequency: pitch, type: "triangle" });
    const volume = new GainNode(speaker, { gain: 0.25 });
    volume.gain.setTargetAtTime(0, start + length, 0.02);
    tone.connect(volume).connect(speaker.destination);
    tone.start(start);
    tone.stop(start + length + 0.1);
  }
}

for (const kind of ["pointerup", "keyup"]) addEventListener(kind, wake, { capture: true, passive: true });
document.addEventListener("htmx:afterSettle", () => {
  const signal = document.querySelector("#answer [data-signal]")?.dataset.signal;
  if (signal && speaker) play(signal);
});
