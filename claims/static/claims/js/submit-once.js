// A form that is on its way is not sent again: a double click, or a key pressed twice, does one thing.

const PAUSE = 3000; // milliseconds; then one may try again, if no answer came

const onTheWay = new Set();

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method === "dialog") return;
  if (onTheWay.has(form)) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  onTheWay.add(form);
  setTimeout(() => onTheWay.delete(form), PAUSE);
}, true);

document.addEventListener("htmx:afterRequest", ({ target }) => onTheWay.delete(target));
