// The service worker: keeps the built files, the form of recording as last seen and a page for when there is no network;
// takes in a record that could not be sent. The address `worker` serves it with `self.shell`: what stands where.
// Pages are asked of the network first. Kept is only what the server marks with X-Keep-For: never lists or figures.
import { itemOf, keep, send, sendLater } from "./queue.js";

const PATIENCE = 8_000; // milliseconds until a page that is kept is shown in place of one that does not come
const SENDING = 60_000; // until a record that is not answered is kept: should it have arrived, it is there only once
const NO_ANSWER = [502, 503, 504];
const built = () => `assets-${self.shell.version}`;
const isOfAPerson = (name) => name.startsWith("person-");

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(renew()));
self.addEventListener("sync", (event) => event.waitUntil(send(self.shell.queued)));
self.addEventListener("message", (event) => event.waitUntil(keepSeen(event.data)));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  if (request.mode !== "navigate") {
    if (request.method === "GET" && ["style", "script", "font", "image"].includes(request.destination)) {
      event.respondWith(asset(request));
    }
  } else if (request.method === "GET") {
    event.respondWith(page(event, url));
  } else if (url.pathname === self.shell.record) {
    event.respondWith(recorded(request, url));
  } else if (url.pathname === self.shell.sign_out) {
    event.waitUntil(forgetAllBut(null));
  }
});

async function install() {
  const cache = await caches.open(built());
  await cache.addAll(self.shell.assets);
  await cache.put(self.shell.offline, await answered(self.shell.offline, "omit")); // as nobody's page
  await self.skipWaiting();
}

async function answered(address, credentials = "same-origin") {
  const answer = await fetch(address, { credentials, redirect: "manual" });
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer;
}

/** Take the place of an older version: its files go, kept pages are fetched anew since they name those files. */
async function renew() {
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    if (isOfAPerson(name)) {
      for (const { url } of await cache.keys()) {
        await cache.delete(url);
        await keepPage(new URL(url), await answered(url).catch(() => null));
      }
    } else if (name !== built()) await caches.delete(name);
  }
  await self.clients.claim();
}

async function forgetAllBut(kept) {
  const names = (await caches.keys()).filter((name) => isOfAPerson(name) && name !== kept);
  await Promise.all(names.map((name) => caches.delete(name)));
}

/** The address under which a page is kept: which record is opened in a form is no matter of the form's. */
function plain(url) {
  const address = new URL(url);
  address.searchParams.delete("held");
  address.hash = "";
  return address.href;
}

/** Keep a page that the server says may be kept for one person; the other pages of recording come with it. */
async function keepPage(url, answer) {
  const person = answer?.ok && answer.headers.get("X-Keep-For");
  if (!person) return;
  const name = `person-${person}`;
  await forgetAllBut(name);
  const cache = await caches.open(name);
  await cache.put(plain(url), answer);
  for (const address of [self.shell.queued, self.shell.offline]) {
    if (!(await cache.match(address))) await cache.put(address, await answered(address));
  }
}

/** A page that was opened before the worker stood: fetched once more, with the files it names. */
async function keepSeen({ page: address, files }) {
  await keepPage(new URL(address), await answered(address).catch(() => null));
  await Promise.all(files.map((file) => asset(new Request(file)).catch(() => null)));
}

/** What never changes under its address is kept at first sight; anything else comes from the network alone. */
async function asset(request) {
  const cache = await caches.open(built());
  const found = await cache.match(request);
  if (found) return found;
  const answer = await fetch(request);
  const told = answer.headers.get("Cache-Control") ?? "";
  if (answer.ok && told.includes("public") && told.includes("immutable")) await cache.put(request, answer.clone());
  return answer;
}

const after = (time) => new Promise((_done, fail) => setTimeout(() => fail(new Error("late")), time));

async function page(event, url) {
  const found = await keptPage(url);
  try {
    const answer = await (found ? Promise.race([fetch(event.request), after(PATIENCE)]) : fetch(event.request));
    if (found && NO_ANSWER.includes(answer.status)) return found;
    if (answer.headers.has("X-Keep-For")) event.waitUntil(keepPage(url, answer.clone()));
    return answer;
  } catch {
    return found ?? (await keptOf(self.shell.offline)) ?? Response.error();
  }
}

/** What the person's cache, else everybody's, holds of an address. */
async function keptOf(address) {
  const names = (await caches.keys()).sort((one, other) => isOfAPerson(other) - isOfAPerson(one));
  for (const name of names) {
    const found = await (await caches.open(name)).match(address);
    if (found) return found;
  }
  return undefined;
}

/** The page as last seen; for recording without a word for which unit, the form that was seen last. */
async function keptPage(url) {
  const found = await keptOf(plain(url));
  if (found || url.pathname !== self.shell.record || url.search) return found;
  const names = (await caches.keys()).filter(isOfAPerson);
  const forms = (await Promise.all(names.map(async (name) => (await caches.open(name)).keys()))).flat();
  const last = forms.filter((request) => new URL(request.url).pathname === self.shell.record).at(-1);
  return last && keptOf(last);
}

/** A record on its way. Without a network, or without an answer, it is kept, and the page of what waits is shown. */
async function recorded(request, url) {
  const copy = request.clone();
  try {
    const answer = await Promise.race([fetch(request), after(SENDING)]);
    if (!NO_ANSWER.includes(answer.status)) return answer;
  } catch {
    // No network.
  }
  try {
    const data = await copy.formData();
    if (data.get("do") || !data.get("holder")) return Response.error();
    await keep(itemOf(data, url.pathname + url.search));
    await sendLater(self.registration);
    return Response.redirect(self.shell.queued, 303);
  } catch {
    return Response.error(); // no room on the device: the browser says so, and Back leads to the filled form
  }
}
