// The marks in the article follow the cards beside it: a card that HTMX has brought anew tells
// its state, and a mark whose card is not among those shown leads to the window that has it.

const passages = (id) => document.querySelectorAll(`mark[data-claim="${CSS.escape(id)}"]`);
const cardOf = (id) => document.querySelector(`[data-claim-card="${CSS.escape(id)}"]`);

function follow(event) {
  const card = event.target.closest?.("[data-claim-card]");
  if (!card) return;
  for (const passage of passages(card.dataset.claimCard)) passage.dataset.status = card.dataset.status;
}

function lead(event) {
  const id = event.target.closest?.("mark[data-claim]")?.dataset.claim;
  if (!id || cardOf(id) || !getSelection().isCollapsed) return;
  location.assign(`?claim=${encodeURIComponent(id)}#passage-${encodeURIComponent(id)}`);
}

document.addEventListener("htmx:load", follow);
document.addEventListener("click", lead);
