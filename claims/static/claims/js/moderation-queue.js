// The moderation queue by keyboard: Enter opens the case in focus.
// Leaving a page releases the case that it holds.

const newestToken = () => document.cookie.match(/(?:^|; )(?:__Host-)?csrftoken=([^;]+)/)?.[1] ?? "";

document.addEventListener("keydown", (event) => {
  const isOutside = event.target === document.body || event.target.matches?.("[data-claim-card]");
  if (event.key !== "Enter" || !isOutside || event.ctrlKey || event.metaKey || event.altKey) return;
  document.querySelector("[data-claim-card][data-focused] [data-opens]")?.click();
});

addEventListener("pagehide", () => {
  for (const hold of document.querySelectorAll("[data-release]")) {
    const body = new FormData();
    body.set("csrfmiddlewaretoken", newestToken());
    body.set("leaving", "yes");
    navigator.sendBeacon(hold.dataset.release, body);
  }
});

addEventListener("pageshow", (event) => event.persisted && location.reload());
