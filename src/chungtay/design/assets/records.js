// Choosing many at once in the queue: one box ticks all of its unit, and the button says how many are chosen.
for (const form of document.querySelectorAll("[data-choosing]")) {
  const boxes = [...form.querySelectorAll('input[name="seq"]')];
  const button = form.querySelector('button[type="submit"]:not([name])');
  const words = button.textContent.trim();
  const tell = () => {
    const chosen = boxes.filter((box) => box.checked).length;
    button.textContent = chosen ? `${words} (${chosen})` : words;
    button.disabled = !chosen;
  };
  for (const heading of form.querySelectorAll("h3")) {
    const own = [...heading.nextElementSibling.querySelectorAll('input[name="seq"]')];
    if (own.length < 2) continue;
    const label = document.createElement("label");
    const all = document.createElement("input");
    all.type = "checkbox";
    label.className = "queue-all";
    label.append(all, ` ${form.dataset.choosing}`);
    heading.after(label);
    all.addEventListener("change", () => {
      for (const box of own) box.checked = all.checked;
      tell();
    });
  }
  form.addEventListener("change", tell);
  tell();
}
// The papers to sign: a button to print where the browser can.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
