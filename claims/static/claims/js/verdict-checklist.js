// What a verdict still needs, kept right with every letter: the list, and the button that hands in or, as long as
// something is missing, leads to the first thing that is. Evidence is counted by the server alone.

const form = () => document.querySelector("form#verdict");
const parts = () => [...document.querySelectorAll("#wanted [data-part]")];

/** Whether a field of the form has something in it; undefined where the form has no such field. */
function has(name) {
  const field = form()?.elements[name];
  return field && field.value.trim() !== "";
}

function tell() {
  for (const part of parts()) {
    const there = has(part.dataset.part);
    if (there !== undefined) part.toggleAttribute("data-done", there);
  }
  const missing = parts().find((part) => !part.hasAttribute("data-done"));
  const label = document.querySelector("[data-submit-label]");
  if (!label) return;
  label.textContent = missing ? sentence("missing", { part: missing.textContent.trim() }) : sentence("submit");
  label.closest("button").classList.toggle("button--primary", !missing);
}

/** To the field that a part stands for; evidence has a form of its own, which opens. */
function lead(part) {
  const field = form()?.elements[part.dataset.part];
  const section = document.getElementById(part.dataset.part);
  const details = section?.querySelector("details:has(form)");
  if (details) details.open = true;
  const target = field?.length ? field[0] : field ?? details?.querySelector("form input:not([type=hidden])") ?? section;
  target?.focus();
  target?.scrollIntoView({ block: "center" });
}

document.addEventListener("input", (event) => event.target.closest?.("form#verdict") && tell());
document.addEventListener("htmx:load", tell);
document.addEventListener("click", (event) => {
  const asked = event.target.closest?.("[data-part] a")?.parentElement;
  const handing = event.target.closest?.("[data-submit]") && parts().find((part) => !part.hasAttribute("data-done"));
  if (!asked && !handing) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  lead(asked || handing);
}, true);
tell();
