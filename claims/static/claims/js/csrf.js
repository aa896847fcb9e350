// Signing in again, in another tab, makes the token of an open page void. What is sent carries the
// newest one, which the cookie has, so that nothing typed is lost.

const newest = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];

document.addEventListener("submit", ({ target }) => {
  const field = target.elements.csrfmiddlewaretoken;
  if (field) field.value = newest() ?? field.value;
}, true);

document.addEventListener("htmx:configRequest", ({ detail }) => {
  const token = newest();
  if (!token) return;
  detail.headers["X-CSRFToken"] = token;
  delete detail.parameters.csrfmiddlewaretoken; // Django asks the header only where there is no field
});
