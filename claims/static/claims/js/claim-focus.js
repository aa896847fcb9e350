// One claim is in focus: its card and its passage carry `data-focused`. The buttons with
// `data-step` walk, by click or key, a click on a passage or a card goes there, and both come into view. In a triage
// (`data-triage`) the focus moves on by itself from a card that is decided to the next that is not.

const cards = () => [...document.querySelectorAll("[data-claim-card]")];
const current = () => document.querySelector("[data-claim-card][data-focused]");
const passages = (id) => [...document.querySelectorAll(`mark[data-claim="${CSS.escape(id)}"]`)];

/** The pane around the element, if it scrolls by itself; on narrow screens the page does. */
const pane = (element) => {
  const found = element?.closest(".panes__article, .panes__work");
  return found && getComputedStyle(found).overflowY === "auto" ? found : null;
};

/** How far a pane has to scroll so that the element stands where it should. */
const DISTANCES = {
  center: (inner, outer) => inner.top - outer.top - outer.height / 3,
  nearest: (inner, outer) => inner.top < outer.top || inner.height > outer.height
    ? inner.top - outer.top
    : Math.max(inner.bottom - outer.bottom, 0),
};

/** The box of a pane that is really seen: without what sticks to its top. */
function seen(around) {
  const { top, bottom, height } = around.getBoundingClientRect();
  const covered = around.querySelector(".triage-bar")?.offsetHeight ?? 0;
  return { top: top + covered, bottom, height: height - covered };
}

/** Bring the element into view in its pane, and leave the page where it is; without a pane the page scrolls. */
function show(element, block) {
  const around = pane(element);
  if (!around) return element?.scrollIntoView({ block, inline: "nearest" });
  around.scrollTop += DISTANCES[block](element.getBoundingClientRect(), seen(around));
}

function mark(id) {
  for (const old of document.querySelectorAll("[data-focused]")) delete old.dataset.focused;
  for (const passage of passages(id)) passage.dataset.focused = "";
}

/** Put the claim of this card in focus; `quietly` leaves the scroll and the caret alone. */
function focus(card, { quietly = false } = {}) {
  const id = card.dataset.claimCard;
  mark(id);
  card.dataset.focused = "";
  if (quietly) return;
  card.focus({ preventScroll: true });
  show(passages(id)[0], "center");
  show(card, "nearest");
}

function step(by) {
  const all = cards();
  if (!all.length) return;
  const at = all.indexOf(current());
  const to = at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + by, 0), all.length - 1);
  focus(all[to]);
}

/** The next card after this one that waits for a decision, from the top again after the last. */
function undecidedAfter(card) {
  const all = cards();
  const at = all.indexOf(card);
  const onward = [...all.slice(at + 1), ...all.slice(0, Math.max(at, 0))];
  return onward.find((one) => one.dataset.status === "detected");
}

/** On without a decision; where none is left to make here, the later claims may have some. */
function skip() {
  const following = undecidedAfter(current());
  if (following) focus(following);
  else document.querySelector("[data-later]")?.focus();
}

const STEPS = { next: () => step(1), previous: () => step(-1), skip };

/**
 * A whole card has come anew: on to the next one if it is decided, else it is the one in focus.
 * Whoever has gone on to another before it came stays there, unless something is left to do here.
 */
function arrive(card) {
  const decided = card.dataset.status !== "detected" && !card.querySelector("[role=alert]");
  const other = cards().find((one) => one !== card && "focused" in one.dataset);
  if (decided && other) return focus(other, { quietly: true });
  const following = decided && card.closest("[data-triage]") && undecidedAfter(card);
  if (following) focus(following);
  else focus(card, { quietly: decided });
}

/** After HTMX has put something new into the card in focus, focus it again. */
function restore(event) {
  const card = event.target.closest?.("[data-claim-card]");
  if (!card) return;
  if (event.target === card) arrive(card);
  else if (passages(card.dataset.claimCard).some((passage) => "focused" in passage.dataset)) {
    focus(card, { quietly: true });
  }
}

function start() {
  const passage = document.querySelector("mark[data-focused]");
  const card = passage && cards().find((one) => one.dataset.claimCard === passage.dataset.claim);
  if (card) focus(card, { quietly: true });
  for (const element of [passage, card]) if (pane(element)) show(element, "center");
}

document.addEventListener("click", (event) => {
  STEPS[event.target.closest?.("[data-step]")?.dataset.step]?.();
});

document.addEventListener("click", (event) => {
  const passage = event.target.closest?.("mark[data-claim]");
  const id = passage?.dataset.claim;
  const card = id ? cards().find((one) => one.dataset.claimCard === id) : event.target.closest?.("[data-claim-card]");
  if (card && getSelection().isCollapsed) focus(card, { quietly: !passage });
});

document.addEventListener("focusin", (event) => {
  const card = event.target.closest?.("[data-claim-card]");
  if (card && card !== current()) focus(card, { quietly: true });
});

/** What opens, the reasons to dismiss a claim for one, must not open out of sight. */
document.addEventListener("toggle", ({ target }) => {
  if (target.open && pane(target)) show(target, "nearest");
}, true);

document.addEventListener("htmx:load", restore);
start();
