// On every page: brings up the service worker, sends what waits and says how much does. What was kept for one person is
// forgotten when nobody or somebody else is signed in; the queue stays, and only its own person's session sends it.
import { drop, held, listen, send } from "./queue.js";

const NEARLY_FULL = 0.9; // of what the browser lets the site keep
const DAY = 24 * 3600 * 1000;
const person = document.querySelector("meta[name=person]")?.content; // "" for nobody; missing where it is not known
const box = document.querySelector("[data-held]");
const worker = document.querySelector("meta[name=worker]")?.content;

async function forgetOthers() {
  if (person === undefined || !("caches" in window)) return;
  for (const name of await caches.keys()) {
    if (name.startsWith("person-") && name !== `person-${person}`) await caches.delete(name);
  }
}

async function bringUpWorker() {
  if (!person || !worker || !("serviceWorker" in navigator)) return;
  const unseen = !navigator.serviceWorker.controller;
  await navigator.serviceWorker.register(worker, { type: "module", scope: "/" });
  if (!unseen || !document.querySelector("[data-holds]")) return;
  const files = document.querySelectorAll("link[rel=stylesheet], script[src], .brand-logo");
  const { active } = await navigator.serviceWorker.ready;
  active.postMessage({ page: location.href, files: [...files].map((file) => file.href || file.src) });
}

/** Ask once that the browser does not throw away what waits; say when there is hardly room for more. */
async function watchRoom(waiting) {
  if (!navigator.storage?.estimate || !waiting) return false;
  if (!localStorage.getItem("asked-to-persist")) {
    localStorage.setItem("asked-to-persist", "1");
    await navigator.storage.persist?.();
  }
  const { usage, quota } = await navigator.storage.estimate();
  return usage > NEARLY_FULL * quota;
}

let lastTry = ""; // how sending went the last time, here or elsewhere
let isAsked = false; // by the button: only then is it told that there is no network

/** Say in the frame how much waits, for whom it concerns. */
async function show(state) {
  lastTry = state || lastTry;
  const items = await held();
  const mine = items.filter((item) => !person || item.holder === person);
  const count = (wanted) => mine.filter((item) => item.state === wanted).length;
  const [waiting, refused] = [count("waiting"), count("refused")];
  if (!box) return;
  const isFull = await watchRoom(waiting + refused);
  const told = [];
  const isQuiet = lastTry === "offline" && !isAsked;
  const stateOfWaiting = person === "" ? "signed_out" : isQuiet ? "waiting" : lastTry;
  if (waiting) told.push([stateOfWaiting, waiting]);
  if (refused && person !== "") told.push(["refused", refused]);
  if (isFull) told.push(["full", 0]);
  const say = ([name, number]) => (box.dataset[name] ?? box.dataset.waiting).replace("{count}", number);
  const words = told.map(say).join(" ");
  const line = box.querySelector("[data-held-words]");
  if (line.textContent !== words) line.textContent = words;
  box.hidden = !told.length;
  const button = box.querySelector("[data-send-held]");
  if (button) button.hidden = !waiting;
}

/** What was sent is remembered for a day or two, without its content: the page of what waits lists today's. */
async function clear() {
  for (const item of await held()) {
    if (item.state === "sent" && Date.now() - Date.parse(item.ended) > 2 * DAY) await drop(item.key);
  }
}

async function sendWaiting() {
  const waits = person && (await held()).some((item) => item.state === "waiting");
  if (waits) await send(box.dataset.queued).catch(() => {}); // how it went is told to every page, this one too
}

async function begin() {
  await forgetOthers();
  if (!window.indexedDB) return;
  listen(show);
  window.addEventListener("online", sendWaiting);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && sendWaiting());
  box?.querySelector("[data-send-held]")?.addEventListener("click", () => {
    isAsked = true;
    sendWaiting();
  });
  if (location.pathname === box?.dataset.queued) box.querySelector("a").remove();
  await show("");
  await clear();
  if (box) await sendWaiting();
}

begin().catch(() => {}); // private windows may refuse storage: the site works as without
window.addEventListener("load", () => bringUpWorker().catch(() => {}));
if (document.querySelector("[data-retry]")) window.addEventListener("online", () => location.reload());
