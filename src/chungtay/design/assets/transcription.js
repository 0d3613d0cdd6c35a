// Reading a document: figures appear while a text is pasted, and the figure at hand changes without a reload.
// Without this script every link and form does the same with a page each.
const PAUSE = 500; // milliseconds without a key before a text is looked at
const parsed = async (answer) => new DOMParser().parseFromString(await answer.text(), "text/html");

const open = document.querySelector("[data-open]");
const text = open?.querySelector("[data-look]");
if (text) {
  const found = open.querySelector("[data-found]");
  let waits, looked = "", asked;
  const look = async () => {
    const now = text.value.trim();
    if (now === looked) return;
    looked = now;
    asked?.abort();
    if (!now) {
      found.replaceChildren();
      return;
    }
    asked = new AbortController();
    const data = new FormData(open);
    data.delete("file");
    data.set("do", "look");
    try {
      const answer = await fetch(open.action || location.href, { method: "POST", body: data, signal: asked.signal });
      if (!answer.ok || answer.redirected) return;
      found.replaceChildren(...(await parsed(answer)).querySelector("[data-found]").childNodes);
    } catch {
      looked = ""; // the line is down, or the text has changed: the next key asks again
    }
  };
  text.addEventListener("input", (event) => {
    clearTimeout(waits);
    waits = setTimeout(look, event.inputType?.startsWith("insertFromPaste") ? 0 : PAUSE);
  });
}

const main = document.querySelector("main");
const review = () => main.querySelector("[data-review]");

/** Put the answered page in the place of this one; the figure at hand is announced and stays in sight. */
async function shown(answer) {
  const page = await parsed(answer);
  const next = page.querySelector("main");
  if (!answer.ok || !next?.querySelector("[data-review]")) {
    location.assign(answer.url);
    return;
  }
  main.replaceChildren(...next.childNodes);
  document.title = page.title;
  history.replaceState(null, "", answer.url);
  const hand = main.querySelector("[data-hand]");
  if (!hand) return;
  document.getElementById(`so-${hand.dataset.hand}`)?.scrollIntoView({ block: "nearest" });
  const heading = hand.querySelector(".notice-wrong") ?? hand.querySelector("h2");
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}

let busy = false;
async function ask(address, options) {
  if (busy) return;
  busy = true;
  try {
    await shown(await fetch(address, options));
  } catch {
    if (options) options.form.submit();
    else location.assign(address);
  } finally {
    busy = false;
  }
}

if (review()) {
  main.addEventListener("click", (event) => {
    const link = event.target.closest("[data-go]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    ask(link.href);
  });
  main.addEventListener("submit", (event) => {
    const form = event.target.closest("[data-answer]");
    if (!form) return;
    event.preventDefault();
    ask(form.action, { method: "POST", body: new FormData(form, event.submitter), form });
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest("input, select, textarea, [contenteditable]")) return;
    const key = { ArrowDown: "j", ArrowUp: "k" }[event.key] ?? event.key.toLowerCase();
    if (event.key.startsWith("Arrow") && !event.target.closest("[data-hand]")) return;
    const target = main.querySelector(`[data-key="${key}"]`);
    if (!target || target.disabled) return;
    event.preventDefault();
    target.click();
    if (key === "e") target.parentElement.querySelector("input:not([type=hidden])")?.focus();
  });
}
