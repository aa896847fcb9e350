// Keep the marks in the article in step with the cards beside it. A card that HTMX replaces sets the status
// of its marks. A click on a mark without a card on this page opens the page of cards that has it.

const marksOf = (id) => document.querySelectorAll(`mark[data-claim="${CSS.escape(id)}"]`);
const cardOf = (id) => document.querySelector(`[data-claim-card="${CSS.escape(id)}"]`);

function updateMarks(event) {
  const card = event.target.closest?.("[data-claim-card]");
  if (!card) return;
  for (const mark of marksOf(card.dataset.claimCard)) mark.dataset.status = card.dataset.status;
}

function openCards(event) {
  const id = event.target.closest?.("mark[data-claim]")?.dataset.claim;
  if (!id || cardOf(id) || !getSelection().isCollapsed) return;
  location.assign(`?claim=${encodeURIComponent(id)}#passage-${encodeURIComponent(id)}`);
}

document.addEventListener("htmx:load", updateMarks);
document.addEventListener("click", openCards);
