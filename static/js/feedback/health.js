// What waits on this screen, for staff: to send it now, or to carry it away as a file, what the server refuses included.
import { drop, flush, kept, lastSent } from "./outbox.js";

const page = document.querySelector("[data-health]");
const part = (name) => page.querySelector(`[data-${name}]`);
let saved = [];

const refused = (records) => records.filter((one) => one.stuck);

async function show() {
  const records = await kept();
  const stuck = refused(records).length;
  part("waiting").textContent = records.length - stuck;
  part("stuck").textContent = stuck;
  part("export").hidden = !records.length;
  part("clear").hidden = !saved.length;
  const sent = await lastSent();
  part("last").textContent = sent ? new Date(sent).toLocaleString(document.documentElement.lang) : "–";
}

async function save() {
  const records = await kept();
  saved = refused(records);
  const file = new Blob([JSON.stringify(records, null, 1)], { type: "application/json" });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = "outbox.json";
  link.click();
  URL.revokeObjectURL(link.href);
  await show();
}

// Only what is in the file goes: what was refused since then is not.
async function clear() {
  part("sure").close();
  await Promise.all(saved.map(drop));
  saved = [];
  await show();
}

part("when-scripted").hidden = false;
part("send").addEventListener("click", () => flush().finally(show));
part("export").addEventListener("click", save);
part("clear").addEventListener("click", () => part("sure").showModal());
part("yes").addEventListener("click", clear);
part("no").addEventListener("click", () => part("sure").close());
show();
flush().finally(show);
