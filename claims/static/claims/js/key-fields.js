// A field that holds a key takes the next one that is pressed: one character, or a second one in turn.

const PAUSE = 1200; // milliseconds within which a second character makes a pair
let begun = { field: null, at: 0 };

function take(event) {
  const { target: field, key } = event;
  if (!field.matches?.("[data-key-field]") || key.length !== 1 || key === " ") return;
  if ((event.ctrlKey || event.metaKey || event.altKey) && !event.getModifierState("AltGraph")) return;
  event.preventDefault();
  const second = begun.field === field && Date.now() - begun.at < PAUSE && [...field.value].length === 1;
  field.value = second ? `${field.value} ${key}` : key;
  begun = { field, at: Date.now() };
}

document.addEventListener("keydown", take);
document.addEventListener("focusin", ({ target }) => target.matches?.("[data-key-field]") && target.select());
