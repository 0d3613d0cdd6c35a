// A draft saves itself while it is written. What is pressed meanwhile waits for that, and nothing saves itself after it:
// sent at the same time, a new page would become two, and what was sent for approval would not be the newest.
const PRESSED = '[data-edit-form] button:is([type="submit"], [data-workflow-action-name])';
let saving = false;
let leaving = false;
let waiting = null;

document.addEventListener("w-autosave:save", (event) => {
  if (leaving) event.preventDefault();
  else saving = true;
});

for (const end of ["w-autosave:success", "w-autosave:error"]) {
  document.addEventListener(end, () => {
    saving = false;
    setTimeout(press); // what was written during the save begins the next one first
  });
}

document.addEventListener(
  "click",
  (event) => {
    const button = event.target.closest(PRESSED);
    if (!saving || !button) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    waiting = button;
  },
  true,
);

window.addEventListener("submit", (event) => {
  leaving = event.target.matches("[data-edit-form]") && !event.defaultPrevented;
});

function press() {
  if (saving || !waiting) return;
  const button = waiting;
  waiting = null;
  button.click();
}
