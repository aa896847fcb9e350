"""The cards of claims beside their article, one window of cards at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from claims.dismissals import DISMISSALS, SUGGESTED, USUAL
from claims.models import Appearance, Article, Claim, Match, User
from claims.permissions import Situation, allowed_moves
from claims.selectors.articles import (
    count_undecided,
    find_next_untriaged_article,
    load_appearances,
)
from claims.selectors.claims import get_claim
from claims.selectors.duplicates import list_best_suggestions
from claims.selectors.passage_marks import Mark, get_marks_around, is_anchor_valid, list_marks
from claims.selectors.retractions import Retraction, find_retraction, list_retractions
from claims.selectors.situations import load_situations
from claims.web.desk.forms import PassageForm
from claims.web.desk.triage_views import DEFAULT_VIEW, THRESHOLDS, TRIAGE_ORDERS, TriageView
from claims.web.passage_marks import render_marked_text
from claims.workflow import MOVES, Move, Place, Status

if TYPE_CHECKING:
    from claims.selectors.passage_marks import MarkedAppearance

WINDOW_CARDS = 20
LAST_REASON_COOKIE = "dismissal"
"""The key of the session under which the reason of a person's last dismissal is stored."""

CARD_MOVES = [move.name for move in MOVES.values() if Place.CARD in move.places]
TRIAGE_STATUSES = (Status.DETECTED, Status.QUEUED, Status.DISMISSED)


@dataclass(frozen=True, slots=True)
class TriageCard:
    """A claim with one of its appearances and the moves that are possible beside the article.

    `reason` is the suggested reason for a dismissal. `is_anchor_lost` says that the article no longer has the passage,
    `retraction` is the passage in which the article corrects the claim,
    `suggestion` the best fact-check that may be about it.
    """

    claim: Claim
    appearance: Appearance
    moves: list[Move]
    is_anchor_lost: bool
    reason: str
    retraction: Retraction | None
    suggestion: Match | None

    @property
    def selectable(self) -> bool:
        """Whether the claim can be decided together with others."""
        return any(move.batch_done for move in self.moves)


def suggest_reason(claim: Claim, last_reason: str | None) -> str:
    """Return the reason to suggest for a dismissal: of the claim's reading, of the last dismissal, or the usual one."""
    suggested = (SUGGESTED.get(reason["code"]) for reason in claim.reasons if reason["weight"] < 0)
    return next(filter(None, suggested), _default_reason(last_reason))


def _default_reason(last_reason: str | None) -> str:
    return last_reason if last_reason in DISMISSALS else USUAL


def build_cards(
    user: User,
    appearances: Sequence[Appearance],
    last_reason: str | None = None,
    *,
    retractions: Sequence[Retraction] = (),
) -> list[TriageCard]:
    """Return a card for each appearance. Each comes with its claim and the text of its article."""
    claims = [appearance.claim for appearance in appearances]
    situations, suggestions = load_situations(user, claims, CARD_MOVES), list_best_suggestions(claims)
    return [
        _build_card(
            user,
            situations[row.claim_id],
            row,
            reason=suggest_reason(row.claim, last_reason),
            retraction=find_retraction(row, retractions),
            suggestion=suggestions.get(row.claim_id),
        )
        for row in appearances
    ]


def _build_card(
    user: User,
    situation: Situation,
    appearance: Appearance,
    *,
    reason: str,
    retraction: Retraction | None,
    suggestion: Match | None,
) -> TriageCard:
    article, claim = appearance.article, situation.claim
    is_valid = is_anchor_valid(article, appearance.start, appearance.end, appearance.text_sha256, appearance.exact)
    return TriageCard(
        claim,
        appearance,
        moves=allowed_moves(user, situation, CARD_MOVES) if claim.status in TRIAGE_STATUSES else [],
        is_anchor_lost=not is_valid,
        reason=reason,
        retraction=retraction,
        suggestion=suggestion,
    )


def card_context(user: User, claim_id: int, article_id: int | None, last_reason: str | None = None) -> dict[str, Any]:
    """Return the current card of a claim beside this article, and the number of undecided claims there."""
    claim = get_claim(claim_id, text=True, marks=True)
    appearances = list(claim.appearances.all())
    appearance = next((row for row in appearances if row.article_id == article_id), appearances[0])
    appearance.claim = claim
    retractions = list_retractions(appearance.article, get_marks_around(cast("MarkedAppearance", appearance)))
    card = build_cards(user, [appearance], last_reason, retractions=retractions)[0]
    return {
        "card": card,
        "is_update": True,
        **_undecided_context(appearance.article, count_undecided(appearance.article)),
    }


def _undecided_context(article: Article, undecided: int) -> dict[str, Any]:
    """Return the number of undecided claims, and the article that comes next once there are none."""
    return {"undecided": undecided, "next_article": None if undecided else find_next_untriaged_article(article)}


def triage_context(
    user: User,
    article: Article,
    *,
    claim: int | None = None,
    window: int | None = None,
    view: TriageView = DEFAULT_VIEW,
    with_minor: bool = False,
    last_reason: str | None = None,
) -> dict[str, Any]:
    """Return the marked text and one window of cards: the window of this claim, or the window with this number.

    Claims below the threshold of the view have cards only if `with_minor` is set or `claim` is one of them.
    """
    marks = list_marks(article)
    minor = sum(view.is_hidden(mark) for mark in marks)
    with_minor = with_minor or any(view.is_hidden(mark) for mark in marks if mark.claim == claim)
    listed = view.list_marks(marks, with_hidden=with_minor, claim=claim)
    window = _find_window(listed, claim) if claim else min(window or 0, max(len(listed) - 1, 0) // WINDOW_CARDS)
    first, end = window * WINDOW_CARDS, (window + 1) * WINDOW_CARDS
    retractions = list_retractions(article, marks)
    rows = load_appearances(article, [mark.appearance for mark in listed[first:end]])
    return {
        "may_triage": True,
        "marked": render_marked_text(article.text, marks, title=article.title, focus=claim, least=view.least),
        "cards": build_cards(user, rows, last_reason, retractions=retractions),
        "retractions": retractions,
        "claim_count": len(marks),
        **_undecided_context(article, sum(mark.status == Status.DETECTED and not mark.minor for mark in marks)),
        "minor": minor,
        "view": view,
        "orders": TRIAGE_ORDERS.items(),
        "thresholds": THRESHOLDS.items(),
        "with_minor": with_minor,
        "focus": claim,
        "passage": PassageForm(),
        "window": window,
        "suggested_reason": _default_reason(last_reason),
        **_other_windows(window, is_last=end >= len(listed)),
    }


def _other_windows(window: int, *, is_last: bool) -> dict[str, int | None]:
    """Return the numbers of the windows before and after this one, None where there is none."""
    return {"earlier": window - 1 if window else None, "later": None if is_last else window + 1}


def _find_window(marks: list[Mark], claim: int) -> int:
    """Return the number of the window in which the claim is."""
    index = next((index for index, mark in enumerate(marks) if mark.claim == claim), 0)
    return index // WINDOW_CARDS
