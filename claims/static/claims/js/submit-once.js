// Do not submit a form again while its request is running: a double click or a repeated key submits once. A form that
// saves itself is not submitted by it: HTMX would send the button that was pressed last, such as Submit, once more.

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
addEventListener("pageshow", () => pending.clear()); // back on the page, it can be submitted again

document.addEventListener("htmx:configRequest", ({ detail: { elt, triggeringEvent, parameters } }) => {
  if (!elt.matches("form") || triggeringEvent?.type === "submit") return;
  for (const button of elt.querySelectorAll("button[name]")) delete parameters[button.name];
});
