// A draft saves itself while it is written. A form that is sent meanwhile waits for that, and nothing saves itself once
// it is on its way: together, a new page would become two, and what was sent for approval would not be the newest.
const FORM = "[data-edit-form]";
const ASKED = '[name="action-workflow-action"], [name="workflow-action-name"], [name="workflow-action-extra-data"]';
const LOST = ["network_error", "invalid_revision"]; // after these the editor decides anew, with Wagtail's message in sight
const PATIENCE = 15_000; // milliseconds that a form waits at most
const UNDERWAY = 30_000; // in which the answer to a form is expected
let saving = false;
let leaving = false;
let waiting = null; // the form, and the button that sent it; the dialog of a workflow sends it without one

window.addEventListener("w-autosave:save", save, true);
window.addEventListener("w-autosave:success", () => saved(), true);
window.addEventListener("w-autosave:error", (event) => saved(event.detail.type), true);
window.addEventListener("submit", (event) => sent(event, event.submitter), true);
window.addEventListener("submit", (event) => event.defaultPrevented || left(event.target));
window.jQuery(document).on("submit", (event) => event.originalEvent || sent(event, null) || left(event.target));
window.addEventListener("pageshow", () => (leaving = false));

function save(event) {
  if (!leaving && !waiting) {
    saving = true;
    return;
  }
  event.preventDefault();
  event.stopImmediatePropagation(); // nobody waits for its end
}

function saved(error) {
  saving = false;
  if (LOST.includes(error)) release();
  else setTimeout(go); // when the form knows what was saved
}

function sent(event, button) {
  if (!saving || !event.target.matches(FORM)) return false;
  event.preventDefault();
  event.stopImmediatePropagation();
  waiting = { form: event.target, button, limit: setTimeout(go, PATIENCE) };
  return true;
}

function go() {
  if (!waiting) return;
  const { form, button } = taken();
  saving = false;
  if (button) {
    const pressed = button.disabled;
    button.disabled = false; // a button that is not enabled is not sent
    form.requestSubmit(button);
    button.disabled = pressed;
  } else {
    left(form);
    form.submit();
  }
}

function left(form) {
  if (!form.matches(FORM)) return;
  leaving = true;
  setTimeout(() => (leaving = false), UNDERWAY);
}

function release() {
  if (!waiting) return;
  const { form, button } = taken();
  form.querySelectorAll(ASKED).forEach((input) => input.remove());
  button?.setAttribute("data-w-progress-loading-value", "false");
}

function taken() {
  const held = waiting;
  waiting = null;
  clearTimeout(held.limit);
  return held;
}
