// The moderators' queue by keyboard: Enter opens the case in focus, what unfolds gets the caret, and
// whoever leaves a page lets go of the case that it holds.

const newest = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? "";

document.addEventListener("keydown", (event) => {
  const free = event.target === document.body || event.target.matches?.("[data-claim-card]");
  if (event.key !== "Enter" || !free || event.ctrlKey || event.metaKey || event.altKey) return;
  document.querySelector("[data-claim-card][data-focused] [data-opens]")?.click();
});

document.addEventListener("toggle", ({ target }) => {
  if (target.open && target.closest("main")) target.querySelector("textarea, input:not([type=hidden])")?.focus();
}, true);

addEventListener("pagehide", () => {
  for (const held of document.querySelectorAll("[data-release]")) {
    const body = new FormData();
    body.set("csrfmiddlewaretoken", newest());
    body.set("leaving", "yes");
    navigator.sendBeacon(held.dataset.release, body);
  }
});

addEventListener("pageshow", (event) => event.persisted && location.reload());
