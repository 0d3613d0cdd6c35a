// The board of a request: its head is asked for every few seconds. When a call's state has changed the page is opened again,
// unless somebody is in the middle of something on it: then it says so. Nobody is named in what is polled.
const EVERY = 4_000; // milliseconds
const PATIENCE = 8_000;
const board = document.querySelector("[data-board]");
const markOf = (place) => place.querySelector("[data-mark]")?.dataset.mark;
const first = board && markOf(board);
const busy = () =>
  document.querySelector("main details[open]") !== null ||
  document.activeElement?.matches("main input, main textarea, main select") === true;

async function look() {
  const answer = await fetch(board.dataset.board, { signal: AbortSignal.timeout(PATIENCE), redirect: "error" });
  if (!answer.ok) throw new Error(String(answer.status));
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector(".board-now");
  if (board.textContent.trim() !== fresh.textContent.trim()) board.replaceChildren(fresh);
  if (fresh.dataset.mark === first) return;
  if (busy()) document.querySelector("[data-changed]").hidden = false;
  else location.reload();
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

if (board) setTimeout(again, EVERY);
for (const text of document.querySelectorAll(".call-text")) text.addEventListener("focus", () => text.select());
