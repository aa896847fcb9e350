// Show how much time is left on a lease while the page is open: `data-lease-expires` is its end.

const UPDATE_MILLISECONDS = 20_000;
const MINUTE_MILLISECONDS = 60_000;
const HOUR_MILLISECONDS = 60 * MINUTE_MILLISECONDS;

function timeLeft(milliseconds) {
  if (milliseconds <= 0) return sentence("time_is_up");
  if (milliseconds < MINUTE_MILLISECONDS) return sentence("less_than_a_minute_left");
  if (milliseconds < 2 * HOUR_MILLISECONDS) return sentence("minutes_left", { minutes: Math.floor(milliseconds / MINUTE_MILLISECONDS) });
  return sentence("hours_left", { hours: Math.floor(milliseconds / HOUR_MILLISECONDS) });
}

function updateTimers() {
  for (const element of document.querySelectorAll("[data-lease-expires]")) {
    element.textContent = timeLeft(new Date(element.dataset.leaseExpires) - Date.now());
  }
}

setInterval(updateTimers, UPDATE_MILLISECONDS);
document.addEventListener("htmx:load", updateTimers);
updateTimers();
