// The board of a request: its head is asked for every few seconds. When a call's state has changed, the cards are fetched and
// put in place, unless somebody is in the middle of something on them: then it says so. Nobody is named in what is polled.
const EVERY = 4_000; // milliseconds
const PATIENCE = 8_000;
const COPIED = 2_000;
const board = document.querySelector("[data-board]");
const markOf = (place) => place.querySelector("[data-mark]")?.dataset.mark;
let shown = board && markOf(board);
const busy = () =>
  document.querySelector("main details[open]") !== null ||
  document.activeElement?.matches("main input, main textarea, main select") === true;

async function page(address) {
  const answer = await fetch(address, { signal: AbortSignal.timeout(PATIENCE), redirect: "error" });
  if (!answer.ok) throw new Error(String(answer.status));
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

function show(head) {
  if (head && board.textContent.trim() !== head.textContent.trim()) board.replaceChildren(head);
}

async function look() {
  const head = (await page(board.dataset.board)).querySelector(".board-now");
  const mark = head.dataset.mark;
  show(head);
  document.querySelector("[data-changed]").hidden = mark === shown || !busy();
  if (mark === shown || busy()) return;
  const whole = await page(location.pathname);
  if (busy()) return;
  document.querySelector("[data-live]").replaceWith(whole.querySelector("[data-live]"));
  shown = markOf(whole);
  show(whole.querySelector(".board-now"));
  document.title = whole.title;
  offerCopies();
}

async function again() {
  const lost = document.querySelector("[data-lost]");
  try {
    if (!document.hidden) await look();
    lost.hidden = true;
  } catch {
    lost.hidden = false;
  }
  setTimeout(again, EVERY);
}

function offerCopies() {
  for (const button of document.querySelectorAll("[data-copy]")) button.hidden = !navigator.clipboard;
}

document.addEventListener("focusin", ({ target }) => target.matches(".call-text") && target.select());
document.addEventListener("click", async ({ target }) => {
  if (!target.matches("[data-copy]")) return;
  await navigator.clipboard.writeText(target.parentElement.querySelector(".call-text").value);
  target.classList.add("copied");
  setTimeout(() => target.classList.remove("copied"), COPIED);
});
offerCopies();
if (board) setTimeout(again, EVERY);
