"""What a desk's own decisions add to the score of a claim.

The reader scores a claim by the shipped weights. A desk that accepts and dismisses claims teaches a second set of small
weights (`learning` fits them). Their sum moves the logit of the score, within bounds. It is a reason of its own, so
that the reasons still add up to the score and the shipped score can be had back without reading the text again.

They are weights of what the shipped weights know, and of words in small letters, so that names are left out.
"""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from claims.nlp.checkworthiness.explanation import squash
from claims.nlp.checkworthiness.features import STEM_LETTERS, extract_features, find_signs
from claims.nlp.checkworthiness.scoring import ScoringRules
from claims.nlp.reading import Reason

LEARNED, LEARNED_WORDS = "learned", "learned_words"
"""The codes of the reason, without and with the words that count most."""

MAX_WEIGHTS = 1_000
MAX_WEIGHT = 2.0
MAX_SHIFT = 2.0
"""The most by which a desk's decisions move a logit: a score of 0.50 becomes 0.12 or 0.88 at most."""

MAX_READ_CHARACTERS = 2_000
"""The beginning of a claim from which features are taken."""

SMALL_WORD = re.compile(r"\b[a-z]+\b")
MOST_SHOWN_WORDS = 3
SCORE_STEP = 1e-4
"""Scores are stored with four decimals."""


@dataclass(frozen=True, slots=True)
class DeskWeights:
    """The weights by feature, and the mean of their sums over the decisions that they were fitted on.

    The mean is taken off, so that an average claim keeps its score. `version` is the id that the desk gave them.
    """

    weights: Mapping[str, float]
    centre: float = 0.0
    version: int = 0


@dataclass(frozen=True, slots=True)
class ClaimScore:
    """The check-worthiness of a claim, with reasons that add up to it."""

    score: float
    reasons: tuple[Reason, ...]


def list_features(text: str, rules: ScoringRules) -> dict[str, float]:
    """Return the features of a claim that can be learned, from its words alone."""
    words = text[:MAX_READ_CHARACTERS]
    small = set(SMALL_WORD.findall(words))
    known = small | {f"~{word[:STEM_LETTERS]}" for word in small}
    shipped = rules.load_weights().features
    features = extract_features(words, find_signs(words, rules.features), rules.features)
    return {name: value for name, value in features.items() if name in known or name in shipped or ":" in name}


def to_logit(score: float) -> float:
    """Return the logit of a score; of 0 and 1, that of the nearest score that is stored."""
    inside = min(1 - SCORE_STEP, max(SCORE_STEP, score))
    return math.log(inside / (1 - inside))


def sum_shift(features: Mapping[str, float], learned: DeskWeights) -> float:
    """Return by how much learned weights move the logit of a claim."""
    total = sum(value * learned.weights.get(name, 0.0) for name, value in features.items())
    return max(-MAX_SHIFT, min(MAX_SHIFT, total - learned.centre))


def apply_learned(shipped: ClaimScore, text: str, learned: DeskWeights, rules: ScoringRules) -> ClaimScore:
    """Return a shipped score with what learned weights add to it, as a further reason."""
    features = list_features(text, rules)
    shift = sum_shift(features, learned)
    score = squash(to_logit(shipped.score) + shift)
    words = _list_words(features, learned, shift)
    facts = {"shipped": f"{shipped.score:.4f}", "version": str(learned.version), "words": ", ".join(words)}
    weight = round(float(_to_hundredths(score)) - sum(reason.weight for reason in shipped.reasons), 2)
    reason = Reason(LEARNED_WORDS if words else LEARNED, facts, weight)
    return ClaimScore(score, (*shipped.reasons, reason))


def remove_learned(current: ClaimScore) -> ClaimScore:
    """Return the score and the reasons of the shipped weights alone."""
    own = next((reason for reason in current.reasons if reason.code in (LEARNED, LEARNED_WORDS)), None)
    if own is None:
        return current
    rest = tuple(reason for reason in current.reasons if reason is not own)
    return replace(current, score=float(own.parameters["shipped"]), reasons=rest)


def _to_hundredths(score: float) -> Decimal:
    return Decimal(str(score)).quantize(Decimal("0.01"), ROUND_HALF_UP)


def _list_words(features: Mapping[str, float], learned: DeskWeights, shift: float) -> list[str]:
    """Return the whole words of a claim that move its score most, in the direction in which it moves."""
    moves = {name: value * learned.weights.get(name, 0.0) for name, value in features.items() if name.isalpha()}
    strong = sorted((name for name, move in moves.items() if move * shift > 0), key=lambda name: -abs(moves[name]))
    return strong[:MOST_SHOWN_WORDS]
