// The camera looks for a code and sends it once, however long it is held before the lens.
import { pixels, read } from "./reader.js";
import { send } from "./sender.js";

const LARGEST = 1280; // pixels
const PAUSE = 80; // milliseconds between two looks
const FORGOTTEN = 3000; // milliseconds out of sight, after which the same code is a new scan

const part = (name) => document.querySelector(`[data-camera-${name}]`);
const picture = part("picture");
const last = { text: undefined, at: 0 };
let stream = null;
let lock = null;
let chosen = null;

document.querySelector("[data-camera]").hidden = false;
if (isSecureContext && navigator.mediaDevices) prepare();

async function prepare() {
  part("start").hidden = false;
  part("start").addEventListener("click", () => start());
  part("stop").addEventListener("click", stop);
  part("other").addEventListener("click", change);
  addEventListener("pagehide", stop);
  document.addEventListener("visibilitychange", () => document.hidden || keepAwake());
  const permission = await navigator.permissions?.query({ name: "camera" }).catch(() => null);
  if (permission?.state === "granted") start();
}

async function start() {
  stop();
  part("refused").hidden = part("missing").hidden = true;
  const which = chosen ? { deviceId: { exact: chosen } } : { facingMode: "environment" };
  try {
    stream = await navigator.mediaDevices.getUserMedia({ video: { ...which, width: { ideal: LARGEST } } });
  } catch (error) {
    part(error.name === "NotAllowedError" ? "refused" : "missing").hidden = false;
    return;
  }
  picture.srcObject = stream;
  await picture.play().catch(() => {});
  show(true);
  keepAwake();
  look(stream);
}

function stop() {
  for (const track of stream?.getTracks() ?? []) track.stop();
  stream = picture.srcObject = null;
  lock?.release().catch(() => {});
  lock = null;
  show(false);
}

async function show(isOn) {
  part("frame").hidden = part("stop").hidden = !isOn;
  part("start").hidden = isOn;
  const cameras = isOn ? await videoInputs() : [];
  part("other").hidden = cameras.length < 2;
}

async function videoInputs() {
  return (await navigator.mediaDevices.enumerateDevices()).filter((device) => device.kind === "videoinput");
}

async function change() {
  const names = (await videoInputs()).map((device) => device.deviceId);
  const current = stream?.getVideoTracks()[0]?.getSettings().deviceId;
  chosen = names[(names.indexOf(current) + 1) % names.length];
  start();
}

async function keepAwake() {
  if (stream) lock = await navigator.wakeLock?.request("screen").catch(() => null);
}

async function look(current) {
  while (stream === current) {
    if (picture.videoWidth && !document.hidden) {
      note(await read(pixels(picture, picture.videoWidth, picture.videoHeight, LARGEST)));
    }
    await new Promise((done) => setTimeout(done, PAUSE));
  }
}

function note(text) {
  if (!text) return;
  const now = performance.now();
  const isNew = text !== last.text || now - last.at > FORGOTTEN;
  if (!isNew || send(text)) Object.assign(last, { text, at: now });
}
