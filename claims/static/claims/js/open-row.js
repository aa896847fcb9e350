// In a list of claims, Enter opens the row in focus, as the key for that does. A link or a button inside keeps its own Enter.

document.addEventListener("keydown", (event) => {
  const row = event.target.closest?.("[data-claim-card]");
  if (event.key !== "Enter" || !row || event.target !== row) return;
  event.preventDefault();
  row.querySelector('[data-opens]')?.click();
});
