// Reads QR codes in pictures. The WebAssembly comes from this kiosk and is of the same version as the script.
const { wasm } = document.querySelector("[data-wasm]").dataset;
const OPTIONS = { formats: ["QRCode"], tryHarder: true, maxNumberOfSymbols: 1 };

ZXingWASM.prepareZXingModule({ overrides: { locateFile: () => wasm } });

/** The text of the code in this ImageData; undefined where there is none. */
export async function read(picture) {
  const [code] = await ZXingWASM.readBarcodes(picture, OPTIONS);
  return code?.text;
}

/** The pixels of a video or a picture, at most this many on its longer side. */
export function pixels(source, width, height, most) {
  const scale = Math.min(1, most / Math.max(width, height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  pen.drawImage(source, 0, 0, canvas.width, canvas.height);
  return pen.getImageData(0, 0, canvas.width, canvas.height);
}
