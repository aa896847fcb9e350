"""Ranking fact-checks for a text by shared words, by the vectors of both, and by their days.

The weights were found on debate sentences and the fact-checks that answer them (CLEF CheckThat! 2022, task 2B): words
alone are better at names, vectors at other wordings. The best score by words counts as one, so that the weights do not
depend on the length of the text.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import exp

WORD_WEIGHT, VECTOR_WEIGHT, TITLE_WEIGHT = 0.3, 0.7, 0.2
RECENCY_WEIGHT, RECENCY_DAYS = 0.06, 365.0
"""What a fact-check of the same day adds, and after how many days that has fallen to a third."""

LARGEST_SUM = WORD_WEIGHT + VECTOR_WEIGHT * (1 + TITLE_WEIGHT)


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a fact-check has in common with a text: the score by words, 0 to 1, and the cosines of claim and title.

    A fact-check without a vector yet has None. `day` is its day.
    """

    words: float
    cosine: float | None
    title_cosine: float | None
    day: date


def fuse_scores(candidates: Sequence[Candidate], day: date | None = None) -> list[float]:
    """Return a score from 0 to about 1 for each candidate, in order. `day` is that of the text: recent ones gain."""
    best = max((candidate.words for candidate in candidates), default=0.0) or 1.0
    return [_fuse(candidate, best, day) for candidate in candidates]


def _fuse(candidate: Candidate, best: float, day: date | None) -> float:
    """Return the score. Shared words stand in for a vector that is missing."""
    cosine = candidate.words if candidate.cosine is None else candidate.cosine
    title = candidate.title_cosine or 0.0
    score = WORD_WEIGHT * candidate.words / best + VECTOR_WEIGHT * (cosine + TITLE_WEIGHT * title)
    if day is not None:
        score += RECENCY_WEIGHT * exp(-max((day - candidate.day).days, 0) / RECENCY_DAYS)
    return max(score / LARGEST_SUM, 0.0)
