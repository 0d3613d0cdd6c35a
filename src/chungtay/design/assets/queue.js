// What was recorded without a network: kept on the device under the record's own key and sent until the server has it.
// The key makes a second sending harmless: the server then answers `already`. Used by pages and by the service worker.
const STORE = "held";
const NAME = "chungtay-held"; // of the lock, of the channel, of the background task
const PATIENCE = 60_000; // milliseconds that one record may take, photos included
const SENT = ["accepted", "already"];
const KEPT_BACK = [400, 403, 404, 409, 413, 422]; // the server has judged; whatever else it says is no answer

function database() {
  return new Promise((done, fail) => {
    const asked = indexedDB.open("chungtay", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: "key" });
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => fail(asked.error);
  });
}

/** One transaction: `use` is given the store and may return a request, whose result is the answer. */
async function within(mode, use) {
  const open = await database();
  try {
    return await new Promise((done, fail) => {
      const work = open.transaction(STORE, mode);
      const asked = use(work.objectStore(STORE));
      work.oncomplete = () => done(asked?.result);
      work.onabort = () => fail(work.error);
    });
  } finally {
    open.close();
  }
}

/** Tell every page of the site that the queue is another now, or how sending went. */
function tell(state = "") {
  const channel = new BroadcastChannel(NAME);
  channel.postMessage(state);
  channel.close();
}

/** Call `then` whenever a page or the worker has changed the queue, or has tried to send it (with how that went). */
export function listen(then) {
  new BroadcastChannel(NAME).addEventListener("message", (event) => then(event.data));
}

/** Everything that is kept, the latest first. */
export async function held() {
  const items = await within("readonly", (store) => store.getAll());
  return items.sort((one, other) => other.at.localeCompare(one.at));
}

export const heldOne = (key) => within("readonly", (store) => store.get(key));

export async function keep(item) {
  await within("readwrite", (store) => store.put(item));
  tell();
}

export async function drop(key) {
  await within("readwrite", (store) => store.delete(key));
  tell();
}

/** Change an item unless somebody has corrected it in the meantime: what was sent is then not what is kept. */
async function settle(item, changes) {
  await within("readwrite", (store) => {
    const asked = store.get(item.key);
    asked.onsuccess = () => asked.result?.at === item.at && store.put({ ...asked.result, ...changes });
  });
  tell();
}

/** A filled form as it is kept. `holder` is who filled it in: nobody else's session sends it. */
export function itemOf(data, address) {
  const own = ["csrfmiddlewaretoken", "key", "told", "holder"];
  const parts = [...data].filter(([name, value]) => !own.includes(name) && !(value instanceof File && !value.size));
  const [key, told, holder] = [data.get("key"), data.get("told") ?? "", data.get("holder")];
  return { key, told, holder, address, parts, at: new Date().toISOString(), state: "waiting", errors: [], answer: "" };
}

/** Ask the browser to send as soon as there is a network, where it can, with no page open. */
export async function sendLater(registration) {
  await registration?.sync?.register(NAME).catch(() => {}); // refused in private windows; pages send as well
}

/**
 * Send what waits and is of the person who is signed in; pages and the worker take turns. Answers "sent" or
 * "signed_out"; throws where there is no network.
 */
export function send(address) {
  const run = async () => {
    let state = "offline";
    try {
      state = await sendAll(address);
    } finally {
      tell(state);
    }
    return state;
  };
  return navigator.locks ? navigator.locks.request(NAME, run) : run();
}

async function sendAll(address) {
  const waiting = (await held()).filter((item) => item.state === "waiting").reverse();
  for (const item of waiting) {
    const session = await sessionAt(address);
    if (!session) return "signed_out";
    if (item.holder === session.person) await sendOne(item, session, address);
  }
  return "sent";
}

/** Who is signed in and with which token, fresh; null for nobody. */
export async function sessionAt(address, patience = PATIENCE) {
  const asked = { headers: { Accept: "application/json" }, cache: "no-store", redirect: "manual" };
  const answer = await fetch(address, { ...asked, signal: AbortSignal.timeout(patience) });
  if (answer.type === "opaqueredirect" || answer.status === 403) return null;
  if (!answer.ok) throw new Error(`no session: ${answer.status}`);
  return answer.json();
}

async function sendOne(item, session, address) {
  const body = new FormData();
  body.append("key", item.key);
  for (const [name, value] of item.parts) body.append(name, value);
  const answer = await fetch(item.address, {
    method: "POST",
    body,
    headers: { Accept: "application/json", "X-CSRFToken": session.token },
    redirect: "manual",
    signal: AbortSignal.timeout(PATIENCE),
  });
  const told = await answer.json().catch(() => ({}));
  if (answer.ok && SENT.includes(told.state)) {
    await settle(item, { state: "sent", answer: told.address, ended: new Date().toISOString(), parts: [], errors: [] });
  } else if (KEPT_BACK.includes(answer.status)) {
    if (answer.status === 403 && (await sessionAt(address))?.person !== item.holder) return; // signed out meanwhile
    await settle(item, { state: "refused", answer: told.address ?? "", errors: told.errors ?? [], ask: told.ask });
  } else {
    throw new Error(`not answered: ${answer.status}`);
  }
}
