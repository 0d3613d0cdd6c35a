// Theme and text size change without loading the page anew; without this script the same form does it with a reload.

/** Apply one choice of the appearance form to the page: `theme` or `text`, kept on the root element. */
function apply(name, value) {
  const root = document.documentElement;
  const plain = value === "auto" || value === "normal";
  if (plain) root.removeAttribute(`data-${name}`);
  else root.setAttribute(`data-${name}`, value);
  for (const button of document.querySelectorAll(`form[data-appearance] button[name="${name}"]`)) {
    button.setAttribute("aria-pressed", String(button.value === value));
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-appearance]");
  const chosen = event.submitter;
  if (!form || !chosen) return;
  event.preventDefault();
  apply(chosen.name, chosen.value);
  // The server keeps the choice in a cookie; if it cannot be reached, the next page simply looks as before.
  fetch(form.action, { method: "POST", body: new FormData(form, chosen), redirect: "manual" }).catch(() => {});
});

// A phone keeps the menu of the narrow screen open over the page: close it when attention goes elsewhere.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
