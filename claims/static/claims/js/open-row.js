// In a list of claims, Enter opens the row in focus. On a link or a button inside, Enter works as usual.

document.addEventListener("keydown", (event) => {
  const row = event.target.closest?.("[data-claim-card]");
  if (event.key !== "Enter" || !row || event.target !== row) return;
  event.preventDefault();
  row.querySelector('[data-opens]')?.click();
});
