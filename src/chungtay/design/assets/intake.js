// A file on its way in: progress without a reload, and how many cells were mended since the last check.
const EVERY = 1500;

const running = document.querySelector("[data-progress]");
if (running) {
  const look = async () => {
    try {
      const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const next = page.querySelector("[data-progress]");
      if (!answer.ok) return;
      if (!next || next.dataset.progress !== running.dataset.progress) {
        location.reload();
        return;
      }
      if (next.innerHTML !== running.innerHTML) running.innerHTML = next.innerHTML;
    } catch {
      // the line is down: the next look may find it again
    }
    setTimeout(look, EVERY);
  };
  setTimeout(look, EVERY);
}

const mending = document.querySelector("[data-mending]");
if (mending) {
  const told = mending.querySelector("[data-count]");
  const changed = () => [...mending.querySelectorAll("input")].filter(
    (input) => input.type === "checkbox" ? input.checked : input.value !== input.defaultValue
  ).length;
  let sent = false;
  mending.addEventListener("input", () => {
    const count = changed();
    told.textContent = count ? mending.dataset.changed.replace("%(count)s", count) : "";
  });
  mending.addEventListener("submit", () => { sent = true; });
  addEventListener("beforeunload", (event) => {
    if (!sent && changed()) event.preventDefault();
  });
}
