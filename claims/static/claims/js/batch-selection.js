// Claims selected for one decision: how many they are, and all undecided ones at once.

const boxes = () => [...document.querySelectorAll("[data-select]")];
const cardOf = (box) => box.closest("[data-claim-card]");

function tell() {
  const counter = document.querySelector("[data-selected-count]");
  const number = boxes().filter((box) => box.checked).length;
  if (counter) counter.textContent = number ? sentence("number_selected", { count: number }) : "";
}

/** Select all that wait for a decision; once all of them are, none. */
function selectAll() {
  const waiting = boxes().filter((box) => cardOf(box).dataset.status === "detected");
  const checked = waiting.some((box) => !box.checked);
  for (const box of waiting) box.checked = checked;
  tell();
}

document.addEventListener("change", ({ target }) => target.matches?.("[data-select]") && tell());
document.addEventListener("htmx:load", tell);
document.addEventListener("click", ({ target }) => target.closest?.("[data-select-all]") && selectAll());
tell();
