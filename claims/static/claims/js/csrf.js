// Send the newest CSRF token, which is in the cookie. Signing in again in another tab invalidates the token of an
// open page, and its forms would be refused.

const newestToken = () => document.cookie.match(/(?:^|; )(?:__Host-)?csrftoken=([^;]+)/)?.[1];

document.addEventListener("submit", ({ target }) => {
  const field = target.elements.csrfmiddlewaretoken;
  if (field) field.value = newestToken() ?? field.value;
}, true);

document.addEventListener("htmx:configRequest", ({ detail }) => {
  const token = newestToken();
  if (!token) return;
  detail.headers["X-CSRFToken"] = token;
  delete detail.parameters.csrfmiddlewaretoken; // Django reads the header only if the field is missing
});
