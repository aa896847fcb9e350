// Count down to the moment at which a publication goes out (`data-goes-out`), then show the page anew, unless somebody
// is writing in it.

const SECOND_MILLISECONDS = 1000;
const GRACE_MILLISECONDS = 6000; // the time in which the desk puts out what is due

function countDown() {
  const timer = document.querySelector("[data-goes-out]");
  if (!timer) return clearInterval(ticking);
  const left = new Date(timer.dataset.goesOut) - Date.now();
  timer.textContent = left > 0 ? sentence("goes_out_in", { seconds: Math.ceil(left / SECOND_MILLISECONDS) }) : sentence("goes_out_now");
  if (left > -GRACE_MILLISECONDS) return;
  clearInterval(ticking);
  if (!document.activeElement.matches("input, textarea, select")) location.reload();
}

const ticking = setInterval(countDown, SECOND_MILLISECONDS);
countDown();
