// Do not submit a form again while its request is running: a double click or a repeated key submits once.

const RETRY_MILLISECONDS = 3000; // the time after which a form without a response can be submitted again

const pending = new Set();

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method === "dialog") return;
  if (pending.has(form)) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  pending.add(form);
  setTimeout(() => pending.delete(form), RETRY_MILLISECONDS);
}, true);

document.addEventListener("htmx:afterRequest", ({ target }) => pending.delete(target));
