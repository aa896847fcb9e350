"""Fitting a desk's own weights on its decisions, and judging them by later decisions.

The older decisions fit the weights: logistic regression with an L2 penalty on top of the shipped logits, so that few
decisions leave the shipped score almost as it is. The newer ones judge them: average precision by both scores, and a
paired bootstrap (Efron and Tibshirani 1993) that says whether the difference may be chance. The seed is fixed, so that
the same decisions give the same weights and the same judgement.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from claims.nlp.checkworthiness.learned import MAX_WEIGHT, MAX_WEIGHTS, DeskWeights, sum_shift
from claims.nlp.checkworthiness.ranking import average_precision
from claims.nlp.checkworthiness.word_weights import fit_weights

PENALTY = 12.0
"""Stronger than that of the shipped weights: a desk decides on hundreds of claims, not on tens of thousands."""

RESAMPLES = 1_000
RESAMPLES_AT_ONCE = 50
LEAST_CONFIDENCE = 0.95
"""The share of resamples in which a desk's own weights must order claims better."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class JudgedClaim:
    """A claim that an editor decided on: its features, the logit of its shipped score, and the decision."""

    features: dict[str, float]
    shipped: float
    is_worthy: bool


@dataclass(frozen=True, slots=True)
class Trial:
    """Weights with what later decisions say of them.

    The average precision on these decisions is that of the shipped score, of these weights, and of the weights in use
    if there are any. `confidence` is the share of resamples in which these weights were better.
    """

    learned: DeskWeights
    shipped_precision: float
    own_precision: float
    current_precision: float | None
    confidence: float

    @property
    def is_better(self) -> bool:
        """Whether these weights order later claims better than the shipped ones, beyond chance."""
        return self.own_precision > self.shipped_precision and self.confidence >= LEAST_CONFIDENCE


def try_weights(
    older: Sequence[JudgedClaim], newest: Sequence[JudgedClaim], current: DeskWeights | None = None
) -> Trial:
    """Fit weights on older decisions; judge them, and those in use, by the newest. Both need claims of both kinds."""
    learned = fit_learned(older)
    shipped = _rank(newest, None)
    own = _rank(newest, learned)
    labels = np.array([claim.is_worthy for claim in newest], np.float64)
    return Trial(
        learned,
        _precision(shipped, labels),
        _precision(own, labels),
        _precision(_rank(newest, current), labels) if current else None,
        _measure_confidence(shipped, own, labels),
    )


def fit_learned(claims: Sequence[JudgedClaim]) -> DeskWeights:
    """Return the weights that are added to the shipped score, bounded in number and size."""
    fitted = fit_weights(
        [claim.features for claim in claims],
        [int(claim.is_worthy) for claim in claims],
        [claim.shipped for claim in claims],
        penalty=PENALTY,
    )
    names = sorted((name for name in fitted if name != "bias"), key=lambda name: (-abs(fitted[name]), name))
    weights = {name: max(-MAX_WEIGHT, min(MAX_WEIGHT, fitted[name])) for name in names[:MAX_WEIGHTS]}
    sums = [sum(value * weights.get(name, 0.0) for name, value in claim.features.items()) for claim in claims]
    return DeskWeights(weights, round(sum(sums) / len(sums), 4))


def _rank(claims: Sequence[JudgedClaim], learned: DeskWeights | None) -> Floats:
    return np.array([claim.shipped + (sum_shift(claim.features, learned) if learned else 0.0) for claim in claims])


def _precision(logits: Floats, labels: Floats) -> float:
    found = average_precision(list(zip(logits.tolist(), labels.astype(int).tolist(), strict=True)))
    return round(found or 0.0, 4)


def _measure_confidence(shipped: Floats, own: Floats, labels: Floats) -> float:
    """Return the share of resamples of the claims in which the own logits have the larger average precision."""
    random, size = np.random.default_rng(0), len(labels)
    better = 0
    for _ in range(RESAMPLES // RESAMPLES_AT_ONCE):
        times = random.multinomial(size, np.full(size, 1 / size), RESAMPLES_AT_ONCE).astype(np.float64)
        better += int((_resample(own, labels, times) > _resample(shipped, labels, times)).sum())
    return round(better / RESAMPLES, 3)


def _resample(logits: Floats, labels: Floats, times: Floats) -> Floats:
    """Return the average precision of each resample, in which each claim counts as many times as its row says."""
    order = np.argsort(-logits, kind="stable")
    counts, hits = times[:, order], times[:, order] * labels[order]
    precision = np.cumsum(hits, axis=1) / np.maximum(np.cumsum(counts, axis=1), 1)
    return np.asarray((precision * hits).sum(axis=1) / np.maximum(hits.sum(axis=1), 1))
