"""How much a sentence deserves checking, and why.

A logistic regression over words, pairs of words and a few signs (numbers,
comparisons, tense, who speaks), trained by `training` on ClaimBuster debate
sentences (Arslan et al. 2020, CC BY 4.0). The weights are a readable file.
"""

import json
import math
import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources

from claims.nlp.reading import Link, Quantity, Reason, When

WORD = re.compile(r"[a-z]+(?:'[a-z]+)?|\d[\d,.]*\d|\d|[%$£€?!]")
PLAIN = str.maketrans({"’": "'", "‘": "'"})
SIGNS = (
    ("number", re.compile(r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|twenty|thirty|hundred|dozen)\b", re.IGNORECASE)),
    ("percent", re.compile(r"%|\bper ?cent", re.IGNORECASE)),
    ("money", re.compile(r"[$£€]|\b(?:dollars?|euros?)\b", re.IGNORECASE)),
    ("large_number", re.compile(r"\b(?:thousand|million|billion|trillion)s?\b|\d,\d{3}", re.IGNORECASE)),
    ("year", re.compile(r"\b(?:1[89]|20)\d\d\b")),
    ("harm", re.compile(r"\b(?:killed|dead|deaths?|died|injured|wounded|casualties|murder(?:ed|s)?)\b", re.IGNORECASE)),
    ("comparison", re.compile(r"\b(?:more|less|fewer|higher|lower|most|least|largest|biggest|\w{3,}est) (?:\w+ ){0,3}(?:than|in|of|ever)\b", re.IGNORECASE)),
    ("change", re.compile(r"\b(?:increased?|decreased?|rose|risen|fell|fallen|doubled|tripled|cut|grew|grown|lost|gained|dropped|declined)\b", re.IGNORECASE)),
    ("vote", re.compile(r"\b(?:voted|vetoed|signed|passed|opposed|supported|against)\b", re.IGNORECASE)),
    ("opinion", re.compile(r"\b(?:i think|i believe|i feel|we should|we must|we need|i hope|i want|in my view|ought to|let's|let me)\b", re.IGNORECASE)),
    ("prediction", re.compile(r"\b(?:will|going to|gonna|shall|'ll)\b", re.IGNORECASE)),
    ("question", re.compile(r"\?\s*[\"”]?$")),
    ("pleasantry", re.compile(r"\b(?:thank you|thanks|good evening|good morning|welcome|please|sorry|congratulations)\b", re.IGNORECASE)),
)  # fmt: skip
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


def signs(sentence: str) -> list[str]:
    """The signs that a sentence shows, by name."""
    return [name for name, pattern in SIGNS if pattern.search(sentence)]


def features(sentence: str) -> set[str]:
    """Names of all features of a sentence."""
    plain = sentence.translate(PLAIN).lower()
    words = [_token(word) for word in WORD.findall(plain)]
    length = min(len(words) // 5, 8)
    pairs = {f"{one} {other}" for one, other in zip(["^", *words], [*words, "$end"], strict=True)}
    return {*words, *pairs, *(f"sign:{name}" for name in signs(sentence)), f"length:{length}"}


def _token(word: str) -> str:
    if not word[0].isdigit():
        return word
    digits = word.replace(",", "")
    return "#year" if re.fullmatch(r"(?:1[89]|20)\d\d", digits) else f"#{min(len(digits.split('.')[0]), 7)}"


def logit(sentence: str) -> float:
    """The sum of the weights of all features of a sentence."""
    table = weights()
    return table["bias"] + sum(table.get(name, 0.0) for name in sorted(features(sentence)))


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
    found = [
        Reason(name, WORDS_FOR[name], round(table.get(f"sign:{name}", 0.0), 3)) for name in signs(sentence)
    ]
    return tuple(sorted((one for one in found if abs(one.weight) >= SHOWN), key=lambda one: -abs(one.weight)))
