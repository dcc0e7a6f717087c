// What was tapped is kept on this screen until the server has it: sent one after the other, again and again, each as the
// same record. A record leaves only when the server has taken it; what the server refuses is kept for staff.
const NAME = "outbox";
const PATIENCE = 8000;
const LONGEST_PAUSE = 300;
const REFUSED = [409, 410, 413, 422];
const CLOSED = [401, 403];
const STOPPING = [0, ...CLOSED, 429, 502, 503, 504];
let pause = 0;
let retry = null;
let sending = null;
let isAsked = false;

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
const get = ({ id, revision }) => within("records", "readonly", (store) => store.get([id, revision]));

/** The records on this screen, the first one first; `stuck` is the status with which the server refused one. */
export const kept = async () => (await all()).sort((one, other) => one.captured_at.localeCompare(other.captured_at) || one.revision - other.revision);
/** When something was last taken by the server, or undefined. */
export const lastSent = () => within("notes", "readonly", (store) => store.get("sent"));

/** What has become of a record that was kept: "sent", "refused" or "waiting". */
export async function fate(record) {
  const found = await get(record);
  return !found ? "sent" : found.stuck ? "refused" : "waiting";
}

/** Keep this record; whoever waits knows that it is on the disk. */
export const keep = (record) => put(record);
/** Keep it no longer. */
export const drop = ({ id, revision }) => within("records", "readwrite", (store) => store.delete([id, revision]));

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

async function sendWhileAsked() {
  let status = 200;
  try {
    while (isAsked) {
      isAsked = false;
      status = await sendAll();
    }
  } finally {
    sending = null;
  }
  if (status === 200) calm();
  // Many who tap while nothing goes must not make many knock: one pause at a time.
  else retry ??= setTimeout(again, longer(status) * 1000);
}

function calm() {
  clearTimeout(retry);
  retry = null;
  pause = 0;
}

// Whoever is not let in need not knock every second.
const longer = (status) => (pause = CLOSED.includes(status) ? LONGEST_PAUSE : Math.min(LONGEST_PAUSE, pause * 2 || 1));

function again() {
  retry = null;
  flush().catch(() => {});
}

/** Send what is kept, at once; what does not go is tried again, after 1, 2, 4 … 300 seconds. */
export function flush() {
  isAsked = true;
  return (sending ??= sendWhileAsked());
}

addEventListener("online", () => flush().catch(() => {}));
flush().catch(() => {});
