// What waits on this screen, for staff: to send it now, or to carry it away as a file.
import { flush, kept, lastSent } from "./outbox.js";

const page = document.querySelector("[data-health]");
const part = (name) => page.querySelector(`[data-${name}]`);

async function show() {
  const records = await kept();
  part("waiting").textContent = records.filter((one) => !one.stuck).length;
  part("stuck").textContent = records.filter((one) => one.stuck).length;
  const sent = await lastSent();
  part("last").textContent = sent ? new Date(sent).toLocaleString(document.documentElement.lang) : "–";
}

async function save() {
  const file = new Blob([JSON.stringify(await kept(), null, 1)], { type: "application/json" });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = "outbox.json";
  link.click();
  URL.revokeObjectURL(link.href);
}

part("when-scripted").hidden = false;
part("send").addEventListener("click", () => flush().finally(show));
part("export").addEventListener("click", save);
show();
flush().finally(show);
