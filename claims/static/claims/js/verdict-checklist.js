// Update the list of requirements of a verdict with every input. While a requirement is missing, the submit button
// leads to the first missing one. Evidence is counted by the server.

const form = () => document.querySelector("form#verdict");
const parts = () => [...document.querySelectorAll("#requirements [data-part]")];
const firstMissing = () => parts().find((part) => !part.hasAttribute("data-done"));

/** Whether a field of the form is filled in; undefined if the form has no such field. */
function isFilled(name) {
  const field = form()?.elements[name];
  return field && field.value.trim() !== "";
}

function updateChecklist() {
  for (const part of parts()) {
    const filled = isFilled(part.dataset.part);
    if (filled !== undefined) part.toggleAttribute("data-done", filled);
  }
  const missing = firstMissing();
  const label = document.querySelector("[data-submit-label]");
  if (!label) return;
  label.textContent = missing ? sentence("missing", { part: missing.textContent.trim() }) : sentence("submit");
  label.closest("button").classList.toggle("button--primary", !missing);
}

/** Focus the field of a part; evidence has its own form, which opens. */
function focusPart(part) {
  const field = form()?.elements[part.dataset.part];
  const section = document.getElementById(part.dataset.part);
  const details = section?.querySelector("details:has(form)");
  if (details) details.open = true;
  const target = field?.length ? field[0] : field ?? details?.querySelector("form input:not([type=hidden])") ?? section;
  target?.focus();
  target?.scrollIntoView({ block: "center" });
}

document.addEventListener("input", (event) => event.target.closest?.("form#verdict") && updateChecklist());
document.addEventListener("htmx:load", updateChecklist);
document.addEventListener("click", (event) => {
  const clicked = event.target.closest?.("[data-part] a")?.parentElement;
  const part = clicked ?? (event.target.closest?.("[data-submit]") && firstMissing());
  if (!part) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  focusPart(part);
}, true);
updateChecklist();
