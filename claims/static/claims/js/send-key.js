// Ctrl and Enter in a field send its form, where the form says so.

document.addEventListener("keydown", (event) => {
  const form = event.target.closest?.("[data-send-key]");
  if (!form || event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  form.requestSubmit(form.querySelector(".button--primary") ?? form.querySelector("button:not([type=button])"));
});
