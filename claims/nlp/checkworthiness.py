"""How much a sentence deserves checking, and why.

A logistic regression over words, pairs of words and a few signs (numbers,
comparisons, tense, who speaks), trained by `training` on ClaimBuster debate
sentences (Arslan et al. 2020, CC BY 4.0). The weights are a readable file.
"""

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import resources

from claims.nlp.features import features, signs
from claims.nlp.reading import Link, Quantity, Reason, When

WORDS_FOR = {
    "number": "gives a number",
    "percent": "gives a percentage",
    "money": "gives a sum of money",
    "large_number": "gives a large count",
    "year": "names a year",
    "harm": "speaks of people killed or hurt",
    "comparison": "compares or ranks",
    "change": "says that something rose or fell",
    "vote": "says who voted for or did what",
    "opinion": "gives an opinion or a wish",
    "prediction": "speaks of the future",
    "question": "asks a question",
    "pleasantry": "is a greeting or a courtesy",
}
SHOWN = 0.08


@cache
def weights() -> dict[str, float]:
    """Feature weights by name, `bias` among them."""
    loaded: dict[str, float] = json.loads(
        resources.files(__package__).joinpath("data/checkworthiness.json").read_text("utf-8")
    )["weights"]
    return loaded


def logit(sentence: str) -> float:
    """The sum of the weights of all features of a sentence."""
    return weigh(features(sentence), weights())


def weigh(found: Mapping[str, float], table: Mapping[str, float]) -> float:
    """The sum of the weights of what was found, `bias` included."""
    return table["bias"] + sum(table.get(name, 0.0) * value for name, value in found.items())


def squash(total: float) -> float:
    """A sum of weights as a score between 0 and 1."""
    return round(1 / (1 + math.exp(-max(-30.0, min(30.0, total)))), 4)


def score(sentence: str) -> float:
    """Between 0 and 1: how much a sentence by itself deserves checking."""
    return squash(logit(sentence))


def judge(
    sentence: str, quantities: Sequence[Quantity], times: Sequence[When], chain: Sequence[Link]
) -> tuple[float, tuple[Reason, ...]]:
    """Score and reasons of a claim, with what the reading found in it."""
    moved = list(_found(quantities, times, chain))
    base = logit(sentence) + sum(one.weight for one in moved)
    found = [*reasons(sentence), *moved]
    return squash(base), tuple(sorted(found, key=lambda one: -abs(one.weight)))


def _found(quantities: Sequence[Quantity], times: Sequence[When], chain: Sequence[Link]) -> Iterator[Reason]:
    if quantities or times:
        yield Reason("anchored", "can be held against a number or a date", 0.8)
    if len(chain) > 1:
        yield Reason("relayed", f"passed on by {chain[-1].name}", 0.2)
    if chain and chain[0].kind not in ("unnamed", "channel"):
        yield Reason("named_source", f"has a named source: {chain[0].name}", 0.2)


def reasons(sentence: str) -> tuple[Reason, ...]:
    """The signs that moved the score, in words for editors, the strongest first."""
    table = weights()
    found = [Reason(name, WORDS_FOR[name], round(table.get(f"sign:{name}", 0.0), 3)) for name in signs(sentence)]
    return tuple(sorted((one for one in found if abs(one.weight) >= SHOWN), key=lambda one: -abs(one.weight)))
