// A button that copies a text to the clipboard; without a clipboard (plain HTTP) the text is selected instead.
for (const button of document.querySelectorAll("[data-copies]")) {
  const box = document.getElementById(button.dataset.copies);
  button.hidden = false;
  button.addEventListener("click", async () => {
    box.select();
    try {
      await navigator.clipboard.writeText(box.value);
    } catch {
      return;
    }
    button.nextElementSibling.textContent = button.dataset.copied;
  });
}
