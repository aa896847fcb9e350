// The tour of the desk: opens the dialog of the page's step and outlines the element that it points at.
// Esc ends the tour, as its button does.

const tour = document.querySelector("[data-tour]");

function openTour() {
  const selectors = tour.dataset.tour.split(", ").filter(Boolean);
  const target = selectors.map((selector) => document.querySelector(selector)).find(Boolean);
  if (target) {
    target.dataset.tourTarget = "";
    target.scrollIntoView({ block: "start" });
  }
  tour.showModal();
}

if (tour) {
  openTour();
  tour.addEventListener("cancel", (event) => {
    event.preventDefault();
    tour.querySelector("[data-tour-end]").requestSubmit();
  });
}
