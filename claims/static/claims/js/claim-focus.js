// One claim is in focus: its card and its passage have `data-focused`. The buttons with `data-step` move the
// focus, as does a click on a passage or a card, and both scroll into view. In triage (`data-triage`) the focus
// moves from a decided card to the next undecided one.

const cards = () => [...document.querySelectorAll("[data-claim-card]")];
const current = () => document.querySelector("[data-claim-card][data-focused]");
const passages = (id) => [...document.querySelectorAll(`mark[data-claim="${CSS.escape(id)}"]`)];

/** The scrolling pane around the element; on narrow screens there is none, and the page scrolls. */
const pane = (element) => {
  const container = element?.closest(".panes__article, .panes__work");
  return container && getComputedStyle(container).overflowY === "auto" ? container : null;
};

/** The distance that a pane scrolls to place the element. */
const DISTANCES = {
  center: (inner, outer) => inner.top - outer.top - outer.height / 3,
  nearest: (inner, outer) => inner.top < outer.top || inner.height > outer.height
    ? inner.top - outer.top
    : Math.max(inner.bottom - outer.bottom, 0),
};

/** The visible box of a pane, without the bar that sticks to its top. */
function visibleBox(container) {
  const { top, bottom, height } = container.getBoundingClientRect();
  const covered = container.querySelector(".triage-bar")?.offsetHeight ?? 0;
  return { top: top + covered, bottom, height: height - covered };
}

/** Scroll the element into view in its pane, without scrolling the page; without a pane, the page scrolls. */
function scrollToElement(element, block) {
  const container = pane(element);
  if (!container) return element?.scrollIntoView({ block, inline: "nearest" });
  container.scrollTop += DISTANCES[block](element.getBoundingClientRect(), visibleBox(container));
}

function markPassages(id) {
  for (const element of document.querySelectorAll("[data-focused]")) delete element.dataset.focused;
  for (const passage of passages(id)) passage.dataset.focused = "";
}

/** Put the claim of this card in focus; `quietly` neither scrolls nor moves the keyboard focus. */
function focus(card, { quietly = false } = {}) {
  const id = card.dataset.claimCard;
  markPassages(id);
  card.dataset.focused = "";
  if (quietly) return;
  card.focus({ preventScroll: true });
  scrollToElement(passages(id)[0], "center");
  scrollToElement(card, "nearest");
}

function step(by) {
  const all = cards();
  if (!all.length) return showStatus(sentence("no_rows"));
  const index = all.indexOf(current());
  const target = index < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(index + by, 0), all.length - 1);
  focus(all[target]);
  if (target === index) showStatus(sentence("last_row"));
}

/** The next undecided card after this one; after the last card, the search goes on from the top. */
function undecidedAfter(card) {
  const all = cards();
  const index = all.indexOf(card);
  const candidates = [...all.slice(index + 1), ...all.slice(0, Math.max(index, 0))];
  return candidates.find((candidate) => candidate.dataset.status === "detected");
}

const laterClaims = () => document.querySelector("[data-later]");
const nextArticle = () => document.querySelector("[data-next-article]");

/** Say that no undecided claim is left here, and how to go on. */
function announceEnd() {
  const key = document.querySelector("[data-step=skip]")?.dataset.key;
  if (laterClaims()) showStatus(sentence("no_claim_left_later", { key }));
  else if (nextArticle()) showStatus(sentence("no_claim_left_next", { key, title: nextArticle().dataset.nextArticle }));
  else showStatus(sentence("no_claim_left"));
}

/** Skip the claim without a decision. If no undecided claim is left, open the later claims or the next article. */
function skip() {
  const following = undecidedAfter(current());
  if (following) return focus(following);
  announceEnd();
  (laterClaims() ?? nextArticle())?.click();
}

const STEPS = { next: () => step(1), previous: () => step(-1), skip };

/**
 * Handle a replaced card: move on to the next one if it is decided, otherwise focus it.
 * If another card has the focus by now, it stays there, unless this one still needs a decision.
 */
function handleReplacedCard(card) {
  const decided = card.dataset.status !== "detected" && !card.querySelector("[role=alert]");
  const other = cards().find((candidate) => candidate !== card && "focused" in candidate.dataset);
  if (decided && other) return focus(other, { quietly: true });
  const triaged = decided && card.closest("[data-triage]");
  const following = triaged && undecidedAfter(card);
  if (following) return focus(following);
  focus(card, { quietly: decided });
  if (triaged) announceEnd();
}

/** Focus the card again after HTMX has replaced it or a part of it. */
function restoreFocus(event) {
  const card = event.target.closest?.("[data-claim-card]");
  if (!card) return;
  if (event.target === card) handleReplacedCard(card);
  else if (passages(card.dataset.claimCard).some((passage) => "focused" in passage.dataset)) {
    focus(card, { quietly: true });
  }
}

function focusInitialClaim() {
  const passage = document.querySelector("mark[data-focused]");
  const card = passage && cards().find((candidate) => candidate.dataset.claimCard === passage.dataset.claim);
  if (card) focus(card, { quietly: true });
  for (const element of [passage, card]) if (pane(element)) scrollToElement(element, "center");
}

document.addEventListener("click", (event) => {
  STEPS[event.target.closest?.("[data-step]")?.dataset.step]?.();
});

document.addEventListener("click", (event) => {
  const passage = event.target.closest?.("mark[data-claim]");
  const id = passage?.dataset.claim;
  const card = id ? cards().find((candidate) => candidate.dataset.claimCard === id) : event.target.closest?.("[data-claim-card]");
  if (!card || !getSelection().isCollapsed) return;
  focus(card, { quietly: !passage });
  const place = passages(card.dataset.claimCard)[0];
  if (!passage && pane(place)) scrollToElement(place, "center");
});

/** A card in focus shows its keys and grows: not while a button is pressed, which would move away from the pointer. */
let isPressed = false;
for (const [type, pressed] of [["pointerdown", true], ["pointerup", false], ["pointercancel", false]]) {
  document.addEventListener(type, () => (isPressed = pressed), true);
}

document.addEventListener("focusin", (event) => {
  const card = event.target.closest?.("[data-claim-card]");
  if (card && !isPressed && card !== current()) focus(card, { quietly: true });
});

/** Scroll to details that open, such as the reasons to dismiss a claim. */
document.addEventListener("toggle", ({ target }) => {
  if (target.open && pane(target)) scrollToElement(target, "nearest");
}, true);

document.addEventListener("htmx:load", restoreFocus);
focusInitialClaim();
