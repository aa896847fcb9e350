// Offer "Add as claim" for a selected passage of the article. Offsets count code points of the stored text, which
// the element with `data-article-text` holds unchanged.

const form = document.querySelector("[data-selection-form]");

const codePoints = (string) => [...string].length;

/** Looked up each time, because HTMX replaces the text once the article is read. */
const textElement = () => document.querySelector("[data-article-text]");

/** The selection inside the article as {start, end, exact}, without blanks at its ends; null if there is none. */
function selectedPassage() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const text = textElement();
  if (!text || !text.contains(range.startContainer) || !text.contains(range.endContainer)) return null;
  const before = document.createRange();
  before.setStart(text, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const words = range.toString();
  const exact = words.trim();
  if (!exact) return null;
  const start = codePoints(before.toString()) + codePoints(words.slice(0, words.indexOf(exact)));
  return { start, end: start + codePoints(exact), exact };
}

/** Place the form below the end of the selection, inside the window. */
function placeForm() {
  const boxes = getSelection().getRangeAt(0).getClientRects();
  const box = boxes[boxes.length - 1];
  const left = Math.min(Math.max(box.right - form.offsetWidth, 8), innerWidth - form.offsetWidth - 8);
  form.style.top = `${box.bottom + scrollY + 6}px`;
  form.style.left = `${left + scrollX}px`;
}

function updateForm() {
  const passage = selectedPassage();
  form.hidden = !passage;
  if (!passage) return;
  for (const [name, value] of Object.entries(passage)) form.elements[name].value = value;
  placeForm();
}

if (form) {
  document.body.append(form); // so that its absolute position refers to the page, not to a scrolling pane
  document.addEventListener("selectionchange", updateForm);
  document.addEventListener("scroll", () => form.hidden || placeForm(), { capture: true, passive: true });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !form.hidden) getSelection().removeAllRanges();
  });
}
