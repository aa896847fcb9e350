"""Scoring the check-worthiness of a sentence, with reasons.

A logistic regression over words, pairs of words and a few signs (numbers, comparisons, tense, who speaks), trained by
`training` on ClaimBuster debate sentences (Arslan et al. 2020, CC BY 4.0). The weights are a readable file.
"""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from claims.nlp.checkworthiness.features import FeatureRules, extract_features, find_signs
from claims.nlp.reading import DateMention, Link, Quantity, Reason

LEAST_SHOWN_WEIGHT = 0.08
LARGEST_LOGIT = 30.0
NAMELESS_KINDS = ("unnamed", "channel")


@dataclass(frozen=True, slots=True)
class ScoringRules:
    """Features, weights by feature name (`bias` among them), and the reasons that come from what a claim contains."""

    features: FeatureRules
    load_weights: Callable[[], Mapping[str, float]]
    found: Mapping[str, Mapping[str, Any]]


def sum_weights(features: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Return the sum of the weights of features, with `bias`."""
    return weights["bias"] + sum(weights.get(name, 0.0) * value for name, value in features.items())


def _squash(logit: float) -> float:
    """Return a sum of weights as a score between 0 and 1."""
    return round(1 / (1 + math.exp(-max(-LARGEST_LOGIT, min(LARGEST_LOGIT, logit)))), 4)


def score_sentence(sentence: str, rules: ScoringRules) -> float:
    """Return how much a sentence by itself deserves checking, 0 to 1."""
    return _squash(_sum_sentence(sentence, rules))


def _sum_sentence(sentence: str, rules: ScoringRules) -> float:
    return sum_weights(extract_features(sentence, rules.features), rules.load_weights())


def may_reach_score(sentence: str, least: float, rules: ScoringRules) -> bool:
    """Whether a sentence without a source can have a score if it has a number or a date."""
    return _squash(_sum_sentence(sentence, rules) + rules.found["anchored"]["weight"]) >= least


def score_claim(
    sentence: str,
    quantities: Sequence[Quantity],
    dates: Sequence[DateMention],
    chain: Sequence[Link],
    rules: ScoringRules,
) -> tuple[float, tuple[Reason, ...]]:
    """Return score and reasons of a claim, the strongest reason first."""
    found = list(_explain_found(quantities, dates, chain, rules))
    logit = _sum_sentence(sentence, rules) + sum(reason.weight for reason in found)
    return _squash(logit), _sort_reasons([*explain_sentence(sentence, rules), *found])


def _explain_found(
    quantities: Sequence[Quantity], dates: Sequence[DateMention], chain: Sequence[Link], rules: ScoringRules
) -> Iterator[Reason]:
    """Yield the reasons that come from the quantities, dates and sources of a claim."""
    if quantities or dates:
        yield _build_reason("anchored", "", rules)
    if len(chain) > 1:
        yield _build_reason("relayed", chain[-1].name, rules)
    if chain and chain[0].kind not in NAMELESS_KINDS:
        yield _build_reason("named_source", chain[0].name, rules)


def _build_reason(code: str, name: str, rules: ScoringRules) -> Reason:
    row = rules.found[code]
    return Reason(code, row["reason"].replace("{name}", name), row["weight"])


def explain_sentence(sentence: str, rules: ScoringRules) -> tuple[Reason, ...]:
    """Return the signs that move the score, in words for editors, the strongest first."""
    weights = rules.load_weights()
    reasons = [
        Reason(name, rules.features.reasons[name], round(weights.get(f"sign:{name}", 0.0), 3))
        for name in find_signs(sentence, rules.features)
    ]
    return _sort_reasons([reason for reason in reasons if abs(reason.weight) >= LEAST_SHOWN_WEIGHT])


def _sort_reasons(reasons: Sequence[Reason]) -> tuple[Reason, ...]:
    return tuple(sorted(reasons, key=lambda reason: -abs(reason.weight)))
