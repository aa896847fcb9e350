// Select claims for a batch decision: count them, or select all undecided ones at once.

const boxes = () => [...document.querySelectorAll("[data-select]")];
const cardOf = (box) => box.closest("[data-claim-card]");

function updateCount() {
  const counter = document.querySelector("[data-selected-count]");
  const number = boxes().filter((box) => box.checked).length;
  if (counter) counter.textContent = number ? sentence("number_selected", { count: number }) : "";
}

/** Select all undecided claims, or none if all of them are selected. */
function selectAll() {
  const waiting = boxes().filter((box) => cardOf(box).dataset.status === "detected");
  const checked = waiting.some((box) => !box.checked);
  for (const box of waiting) box.checked = checked;
  updateCount();
}

document.addEventListener("change", ({ target }) => target.matches?.("[data-select]") && updateCount());
document.addEventListener("htmx:load", updateCount);
document.addEventListener("click", ({ target }) => target.closest?.("[data-select-all]") && selectAll());
updateCount();
