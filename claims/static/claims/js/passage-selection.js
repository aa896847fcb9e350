// Select a passage of the article, press "Add as claim". Offsets count code points of the
// stored text: the element with `data-article-text` holds that text to the letter.

const form = document.querySelector("[data-selection-form]");

const codePoints = (string) => [...string].length;

/** Looked up each time: HTMX puts the text in anew when it has been read. */
const textElement = () => document.querySelector("[data-article-text]");

/** The selection inside the article as {start, end, exact}, or null; blanks at its ends are cut. */
function passage() {
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

/** Stand the form just below the end of what is selected, inside the window. */
function place() {
  const boxes = getSelection().getRangeAt(0).getClientRects();
  const box = boxes[boxes.length - 1];
  const left = Math.min(Math.max(box.right - form.offsetWidth, 8), innerWidth - form.offsetWidth - 8);
  form.style.top = `${box.bottom + scrollY + 6}px`;
  form.style.left = `${left + scrollX}px`;
}

function offer() {
  const found = passage();
  form.hidden = !found;
  if (!found) return;
  for (const [name, value] of Object.entries(found)) form.elements[name].value = value;
  place();
}

if (form) {
  document.body.append(form); // so that "absolute" means the page, not a scrolling pane
  document.addEventListener("selectionchange", offer);
  document.addEventListener("scroll", () => form.hidden || place(), { capture: true, passive: true });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !form.hidden) getSelection().removeAllRanges();
  });
}
