"""Event data of the weights that the reader learns from the desk's decisions."""

from __future__ import annotations

from dataclasses import dataclass

from claims.event_data.base import EventData


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightsLearned(EventData):
    """A fit: its row, the number of decisions, both scores and what came of it (`LearnedWeights.Outcome`).

    `before` are the weights that were in use, `after` those in use since then; None stands for the shipped ones alone.
    """

    weights: int
    decisions: int
    shipped_score: float
    own_score: float
    outcome: str
    before: int | None = None
    after: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightsChosen(EventData):
    """A person's choice of weights, before and after; None stands for the shipped ones alone.

    `follows` says whether better weights take their place by themselves; `version` is the number of the choice.
    """

    version: int
    before: int | None
    after: int | None
    followed: bool
    follows: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimsRescored(EventData):
    """How many claims were scored anew, and the id of the last one; None if all claims are done."""

    up_to: int | None
    claims: int
