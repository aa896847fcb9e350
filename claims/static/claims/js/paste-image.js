// An image that is pasted into a form with `data-paste-image` becomes the file of that form.

document.addEventListener("paste", (event) => {
  const part = event.target.closest?.("form")?.querySelector("[data-paste-image]");
  const images = [...(event.clipboardData?.files ?? [])].filter((file) => file.type.startsWith("image/"));
  if (!part || !images.length) return;
  const input = part.querySelector("input[type=file]");
  const files = new DataTransfer();
  files.items.add(images[0]);
  input.files = files.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
  input.focus();
  event.preventDefault();
});
