// Copy what is known about a web page into the empty fields of its form. An element with `data-fill-field` names
// the field and holds the value. In the focused field the value is selected, so that typing replaces it.

function fill(source) {
  const field = source.closest("form")?.elements[source.dataset.fillField];
  if (!field || field.value) return;
  field.value = source.value;
  if (field === document.activeElement) field.select();
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

document.addEventListener("htmx:load", ({ target }) => target.querySelectorAll("[data-fill-field]").forEach(fill));
