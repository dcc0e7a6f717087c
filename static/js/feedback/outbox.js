// What was tapped is kept on this screen until the server has it: sent one after the other, again and again, each as the
// same record. A record leaves only when the server has taken it; what the server refuses is kept for staff.
const NAME = "outbox";
const PATIENCE = 8000;
const LONGEST_PAUSE = 300;
const REFUSED = [409, 410, 413, 422];
const STOPPING = [0, 401, 403, 429];
let pause = 0;
let sending = null;

const opened = new Promise((resolve, reject) => {
  const request = indexedDB.open(NAME, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore("records", { keyPath: ["id", "revision"] });
    request.result.createObjectStore("notes");
  };
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});
opened.catch(() => {});

async function within(store, mode, work) {
  const transaction = (await opened).transaction(store, mode);
  const request = work(transaction.objectStore(store));
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(request.result);
    transaction.onabort = () => reject(transaction.error);
  });
}

const all = () => within("records", "readonly", (store) => store.getAll());
const put = (record) => within("records", "readwrite", (store) => store.put(record));
const drop = (record) => within("records", "readwrite", (store) => store.delete([record.id, record.revision]));

/** The records on this screen, the first one first; `stuck` is the status with which the server refused one. */
export const kept = async () => (await all()).sort((one, other) => one.captured_at.localeCompare(other.captured_at) || one.revision - other.revision);
/** When something was last taken by the server, or undefined. */
export const lastSent = () => within("notes", "readonly", (store) => store.get("sent"));

/** The status with which the server refused this record, or undefined. */
export const refusal = async (record) => (await within("records", "readonly", (store) => store.get([record.id, record.revision])))?.stuck;

/** Keep this record; whoever waits knows that it is on the disk. */
export const keep = (record) => put(record);

async function post({ stuck, ...record }) {
  const body = JSON.stringify({ ...record, sent_at: new Date().toISOString() });
  const headers = { "Content-Type": "application/json" };
  try {
    return (await fetch("/events", { method: "POST", headers, body, signal: AbortSignal.timeout(PATIENCE) })).status;
  } catch {
    return 0;
  }
}

async function sendAll() {
  let worst = 200;
  for (const record of (await kept()).filter((one) => !one.stuck)) {
    const status = await post(record);
    if (status >= 200 && status < 300) {
      await drop(record);
      await within("notes", "readwrite", (store) => store.put(new Date().toISOString(), "sent"));
    } else if (REFUSED.includes(status)) await put({ ...record, stuck: status });
    else if (STOPPING.includes(status)) return status;
    // What the server stumbles over must not keep the others waiting.
    else worst = status;
  }
  return worst;
}

/** Send what is kept: true when nothing waits any more. Otherwise it is tried again, after 1, 2, 4 … 300 seconds. */
export function flush() {
  sending ??= sendAll()
    .then((status) => {
      // Whoever is not let in need not knock every second.
      pause = status === 200 ? 0 : [401, 403].includes(status) ? LONGEST_PAUSE : Math.min(LONGEST_PAUSE, pause * 2 || 1);
      if (pause) setTimeout(flush, pause * 1000);
      return status === 200;
    })
    .finally(() => (sending = null));
  return sending;
}

addEventListener("online", () => flush().catch(() => {}));
flush().catch(() => {});
