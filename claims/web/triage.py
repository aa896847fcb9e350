"""Claims beside their article, a window of cards at a time, however many there are."""

from dataclasses import dataclass
from typing import Any

from claims import permissions
from claims.models import Appearance, Article, Claim, User
from claims.selectors import articles, passages
from claims.selectors.passages import Mark
from claims.web.forms import PassageForm
from claims.web.passages import marked
from claims.workflow import Move, Status

WINDOW = 40
BESIDE = frozenset({"accept", "dismiss", "reopen", "take"})
"""The steps that are taken beside the article; all others are on the claim's own page."""
STAYS = BESIDE - {"take"}
BEFORE_REVIEW = (Status.DETECTED, Status.QUEUED, Status.DISMISSED)


@dataclass(frozen=True, slots=True)
class Card:
    """A claim at its place, with the steps that can be taken beside the article."""

    claim: Claim
    appearance: Appearance
    moves: list[Move]
    lost: bool


def card(user: User, claim: Claim, appearance: Appearance) -> Card:
    """A claim's card at one of its places; `appearance.article` has its text."""
    article = appearance.article
    possible = permissions.moves(user, claim) if claim.status in BEFORE_REVIEW else []
    moves = [move for move in possible if move.name in BESIDE]
    fits = passages.fits(article, appearance.start, appearance.end, appearance.text_sha256, appearance.exact)
    return Card(claim, appearance, moves, lost=not fits)


def desk(
    user: User, article: Article, *, claim: int | None = None, window: int | None = None, everything: bool = False
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
        "cards": [card(user, appearance.claim, appearance) for appearance in shown],
        "found": len(marks),
        "undecided": sum(mark.status == Status.DETECTED for mark in marks) - minor,
        "minor": minor,
        "everything": everything,
        "focus": claim,
        "passage": PassageForm(),
        "earlier": window - 1 if window else None,
        "later": window + 1 if (window + 1) * WINDOW < len(listed) else None,
    }


def _window_of(marks: list[Mark], claim: int) -> int:
    place = next((index for index, mark in enumerate(marks) if mark.claim == claim), 0)
    return place // WINDOW
