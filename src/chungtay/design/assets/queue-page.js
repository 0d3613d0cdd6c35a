// The page of what waits on this device: what is to be sent, what was refused, what was sent today.
import { drop, held, keep, listen } from "./queue.js";

const person = document.querySelector("meta[name=person]")?.content;
const root = document.querySelector("[data-queue]");
const zone = { timeZone: "Asia/Ho_Chi_Minh" };
const dayOf = (moment) => new Intl.DateTimeFormat("en-CA", zone).format(new Date(moment));
const [two, language] = ["2-digit", document.documentElement.lang === "en" ? "en-GB" : "vi-VN"];
const clock = { ...zone, hour: two, minute: two, day: two, month: two, year: "numeric" };
const written = (moment) => new Intl.DateTimeFormat(language, clock).format(new Date(moment));

const part = (row, name) => row.querySelector(`[data-${name}]`);

function link(anchor, address) {
  if (address) anchor.href = address;
  else anchor.remove();
}

/** Kept again as it is, or with the word that it is another gift: it is sent at the next chance, which is now. */
async function again(item, parts) {
  await keep({ ...item, at: new Date().toISOString(), state: "waiting", errors: [], parts });
  document.querySelector("[data-send-held]").click();
}

function dropAtSecondPress(button, item) {
  if (button.dataset.sure) return drop(item.key);
  button.dataset.sure = "1";
  button.textContent = root.dataset.sure;
  return undefined;
}

function rowOf(item) {
  const row = document.querySelector(`template[data-row="${item.state}"]`).content.cloneNode(true).firstElementChild;
  const photos = item.parts.filter(([, value]) => value instanceof File).length;
  part(row, "told").textContent = item.told || root.dataset.untitled;
  part(row, "at").textContent = written(item.ended && item.state === "sent" ? item.ended : item.at);
  part(row, "photos")?.replaceChildren(photos ? `· ${root.dataset.photos.replace("{count}", photos)}` : "");
  if (item.state === "sent") link(part(row, "answer"), item.answer);
  else bind(row, item);
  return row;
}

function bind(row, item) {
  const address = new URL(item.address, location.origin);
  address.searchParams.set("held", item.key);
  part(row, "open").href = address.pathname + address.search;
  part(row, "drop").addEventListener("click", (event) => dropAtSecondPress(event.currentTarget, item));
  if (item.state !== "refused") return;
  const told = item.errors.length ? item.errors : [root.dataset.unsaid];
  part(row, "errors").replaceChildren(
    ...told.map((words) => Object.assign(document.createElement("li"), { textContent: words })),
  );
  link(part(row, "answer"), item.answer);
  const anyway = part(row, "anyway");
  if (!item.ask) anyway.remove();
  else anyway.addEventListener("click", () => again(item, [...item.parts, ["anyway", "1"]]));
  part(row, "again").addEventListener("click", () => again(item, item.parts));
}

function list(name, items) {
  const section = root.querySelector(`[data-list="${name}"]`);
  section.querySelector("ul").replaceChildren(...items.map(rowOf));
  section.hidden = !items.length;
}

async function show() {
  const items = await held();
  const mine = items.filter((item) => item.holder === person);
  const today = dayOf(Date.now());
  const sent = mine.filter((item) => item.state === "sent" && dayOf(item.ended) === today);
  const waiting = mine.filter((item) => item.state === "waiting");
  const refused = mine.filter((item) => item.state === "refused");
  const others = items.filter((item) => item.holder !== person && item.state !== "sent").length;
  list("waiting", waiting);
  list("refused", refused);
  list("sent", sent);
  root.querySelector("[data-nothing]").hidden = Boolean(waiting.length + refused.length + sent.length);
  const line = root.querySelector("[data-others]");
  line.hidden = !others;
  line.textContent = root.dataset.others.replace("{count}", others);
  const latest = mine.at(0);
  if (latest) root.querySelector("[data-next]").href = latest.address;
}

if (root && window.indexedDB) {
  listen(() => show());
  show().catch(() => {});
}
