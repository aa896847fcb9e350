"""Claims beside their article, a window of cards at a time, however many there are."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from claims import permissions
from claims.dismissals import DISMISSALS, SUGGESTED, USUAL
from claims.models import Appearance, Article, Claim, User
from claims.permissions import Situation
from claims.selectors import articles, claims, passages
from claims.selectors.passages import Mark
from claims.selectors.situations import load_situations
from claims.web.forms import PassageForm
from claims.web.passages import marked
from claims.workflow import MOVES, Move, Place, Status

WINDOW = 40
REMEMBERED = "dismissal"
"""Where a session keeps the reason for which a person dismissed a claim last."""

CARD_MOVES = [move.name for move in MOVES.values() if Place.CARD in move.places]
BEFORE_REVIEW = (Status.DETECTED, Status.QUEUED, Status.DISMISSED)


@dataclass(frozen=True, slots=True)
class Card:
    """A claim at its place, with the steps that can be taken beside the article.

    `reason` is why one key dismisses it: what the reader saw in it, or what the person said last.
    """

    claim: Claim
    appearance: Appearance
    moves: list[Move]
    lost: bool
    reason: str

    @property
    def selectable(self) -> bool:
        """Whether it can be decided together with others."""
        return any(move.batch_done for move in self.moves)


def reason_for(claim: Claim, last: str | None) -> str:
    """Why a claim would be dismissed if nobody says more: as the reader sees it, as the last one was, or the usual."""
    seen = (SUGGESTED.get(reason["code"]) for reason in claim.reasons if reason["weight"] < 0)
    return next(filter(None, seen), last if last in DISMISSALS else USUAL)


def cards(user: User, places: Sequence[Appearance], last: str | None = None) -> list[Card]:
    """Return the cards of claims at their places. Each place comes with its claim and the text of its article."""
    situations = load_situations(user, [place.claim for place in places], CARD_MOVES)
    return [_card(user, situations[place.claim_id], place, last) for place in places]


def _card(user: User, situation: Situation, appearance: Appearance, last: str | None) -> Card:
    article, claim = appearance.article, situation.claim
    moves = permissions.allowed_moves(user, situation, CARD_MOVES) if claim.status in BEFORE_REVIEW else []
    fits = passages.fits(article, appearance.start, appearance.end, appearance.text_sha256, appearance.exact)
    return Card(claim, appearance, moves, lost=not fits, reason=reason_for(claim, last))


def answer(user: User, claim_id: int, article_id: int | None, last: str | None = None) -> dict[str, Any]:
    """The card as it is now, beside this article, and how many are left to decide there."""
    claim = claims.detail(claim_id, text=True)
    places = list(claim.appearances.all())
    place = next((place for place in places if place.article_id == article_id), places[0])
    left = articles.undecided(place.article)
    place.claim = claim
    return {"card": cards(user, [place], last)[0], "answer": True, "undecided": left}


def desk(
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
    marks, places = passages.marks(article), articles.appearances(article)
    minor = sum(mark.minor for mark in marks)
    everything = everything or any(mark.minor for mark in marks if mark.claim == claim)
    listed = marks if everything else [mark for mark in marks if not mark.minor]
    window = _window_of(listed, claim) if claim else min(window or 0, max(len(listed) - 1, 0) // WINDOW)
    shown = (places if everything else articles.without_minor(places))[window * WINDOW : (window + 1) * WINDOW]
    return {
        "may_triage": True,
        "marked": marked(article.text, marks, focus=claim),
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
        "later": window + 1 if (window + 1) * WINDOW < len(listed) else None,
    }


def _window_of(marks: list[Mark], claim: int) -> int:
    place = next((index for index, mark in enumerate(marks) if mark.claim == claim), 0)
    return place // WINDOW
