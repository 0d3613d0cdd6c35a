// The form of recording and the queue: a key made on this device for each record, what was kept opened again to be
// corrected, and a way to keep a record where no service worker stands to take it in.
import { heldOne, itemOf, keep, send, sendLater } from "./queue.js";

const person = document.querySelector("meta[name=person]")?.content;
const queued = document.querySelector("[data-held]")?.dataset.queued;

/** 32 hexadecimal digits that nothing else bears (randomUUID exists on secure origins only). */
function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

const todayInVietNam = () => new Intl.DateTimeFormat("en-GB", { timeZone: "Asia/Ho_Chi_Minh" }).format(new Date());

/** A form that may have been kept for days begins anew: its own key, and today where it said the day of its making. */
function begin(form) {
  form.elements.key.value = newKey();
  const day = form.elements.occurred_on;
  if (day?.value === form.dataset.fresh) day.value = todayInVietNam();
}

function hidden(form, name, value) {
  let input = form.elements[name];
  if (!input) {
    input = Object.assign(document.createElement("input"), { type: "hidden", name });
    form.append(input);
  }
  input.value = value;
}

/** Lines of the form as the kept record has them, by the templates that "add a line" uses. */
function fillLines(form, parts) {
  const lines = form.querySelector("[data-lines]");
  lines.replaceChildren();
  for (const [name, value] of parts) {
    const number = /^line-(\d+)-kind$/.exec(name)?.[1];
    const blank = number && form.querySelector(`template[data-line="${value === "cash" ? "cash" : "goods"}"]`);
    if (blank) lines.insertAdjacentHTML("beforeend", blank.innerHTML.replaceAll("__n__", number));
  }
}

function fill(form, item) {
  fillLines(form, item.parts);
  for (const box of form.querySelectorAll("input:checked")) box.checked = false;
  const photos = new DataTransfer();
  for (const [name, value] of item.parts) {
    const found = form.elements[name];
    if (value instanceof File) photos.items.add(value);
    else if (found instanceof RadioNodeList || found?.type === "checkbox" || found?.type === "radio") {
      const all = found instanceof RadioNodeList ? [...found] : [found];
      for (const box of all) if (box.value === value) box.checked = true;
    } else if (found) found.value = value;
  }
  form.elements.key.value = item.key;
  if (photos.files.length) {
    form.elements.photos.files = photos.files;
    form.elements.photos.dispatchEvent(new Event("change", { bubbles: true }));
  }
  form.dispatchEvent(new Event("input", { bubbles: true }));
}

/** Why the server did not take it, above the form; `ask` offers to record it all the same. */
function showRefusal(item) {
  const box = document.querySelector("[data-held-errors]");
  const told = item.errors.length ? item.errors : [box.dataset.unsaid];
  box.querySelector("ul").replaceChildren(
    ...told.map((words) => Object.assign(document.createElement("li"), { textContent: words })),
  );
  box.querySelector("[data-held-anyway]").hidden = !item.ask;
  const link = box.querySelector("[data-held-answer]");
  link.hidden = !item.answer;
  link.href = item.answer;
  box.hidden = false;
  box.focus();
}

/** A kept record that was corrected goes back into the queue and is sent from there at once, if it can be. */
async function correct(form, submitter) {
  const item = itemOf(new FormData(form, submitter), form.getAttribute("action"));
  await keep(item);
  await send(queued).catch(() => sendLaterByWorker());
  const now = await heldOne(item.key);
  if (now?.state === "refused") showRefusal(now);
  else location.assign(now?.state === "sent" && now.answer ? now.answer : queued);
}

const sendLaterByWorker = async () => sendLater(await navigator.serviceWorker?.getRegistration());

/** No worker stands and there is no network: the record is kept, and the form begins anew in its place. */
async function keepHere(form, submitter) {
  await keep(itemOf(new FormData(form, submitter), form.getAttribute("action")));
  form.reset();
  begin(form);
  form.dispatchEvent(new Event("input", { bubbles: true }));
  document.querySelector("[data-held]").focus();
}

async function prepare(form) {
  const key = new URL(location).searchParams.get("held");
  const found = key && window.indexedDB ? await heldOne(key) : null;
  const item = found?.holder === person && found.state !== "sent" ? found : null;
  if (item) {
    fill(form, item);
    if (item.state === "refused") showRefusal(item);
  } else if (form.dataset.fresh) begin(form);
  form.addEventListener("submit", (event) => {
    if (event.submitter?.name === "do" || !person) return;
    const title = form.elements.title;
    hidden(form, "holder", person);
    hidden(form, "told", (title?.value || title?.placeholder || "").trim());
    const isAlone = !navigator.onLine && !navigator.serviceWorker?.controller && window.indexedDB;
    if (!item && !isAlone) return;
    event.preventDefault();
    if (item) correct(form, event.submitter);
    else keepHere(form, event.submitter);
  });
}

const form = document.querySelector("form[data-holds]");
if (form) prepare(form).catch(() => form.dataset.fresh && begin(form));
