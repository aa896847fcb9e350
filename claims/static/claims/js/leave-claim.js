// Who leaves the page of a claim they hold is soon no longer its holder, and who comes back is again:
// `data-leave` of the lease is where to say that one has gone. Words that are not saved keep it.

const SHORT = 5 * 60_000; // milliseconds; a lease with less left was left, and is renewed at once

const lease = () => document.querySelector("#lease[data-leave]");
const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? "";
const unsaved = new Set();

function left() {
  const end = lease()?.querySelector("[data-lease-expires]")?.dataset.leaseExpires;
  return end ? new Date(end) - Date.now() : SHORT;
}

function leave() {
  if (!lease() || unsaved.size) return;
  const body = new FormData();
  body.append("csrfmiddlewaretoken", token());
  navigator.sendBeacon(lease().dataset.leave, body);
}

function comeBack({ persisted }) {
  if (lease() && (persisted || left() < SHORT)) htmx.trigger(lease(), "renew");
}

document.addEventListener("input", ({ target }) => target.form && unsaved.add(target.form));
document.addEventListener("htmx:afterRequest", ({ detail }) => {
  if (detail.successful) unsaved.delete(detail.elt.closest("form"));
});
addEventListener("pagehide", leave);
addEventListener("pageshow", comeBack);
