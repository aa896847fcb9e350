"""Scoring the check-worthiness of a sentence or a claim.

The first stage is a logistic regression over words, pairs of words and signs (numbers, comparisons, tense, who speaks),
trained by `training` on ClaimBuster debate sentences (Arslan et al. 2020, CC BY 4.0). Its weights are a readable file.
`sentence_model` adds what a sentence encoder says. Both give a logit, which `explanation` divides into reasons.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import mul

from claims.nlp.checkworthiness.earlier_checks import NO_EARLIER_CHECKS, EarlierChecks, weigh_earlier_checks
from claims.nlp.checkworthiness.explanation import Part, explain_logit, squash
from claims.nlp.checkworthiness.features import FeatureRules, extract_features, find_signs, show_signs
from claims.nlp.reading import DateMention, Link, Quantity, Reason

NAMELESS_KINDS = ("unnamed", "channel")
MOST_QUOTED_CHARACTERS = 80


@dataclass(frozen=True, slots=True)
class Weights:
    """What training found: the weights of features by name (`bias` among them), and those by which signs explain.

    `base` is the logit of a sentence without a sign, `signs` what each sign adds to it.
    """

    features: Mapping[str, float]
    base: float
    signs: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class ScoringRules:
    """Features, their weights, and the weights of what a claim contains beside its words."""

    features: FeatureRules
    load_weights: Callable[[], Weights]
    found: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class ScoredSentence:
    """A sentence with the signs that it shows and its logit. `is_part` says that the claim has other sentences too."""

    text: str
    signs: Collection[str]
    logit: float
    is_part: bool = False


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What moves the score of a claim beside its words."""

    quantities: Sequence[Quantity] = ()
    dates: Sequence[DateMention] = ()
    chain: Sequence[Link] = ()
    earlier: EarlierChecks = NO_EARLIER_CHECKS


def sum_weights(features: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Return the sum of the weights of features, with `bias`."""
    known = [name for name in features if name in weights]
    total: float = sum(map(mul, map(weights.__getitem__, known), map(features.__getitem__, known)))
    return weights["bias"] + total


def weigh_sentence(sentence: str, rules: ScoringRules) -> ScoredSentence:
    """Return a sentence with the logit of the first stage."""
    signs = find_signs(sentence, rules.features)
    weights = rules.load_weights().features
    logit = sum_weights(extract_features(sentence, signs, rules.features, weights), weights)
    return ScoredSentence(sentence, signs, logit + sum_adjustments(signs, rules))


def sum_adjustments(signs: Collection[str], rules: ScoringRules) -> float:
    """Return what the signs of a sentence add to the trained models."""
    return sum(sign.adjust for sign in rules.features.signs if sign.name in signs)


def choose_sentence(sentences: Sequence[ScoredSentence]) -> ScoredSentence:
    """Return the most check-worthy sentence of a claim, the first one of equals."""
    best = max(sentences, key=lambda sentence: sentence.logit)
    return ScoredSentence(best.text, best.signs, best.logit, is_part=len(sentences) > 1)


def may_reach_score(sentence: ScoredSentence, least: float, rules: ScoringRules) -> bool:
    """Whether a sentence without a source can have a score if it has a number or a date."""
    return squash(sentence.logit + rules.found["anchored"]) >= least


def score_claim(
    sentence: ScoredSentence, circumstances: Circumstances, rules: ScoringRules
) -> tuple[float, tuple[Reason, ...]]:
    """Return score and reasons of a claim. The weights of the reasons add up to the score, at two decimals."""
    found = list(_find_circumstances(circumstances, rules))
    logit = sentence.logit + sum(part.logit for part in found)
    parts = [*(_name_source(part, circumstances.chain) for part in _explain_words(sentence, rules)), *found]
    return squash(logit), explain_logit(logit, rules.load_weights().base, parts)


def _name_source(part: Part, chain: Sequence[Link]) -> Part:
    """Return the reason of a death toll with the source that gives it."""
    if part.code != "death_toll" or not chain:
        return part
    return Part("attributed_toll", part.logit, {**part.parameters, "name": chain[0].name})


def _explain_words(sentence: ScoredSentence, rules: ScoringRules) -> Iterator[Part]:
    """Yield what each sign of a sentence does, and what the rest of its words do."""
    weights = rules.load_weights()
    shares = {
        sign.name: weights.signs.get(sign.name, 0.0) + sign.adjust
        for sign in rules.features.signs
        if sign.name in sentence.signs
    }
    yield Part("wording", sentence.logit - weights.base - sum(shares.values()))
    words = show_signs(sentence.text, sentence.signs, rules.features)
    for name, logit in _join_covered(shares, rules.features).items():
        yield Part(name, logit, {"words": _shorten(words[name])})
    if sentence.is_part:
        yield Part("best_sentence", 0.0, {"words": _shorten(sentence.text)})


def _join_covered(shares: Mapping[str, float], rules: FeatureRules) -> dict[str, float]:
    """Return the shares of signs; one that a particular sign covers is added to the first such sign."""
    joined = dict(shares)
    for sign in rules.signs:
        for name in sign.covers:
            if sign.name in joined and name in joined:
                joined[sign.name] += joined.pop(name)
    return joined


def _shorten(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= MOST_QUOTED_CHARACTERS else words[:MOST_QUOTED_CHARACTERS].rsplit(" ", 1)[0] + " …"


def _find_circumstances(circumstances: Circumstances, rules: ScoringRules) -> Iterator[Part]:
    """Yield what the numbers, dates, sources and earlier fact-checks of a claim do."""
    chain = circumstances.chain
    if circumstances.quantities or circumstances.dates:
        yield Part("anchored", rules.found["anchored"])
    if len(chain) > 1:
        yield Part("relayed", rules.found["relayed"], {"name": chain[-1].name})
    if chain and chain[0].kind not in NAMELESS_KINDS:
        yield Part("named_source", rules.found["named_source"], {"name": chain[0].name})
    if circumstances.earlier.count:
        count = {"count": str(circumstances.earlier.count)}
        yield Part("earlier_checks", weigh_earlier_checks(circumstances.earlier), count)
