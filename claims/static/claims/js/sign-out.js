// Words that were kept for one person are not left behind for the next: signing out clears them, as does age.

const PREFIX = "words.";
const LASTS = 14 * 24 * 60 * 60 * 1000; // milliseconds

function clear(isOver) {
  try {
    for (const key of Object.keys(localStorage).filter((key) => key.startsWith(PREFIX))) {
      if (isOver(key)) localStorage.removeItem(key);
    }
  } catch {
    // storage is forbidden, so nothing was kept
  }
}

const age = (key) => Date.now() - (JSON.parse(localStorage.getItem(key))?.at ?? 0);

clear((key) => age(key) > LASTS);
document.addEventListener("submit", ({ target }) => {
  if (new URL(target.action).pathname.endsWith("/logout/")) clear(() => true);
}, true);
