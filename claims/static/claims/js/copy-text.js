// Copy the text of a field: a button with `data-copy` names the field. Without access to the clipboard the text is
// selected, for Ctrl and C.

document.addEventListener("click", async ({ target }) => {
  const button = target.closest?.("[data-copy]");
  if (!button) return;
  const field = document.getElementById(button.dataset.copy);
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    showStatus(sentence("copied"));
  } catch {
    showStatus(sentence("not_copied"));
  }
});
