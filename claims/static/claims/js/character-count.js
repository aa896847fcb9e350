// Show how many characters a field has left: `data-characters-of` names the field.

const codePoints = (string) => [...string].length;

function updateCount(counter) {
  const field = document.getElementById(counter.dataset.charactersOf);
  const left = field.maxLength - codePoints(field.value);
  counter.textContent = sentence("characters_left", { count: left });
}

for (const counter of document.querySelectorAll("[data-characters-of]")) {
  document.getElementById(counter.dataset.charactersOf).addEventListener("input", () => updateCount(counter));
  updateCount(counter);
}
