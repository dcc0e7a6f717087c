// A photo instead of the camera: it needs no secure connection.
import { pixels, read } from "./reader.js";
import { send } from "./sender.js";

const SIZES = [1600, 800, 3200]; // pixels; blurred codes are read better when they are small
const field = document.querySelector("[data-photo]");
const empty = document.querySelector("[data-photo-empty]");

field.addEventListener("change", async () => {
  const [file] = field.files;
  if (!file) return;
  empty.hidden = true;
  const text = await found(file).catch(() => undefined);
  field.value = "";
  empty.hidden = text !== undefined;
  if (text !== undefined) send(text);
  else document.querySelector("#answer .answer")?.remove(); // it was the answer to somebody else
});

async function found(file) {
  const picture = await createImageBitmap(file);
  for (const size of SIZES) {
    const text = await read(pixels(picture, picture.width, picture.height, size));
    if (text) return text;
  }
  return undefined;
}
