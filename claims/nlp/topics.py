"""What a claim is about: the topic whose words stand in it most often."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_DATA = Path(__file__).parent / "data" / "topics.toml"
_SHORTEST_PLURAL = 4
IN_CLAIM, IN_TITLE = 2, 1
"""How much a word counts where it stands."""

Index = Mapping[str, list[int]]


def index(vocabularies: Mapping[int, Iterable[str]]) -> Index:
    """For each word the topics that it speaks for, from the words of each topic."""
    topics: dict[str, list[int]] = {}
    for topic, words in vocabularies.items():
        for word in words:
            topics.setdefault(word.casefold(), []).append(topic)
    return topics


def best(speaks_for: Index, *, claim: str, title: str = "") -> int | None:
    """The topic with the most words in the claim and, for less, in its article's title; None where no word stands.

    Of two with as many, the one whose word comes first. An entry of two words is found where they follow each other.
    """
    counts: dict[int, int] = {}
    for text, weight in ((claim, IN_CLAIM), (title, IN_TITLE)):
        for word in _forms(text):
            for topic in speaks_for.get(word, ()):
                counts[topic] = counts.get(topic, 0) + weight
    return max(counts, key=counts.__getitem__, default=None)


def _forms(text: str) -> Iterator[str]:
    """Each word of a text as it stands and without its plural, and each two that follow each other."""
    words = [_singular(word) for word in _WORD.findall(text.casefold())]
    for place, forms in enumerate(words):
        yield from forms
        if place + 1 < len(words):
            yield from (f"{first} {second}" for first in forms for second in words[place + 1])


def _singular(word: str) -> list[str]:
    word = word.removesuffix("'s").removesuffix("’s")
    endings = [ending for ending in ("s", "es") if word.endswith(ending) and len(word) >= _SHORTEST_PLURAL]
    return [word, *(word.removesuffix(ending) for ending in endings)]


def usual() -> list[dict[str, object]]:
    """The topics that a new desk begins with: name, slug and words of each."""
    topics = tomllib.loads(_DATA.read_text(encoding="utf-8"))["topic"]
    return [{**topic, "words": topic["words"].split()} for topic in topics]
