"""What a claim is about: the topic whose words stand in it most often."""

import re
import tomllib
from collections.abc import Hashable, Iterable, Mapping
from pathlib import Path
from typing import TypeVar

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_DATA = Path(__file__).parent / "data" / "topics.toml"
IN_CLAIM, IN_TITLE = 2, 1
"""How much a word counts where it stands."""

Topic = TypeVar("Topic", bound=Hashable)


def best(vocabularies: Mapping[Topic, Iterable[str]], *, claim: str, title: str = "") -> Topic | None:
    """The topic with the most words in the claim and, for less, in its article's title; None where no word stands.

    Of two with as many, the one whose word comes first. A word of two or more is found where they follow each other.
    """
    counts: dict[Topic, int] = {}
    speaks_for = _index(vocabularies)
    for text, weight in ((claim, IN_CLAIM), (title, IN_TITLE)):
        for word in _forms(text):
            for topic in speaks_for.get(word, ()):
                counts[topic] = counts.get(topic, 0) + weight
    return max(counts, key=counts.__getitem__, default=None)


def _index(vocabularies: Mapping[Topic, Iterable[str]]) -> dict[str, list[Topic]]:
    index: dict[str, list[Topic]] = {}
    for topic, words in vocabularies.items():
        for word in words:
            index.setdefault(word.casefold(), []).append(topic)
    return index


def _forms(text: str) -> Iterable[str]:
    """Each word of a text as it stands or without its plural, and each two that follow each other."""
    words = [_singular(word) for word in _WORD.findall(text.casefold())]
    for place, forms in enumerate(words):
        yield from forms
        if place + 1 < len(words):
            yield from {f"{first} {second}" for first in forms for second in words[place + 1]}


def _singular(word: str) -> set[str]:
    word = word.removesuffix("'s").removesuffix("’s")
    return {word, *(word.removesuffix(ending) for ending in ("s", "es") if word.endswith(ending) and len(word) > 3)}  # noqa: PLR2004 - "gas" is no plural


def usual() -> list[dict[str, object]]:
    """The topics that a new desk begins with: name, slug and words of each."""
    topics = tomllib.loads(_DATA.read_text(encoding="utf-8"))["topic"]
    return [{**topic, "words": topic["words"].split()} for topic in topics]
