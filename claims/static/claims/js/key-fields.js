// A field for a keyboard shortcut takes the next key: one character, or a sequence of two.

const SEQUENCE_MILLISECONDS = 1200; // the time within which a second key makes a sequence
let first = { field: null, at: 0 };

function setKey(event) {
  const { target: field, key } = event;
  if (!field.matches?.("[data-key-field]") || key.length !== 1 || key === " ") return;
  if ((event.ctrlKey || event.metaKey || event.altKey) && !event.getModifierState("AltGraph")) return;
  event.preventDefault();
  const second = first.field === field && Date.now() - first.at < SEQUENCE_MILLISECONDS && [...field.value].length === 1;
  field.value = second ? `${field.value} ${key}` : key;
  first = { field, at: Date.now() };
}

document.addEventListener("keydown", setKey);
document.addEventListener("focusin", ({ target }) => target.matches?.("[data-key-field]") && target.select());
