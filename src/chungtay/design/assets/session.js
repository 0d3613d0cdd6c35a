// Before a form is sent: does its person's session still stand? If not, the form stays as it is typed, photos included,
// and says how to go on. Without this script the server gives what was typed along to the page of signing in.
import { sessionAt } from "./queue.js";

const FRESH = 60_000; // milliseconds; a page so young was made for a session that stands
const PATIENCE = 4_000; // milliseconds; a server that is slower judges the form itself
const opened = Date.now();
const person = document.querySelector("meta[name=person]")?.content;
const queued = document.querySelector("[data-held]")?.dataset.queued;
const box = document.querySelector("[data-unsent]");
const asked = new WeakSet(); // forms that are being asked about: a second press waits
const passed = new WeakSet();

/** "here", "signed_out", "other" or "offline"; a session that stands gives the form its newest token. */
async function stateFor(form) {
  try {
    const session = await sessionAt(queued, PATIENCE);
    if (!session) return "signed_out";
    if (session.person !== person) return "other";
    form.elements.csrfmiddlewaretoken.value = session.token; // signing in on another tab has changed it
    return "here";
  } catch (error) {
    return error.name === "TimeoutError" || form.matches("[data-holds]") ? "here" : "offline";
  }
}

/** Say it where the person has just pressed. */
function tell(state, place) {
  for (const line of box.querySelectorAll("[data-when]")) line.hidden = !line.dataset.when.split(" ").includes(state);
  place?.before(box);
  box.setAttribute("role", "alert");
  box.hidden = false;
  box.focus();
}

async function check(form, submitter) {
  asked.add(form);
  const state = await stateFor(form);
  asked.delete(form);
  if (state !== "here") return tell(state, submitter?.closest(".actions") ?? submitter ?? form);
  passed.add(form);
  return form.requestSubmit(submitter);
}

if (box && person && queued) {
  document.addEventListener(
    "submit",
    (event) => {
      const form = event.target;
      const isOurs = form.closest("main") && form.method === "post" && form.elements.csrfmiddlewaretoken;
      if (!isOurs || form.matches("[data-appearance]") || passed.delete(form)) return;
      if (navigator.onLine && Date.now() - opened < FRESH) return;
      if (!navigator.onLine && form.matches("[data-holds]")) return; // kept by the queue
      event.preventDefault();
      event.stopImmediatePropagation();
      if (!asked.has(form)) check(form, event.submitter);
    },
    { capture: true },
  );
}
