// A year of totals: arrows and Enter move between the cells, a block out of a spreadsheet lands in them, and a phone
// turns from month to month without a reload. Without this script the same form does it through the server.

const form = document.querySelector("[data-totals]");

/** The grid as rows of cells; a row of the table without inputs is left out. */
function rows() {
  return [...form.querySelectorAll(".totals tr")].map((row) => [...row.querySelectorAll("input.total")]).filter((row) => row.length);
}

/** Where a cell stands among the rows. */
function placeOf(input) {
  const grid = rows();
  const down = grid.findIndex((row) => row.includes(input));
  return { grid, down, right: grid[down].indexOf(input) };
}

/** Put the cursor into a cell, all of it chosen; nothing where there is none. */
function go(input) {
  if (!input) return;
  input.focus();
  input.select();
}

/** Is the cursor at the cell's edge, so that an arrow means the next cell and not the next letter? */
function atEdge(input, forward) {
  const whole = input.selectionStart === 0 && input.selectionEnd === input.value.length;
  return whole || (input.selectionStart === input.selectionEnd && input.selectionEnd === (forward ? input.value.length : 0));
}

function moved(event) {
  const { grid, down, right } = placeOf(event.target);
  const step = { ArrowUp: -1, ArrowDown: 1, Enter: event.shiftKey ? -1 : 1 }[event.key];
  if (step) return grid[down + step]?.[right] ?? event.target;
  if (event.key === "ArrowLeft" && atEdge(event.target, false)) return grid[down][right - 1];
  if (event.key === "ArrowRight" && atEdge(event.target, true)) return grid[down][right + 1];
  return null;
}

// What the server will understand; it has the last word when the sheet is saved.
const NUMBER = /^(ước\s*|~\s*)?(\d{1,3}([. ]\d{3})+(,\d+)?|\d+(,(?!\d{3}$)\d+|\.\d{1,2})?)(\s*\p{L}[\p{L} ]*)?$/iu;
const NOTHING = /^(kps|không phát sinh|không có|không)$/iu;
const [isEnglish, other] = [document.documentElement.lang === "en", { ",": ".", ".": "," }];
/** An English page writes 22,200.5: the same with the marks of a Vietnamese one, and the other way round. */
const turned = (text) => (isEnglish ? text.replace(/[.,]/g, (mark) => other[mark]) : text);

/** Money in thousands or millions: a bare number has that word behind it, so that 22,345 is no thousand. */
function isUnderstood(text, input) {
  const plain = turned(text) + ("scaled" in input.dataset && /\d$/.test(text) ? " đồng" : "");
  return NUMBER.test(plain) || NOTHING.test(text);
}

/** 22200 becomes 22.200, as the sheet writes it. */
function grouped(text) {
  return /^[1-9]\d{3,}$/.test(text) ? text.replace(/\B(?=(\d{3})+$)/g, isEnglish ? "," : ".") : text;
}

/** Mark what is typed but not saved, and count it beside the button. */
function mark(input) {
  input.classList.toggle("is-changed", input.value.trim() !== (saved[input.name] ?? ""));
  const count = form.querySelectorAll("input.total.is-changed").length;
  const told = form.querySelector("[data-unsaved-count]");
  if (told) told.textContent = count ? form.dataset.unsaved.replace("%(count)s", count) : "";
}

let lastPaste = [];

/** Say what a paste did, with the way back. */
function tell(words, undoable) {
  const status = form.querySelector("[data-status]");
  status.hidden = false;
  status.querySelector("p").textContent = words;
  status.querySelector("[data-undo]").hidden = !undoable;
}

/** Cells of a copied block: rows by line, cells by tab; quoted cells may hold line breaks. */
function blockOf(text) {
  const plain = text.replace(/"((?:[^"]|"")*)"/g, (_, inside) => inside.replace(/""/g, '"').replace(/\s+/g, " "));
  const lines = plain.replace(/\r\n?/g, "\n").replace(/\n+$/, "").split("\n");
  return lines.map((line) => line.split("\t").map((cell) => cell.replace(/\s+/g, " ").trim()));
}

function pasted(event) {
  const block = blockOf(event.clipboardData.getData("text"));
  if (block.length === 1 && block[0].length === 1) return; // one number: as everywhere
  event.preventDefault();
  const { grid, down, right } = placeOf(event.target);
  const unclear = [];
  const outside = [];
  lastPaste = [];
  block.forEach((cells, below) =>
    cells.forEach((text, beside) => {
      const input = grid[down + below]?.[right + beside];
      if (!text) return;
      if (!input) return outside.push(text);
      if (!isUnderstood(text, input)) return unclear.push(text);
      lastPaste.push([input, input.value]);
      input.value = grouped(text);
      mark(input);
    }),
  );
  const { pasted: words, lost, outside: away } = form.dataset;
  const told = [words.replace("%(count)s", lastPaste.length)];
  if (unclear.length) told.push(`${lost} ${unclear.join("; ")}.`);
  if (outside.length) told.push(`${away} ${outside.join("; ")}.`);
  tell(told.join(" "), lastPaste.length > 0);
}

function undo() {
  for (const [input, before] of lastPaste) {
    input.value = before;
    mark(input);
  }
  tell(form.dataset.undone, false);
  lastPaste[0]?.[0].focus();
}

/** Show one month on a phone; on a wide screen all are in sight anyway. */
function turnTo(month, button) {
  for (const cell of form.querySelectorAll("[data-month]")) cell.classList.toggle("is-shown", cell.dataset.month === month);
  for (const other of form.querySelectorAll("[name=show]")) other.setAttribute("aria-pressed", String(other === button));
  form.elements.shown.value = month;
}

let saved = {};
if (form) {
  saved = JSON.parse(form.elements.was.value || "{}");
  for (const input of form.querySelectorAll("input.total")) mark(input);
  const frame = form.querySelector(".totals-scroll");
  const shown = form.querySelector("th.is-shown");
  if (frame && shown) frame.scrollLeft = Math.max(0, shown.offsetLeft + shown.offsetWidth - frame.clientWidth);
  form.addEventListener("keydown", (event) => {
    if (!event.target.matches("input.total") || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    const next = moved(event);
    if (!next) return;
    event.preventDefault();
    go(next);
  });
  form.addEventListener("paste", (event) => event.target.matches("input.total") && pasted(event));
  form.addEventListener("input", (event) => event.target.matches("input.total") && mark(event.target));
  form.addEventListener("change", (event) => {
    if (!event.target.matches("input.total")) return;
    event.target.value = grouped(event.target.value.trim());
    mark(event.target);
  });
  form.addEventListener("click", (event) => {
    if (event.target.matches("[data-undo]")) undo();
    if (!event.target.matches("[name=show]")) return;
    event.preventDefault();
    turnTo(event.target.value, event.target);
  });
  for (const link of document.querySelectorAll('a[href^="#t-"]')) {
    link.addEventListener("click", (event) => {
      const input = document.getElementById(link.hash.slice(1));
      if (!input) return;
      event.preventDefault();
      const { month } = input.closest("[data-month]").dataset;
      turnTo(month, form.querySelector(`[name=show][value="${month}"]`));
      go(input);
    });
  }
  let leaving = false;
  form.addEventListener("submit", () => (leaving = true));
  addEventListener("beforeunload", (event) => {
    if (!leaving && form.querySelector(".is-changed")) event.preventDefault();
  });
}
