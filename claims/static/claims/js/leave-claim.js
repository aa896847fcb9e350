// Shorten the lease when its holder leaves the page of the claim, and renew it when they come back.
// `data-leave` is the URL that shortens it. Unsaved text keeps the lease.

const SHORT_MILLISECONDS = 5 * 60_000; // a lease with less time was shortened, and is renewed at once

const lease = () => document.querySelector("#lease[data-leave]");
const token = () => document.cookie.match(/(?:^|; )(?:__Host-)?csrftoken=([^;]+)/)?.[1] ?? "";
const unsaved = new Set();

function timeLeft() {
  const end = lease()?.querySelector("[data-lease-expires]")?.dataset.leaseExpires;
  return end ? new Date(end) - Date.now() : SHORT_MILLISECONDS;
}

function shortenLease() {
  if (!lease() || unsaved.size) return;
  const body = new FormData();
  body.append("csrfmiddlewaretoken", token());
  navigator.sendBeacon(lease().dataset.leave, body);
}

function renewLease({ persisted }) {
  if (lease() && (persisted || timeLeft() < SHORT_MILLISECONDS)) htmx.trigger(lease(), "renew");
}

document.addEventListener("input", ({ target }) => target.form && unsaved.add(target.form));
document.addEventListener("htmx:afterRequest", ({ detail }) => {
  if (detail.successful) unsaved.delete(detail.elt.closest("form"));
});
addEventListener("pagehide", shortenLease);
addEventListener("pageshow", renewLease);
