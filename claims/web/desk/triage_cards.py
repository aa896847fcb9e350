"""Claims beside their article, a window of cards at a time, however many there are."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from claims.dismissals import DISMISSALS, SUGGESTED, USUAL
from claims.models import Appearance, Article, Claim, User
from claims.permissions import Situation, allowed_moves
from claims.selectors.articles import count_undecided, exclude_minor, list_appearances
from claims.selectors.claims import get_claim
from claims.selectors.passage_marks import Mark, is_anchor_valid, list_marks
from claims.selectors.situations import load_situations
from claims.web.desk.forms import PassageForm
from claims.web.passage_marks import render_marked_text
from claims.workflow import MOVES, Move, Place, Status

WINDOW_CARDS = 40
LAST_REASON_COOKIE = "dismissal"
"""Where a session keeps the reason for which a person dismissed a claim last."""

CARD_MOVES = [move.name for move in MOVES.values() if Place.CARD in move.places]
TRIAGE_STATUSES = (Status.DETECTED, Status.QUEUED, Status.DISMISSED)


@dataclass(frozen=True, slots=True)
class TriageCard:
    """A claim at its place, with the steps that can be taken beside the article.

    `reason` is why one key dismisses it: what the reader saw in it, or what the person said last.
    """

    claim: Claim
    appearance: Appearance
    moves: list[Move]
    is_anchor_lost: bool
    reason: str

    @property
    def selectable(self) -> bool:
        """Whether it can be decided together with others."""
        return any(move.batch_done for move in self.moves)


def suggest_reason(claim: Claim, last: str | None) -> str:
    """Why a claim would be dismissed if nobody says more: as the reader sees it, as the last one was, or the usual."""
    seen = (SUGGESTED.get(reason["code"]) for reason in claim.reasons if reason["weight"] < 0)
    return next(filter(None, seen), last if last in DISMISSALS else USUAL)


def cards(user: User, places: Sequence[Appearance], last: str | None = None) -> list[TriageCard]:
    """Return the cards of claims at their places. Each place comes with its claim and the text of its article."""
    situations = load_situations(user, [place.claim for place in places], CARD_MOVES)
    return [_card(user, situations[place.claim_id], place, last) for place in places]


def _card(user: User, situation: Situation, appearance: Appearance, last: str | None) -> TriageCard:
    article, claim = appearance.article, situation.claim
    moves = allowed_moves(user, situation, CARD_MOVES) if claim.status in TRIAGE_STATUSES else []
    fits = is_anchor_valid(article, appearance.start, appearance.end, appearance.text_sha256, appearance.exact)
    return TriageCard(claim, appearance, moves, is_anchor_lost=not fits, reason=suggest_reason(claim, last))


def card_context(user: User, claim_id: int, article_id: int | None, last: str | None = None) -> dict[str, Any]:
    """The card as it is now, beside this article, and how many are left to decide there."""
    claim = get_claim(claim_id, text=True)
    places = list(claim.appearances.all())
    place = next((place for place in places if place.article_id == article_id), places[0])
    left = count_undecided(place.article)
    place.claim = claim
    return {"card": cards(user, [place], last)[0], "answer": True, "undecided": left}


def triage_context(
    user: User,
    article: Article,
    *,
    claim: int | None = None,
    window: int | None = None,
    everything: bool = False,
    last: str | None = None,
) -> dict[str, Any]:
    """The marked text and a window of cards: the one with this claim, or the one with this number.

    Claims that hardly need checking have cards only where `everything` is asked for, or one of them.
    """
    marks, places = list_marks(article), list_appearances(article)
    minor = sum(mark.minor for mark in marks)
    everything = everything or any(mark.minor for mark in marks if mark.claim == claim)
    listed = marks if everything else [mark for mark in marks if not mark.minor]
    window = _window_number(listed, claim) if claim else min(window or 0, max(len(listed) - 1, 0) // WINDOW_CARDS)
    shown = (places if everything else exclude_minor(places))[window * WINDOW_CARDS : (window + 1) * WINDOW_CARDS]
    return {
        "may_triage": True,
        "marked": render_marked_text(article.text, marks, focus=claim),
        "cards": cards(user, list(shown), last),
        "found": len(marks),
        "undecided": sum(mark.status == Status.DETECTED for mark in marks) - minor,
        "minor": minor,
        "everything": everything,
        "focus": claim,
        "passage": PassageForm(),
        "window": window,
        "usual": last if last in DISMISSALS else USUAL,
        "earlier": window - 1 if window else None,
        "later": window + 1 if (window + 1) * WINDOW_CARDS < len(listed) else None,
    }


def _window_number(marks: list[Mark], claim: int) -> int:
    place = next((index for index, mark in enumerate(marks) if mark.claim == claim), 0)
    return place // WINDOW_CARDS
