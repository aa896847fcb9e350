// How many characters a field still has room for: `data-characters-of` names the field.

const codePoints = (string) => [...string].length;

function tell(counter) {
  const field = document.getElementById(counter.dataset.charactersOf);
  const room = field.maxLength - codePoints(field.value);
  counter.textContent = sentence("characters_left", { count: room });
}

for (const counter of document.querySelectorAll("[data-characters-of]")) {
  document.getElementById(counter.dataset.charactersOf).addEventListener("input", () => tell(counter));
  tell(counter);
}
