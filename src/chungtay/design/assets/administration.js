// "Sao chép": the buttons appear where the browser can copy, and say when it is done.
for (const button of document.querySelectorAll("[data-copy]")) {
  const part = button.closest("[data-copied]");
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    const field = document.getElementById(button.dataset.copy);
    field.select();
    await navigator.clipboard.writeText(field.value);
    part.querySelector("[data-told]").textContent = part.dataset.copied;
  });
}
