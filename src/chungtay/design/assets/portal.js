// Print and copy the address of an article: buttons that only a browser with scripts shows.
const print = document.querySelector("[data-print]");
if (print) {
  print.hidden = false;
  print.addEventListener("click", () => window.print());
}
const copy = document.querySelector("[data-copy-link]");
if (copy && navigator.clipboard) {
  copy.hidden = false;
  copy.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.querySelector('link[rel="canonical"]')?.href ?? location.href);
    copy.textContent = copy.dataset.done;
    copy.setAttribute("aria-live", "polite");
  });
}
