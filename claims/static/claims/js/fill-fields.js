// What a page says about itself goes into the fields of its form that are still empty: an element
// with `data-fill-field` names the field, and has what goes into it as its value. In the field where one
// is about to write it comes selected, so that the next key replaces it.

function fill(source) {
  const field = source.closest("form")?.elements[source.dataset.fillField];
  if (!field || field.value) return;
  field.value = source.value;
  if (field === document.activeElement) field.select();
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

document.addEventListener("htmx:load", ({ target }) => target.querySelectorAll("[data-fill-field]").forEach(fill));
