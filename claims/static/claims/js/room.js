// How many characters a field still has room for: `data-room-of` names the field.

const codePoints = (string) => [...string].length;

function tell(counter) {
  const field = document.getElementById(counter.dataset.roomOf);
  const room = field.maxLength - codePoints(field.value);
  counter.textContent = sentence("characters_left", { count: room });
}

for (const counter of document.querySelectorAll("[data-room-of]")) {
  document.getElementById(counter.dataset.roomOf).addEventListener("input", () => tell(counter));
  tell(counter);
}
