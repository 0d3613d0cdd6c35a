// The form of a delivery: numbers grouped while typing, only the numbers that the work counts, lines added and removed
// on the spot, goods remembered, photos made small before they are sent. Without this script the same form works.
import { shrinkPhotos } from "./record-photos.js";

const GROUPED = /^[\d.\s]+$/;

/** 1500000 as 1.500.000; what is not plain digits stays as it was typed ("1,5 triệu"). */
export function grouped(text) {
  if (!GROUPED.test(text)) return text;
  const digits = text.replace(/\D/g, "").replace(/^0+(?=\d)/, "");
  return digits.replace(/\B(?=(\d{3})+(?!\d))/g, ".");
}

/** The number in a field as the script reckons with it; null for words. */
export function reckoned(text) {
  const plain = text.trim();
  if (/^\d{1,3}(\.\d{3})+(,\d+)?$/.test(plain) || /^\d+(,\d+)?$/.test(plain)) {
    return Number(plain.replaceAll(".", "").replace(",", "."));
  }
  return /^\d+\.\d{1,2}$/.test(plain) ? Number(plain) : null;
}

function groupWhileTyping(input) {
  if (input.inputMode === "decimal" && /[.]\d{0,2}$/.test(input.value)) return; // perhaps 10.5
  const fromEnd = input.value.length - input.selectionEnd;
  const now = grouped(input.value);
  if (now === input.value) return;
  input.value = now;
  const at = Math.max(0, now.length - fromEnd);
  input.setSelectionRange(at, at);
}

/** Show the numbers that the chosen work counts, under their own names; the others are not sent. */
function showNumbers(form) {
  const tiles = form.querySelector("[data-numbers]");
  const chosen = form.querySelector("[name=work]:checked");
  if (!tiles || !chosen) return;
  const counted = JSON.parse(tiles.dataset.numbers)[chosen.value] ?? {};
  for (const field of form.querySelectorAll("[data-number-of]")) {
    const [label, unit] = counted[field.dataset.numberOf] ?? [];
    field.classList.toggle("number-idle", !label);
    field.querySelector("input").disabled = !label;
    if (label) {
      field.querySelector("label").textContent = label;
      field.querySelector(".field-unit").textContent = unit;
    }
  }
}

const valueIn = (line, name) => line.querySelector(`[name$="-${name}"]`)?.value ?? "";

/** What a line is worth, beside it, as far as its numbers can be reckoned. */
function showWorth(line) {
  const out = line.querySelector("[data-worth]");
  const [quantity, price] = [reckoned(valueIn(line, "quantity")), reckoned(valueIn(line, "unit_price"))];
  const foreign = !["", "VND"].includes(valueIn(line, "currency").toUpperCase());
  const [amount, rate] = [reckoned(valueIn(line, "amount")), reckoned(valueIn(line, "rate"))];
  const worth = quantity && price ? quantity * price : foreign && amount && rate ? amount * rate : null;
  out.textContent = worth === null ? "" : `= ${grouped(String(Math.round(worth)))} đồng`;
  const unit = line.classList.contains("line-money") && line.querySelector(".field-unit");
  if (unit) unit.textContent = foreign ? valueIn(line, "currency").toUpperCase() : "đồng";
}

/** Fill in unit, price and source of goods that were given before, where nothing was typed. */
function remember(line, item) {
  const known = [...document.querySelectorAll("#items option")].find(
    (option) => option.value.toLowerCase() === item.toLowerCase(),
  );
  if (!known) return;
  const told = {
    unit_word: known.dataset.unit,
    unit_price: grouped(known.dataset.price === "0" ? "" : known.dataset.price),
    price_source: known.dataset.source,
    counts_as: known.dataset.counts,
    kind: known.dataset.kind,
  };
  for (const [name, value] of Object.entries(told)) {
    const field = line.querySelector(`[name$="-${name}"]`);
    if (field && (!field.value || name === "kind")) field.value = value;
  }
}

function addLine(form, kind) {
  const lines = form.querySelector("[data-lines]");
  const numbers = [...lines.children].map((line) => Number(line.dataset.lineOf.replace("line-", "")));
  const text = form.querySelector(`template[data-line="${kind}"]`).innerHTML;
  lines.insertAdjacentHTML("beforeend", text.replaceAll("__n__", String(Math.max(-1, ...numbers) + 1)));
  lines.lastElementChild.querySelector("input:not([type=hidden])").focus();
}

function dropLine(line) {
  const next = line.nextElementSibling ?? line.previousElementSibling;
  const form = line.closest("form");
  line.remove();
  (next?.querySelector("input:not([type=hidden])") ?? form.querySelector("[data-add]")).focus();
}

/** The title that will be proposed, as far as it can be told here. */
function proposeTitle(form) {
  const chosen = form.querySelector("[name=work]:checked");
  const title = form.querySelector("[name=title]");
  if (!chosen || !title) return;
  const words = (input) => input.parentElement.textContent.trim();
  const number = [...form.querySelectorAll("[data-number-of]:not(.number-idle)")].find(
    (field) => field.querySelector("input").value,
  );
  const count = number && `${number.querySelector("input").value} ${number.querySelector(".field-unit").textContent}`;
  const groups = [...form.querySelectorAll("[name=groups]:checked")].map((input) => words(input).toLowerCase());
  const said = [count, ...groups].filter(Boolean).join(", ");
  title.placeholder = said ? `${words(chosen)}: ${said}` : words(chosen);
}

/** Whom the last delivery was for goes with its work: another work begins with nobody, until somebody is chosen. */
function followWork(form, changed) {
  if (changed.name === "groups") form.dataset.isChosen = "";
  if (changed.name !== "work" || !("fresh" in form.dataset) || "isChosen" in form.dataset) return;
  for (const group of form.querySelectorAll("[name=groups]")) {
    group.checked = changed.defaultChecked && group.defaultChecked;
  }
}

function refresh(form) {
  showNumbers(form);
  proposeTitle(form);
  for (const line of form.querySelectorAll("[data-lines] > .line")) showWorth(line);
}

for (const form of document.querySelectorAll("form[data-record]")) {
  form.addEventListener("input", (event) => {
    followWork(form, event.target);
    if (event.target.matches("[data-number]")) groupWhileTyping(event.target);
    if (event.target.matches("[data-item]")) remember(event.target.closest(".line"), event.target.value);
    refresh(form);
  });
  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-add], [data-drop]");
    if (!button) return;
    event.preventDefault();
    if (button.dataset.add) addLine(form, button.dataset.add);
    else dropLine(button.closest(".line"));
    refresh(form);
  });
  refresh(form);
}
for (const input of document.querySelectorAll("[data-photos]")) shrinkPhotos(input);
