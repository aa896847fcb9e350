"""Assigning a topic to a claim: the topic whose words occur most often."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
SHORTEST_PLURAL_LETTERS = 4
CLAIM_WORD_WEIGHT = 2
TITLE_WORD_WEIGHT = 1

TopicIndex = Mapping[str, list[int]]
"""For each word the ids of the topics that it belongs to."""


@dataclass(frozen=True, slots=True)
class TopicRules:
    """The endings of plurals and possessives, and the topics of a new desk: name, slug and words of each."""

    plural_endings: tuple[str, ...]
    possessive_endings: tuple[str, ...]
    default_topics: tuple[Mapping[str, Any], ...]


def build_topic_rules(table: dict[str, Any]) -> TopicRules:
    """Build the rules from a language's `topics.toml`."""
    topics = tuple({**topic, "words": topic["words"].split()} for topic in table["topic"])
    return TopicRules(tuple(table["plural_endings"]), tuple(table["possessive_endings"]), topics)


def build_topic_index(words_by_topic: Mapping[int, Iterable[str]]) -> TopicIndex:
    """Return the topics of each word."""
    topics: dict[str, list[int]] = {}
    for topic, words in words_by_topic.items():
        for word in words:
            topics.setdefault(word.casefold(), []).append(topic)
    return topics


def choose_topic(index: TopicIndex, rules: TopicRules, *, claim: str, title: str = "") -> int | None:
    """Return the topic with the most words in a claim and, with less weight, in its article's title.

    None if no word of a topic occurs. Of two topics with as many, the one whose word comes first.
    An entry of two words counts where they follow each other.
    """
    counts: dict[int, int] = {}
    for text, weight in ((claim, CLAIM_WORD_WEIGHT), (title, TITLE_WORD_WEIGHT)):
        for word in _list_forms(text, rules):
            for topic in index.get(word, ()):
                counts[topic] = counts.get(topic, 0) + weight
    return max(counts, key=counts.__getitem__, default=None)


def _list_forms(text: str, rules: TopicRules) -> Iterator[str]:
    """Yield each word of a text as it is and in the singular, and each pair of neighbours."""
    words = [_list_singulars(word, rules) for word in WORD.findall(text.casefold())]
    for position, forms in enumerate(words):
        yield from forms
        if position + 1 < len(words):
            yield from (f"{first} {second}" for first in forms for second in words[position + 1])


def _list_singulars(word: str, rules: TopicRules) -> list[str]:
    for ending in rules.possessive_endings:
        word = word.removesuffix(ending)
    is_long = len(word) >= SHORTEST_PLURAL_LETTERS
    endings = [ending for ending in rules.plural_endings if is_long and word.endswith(ending)]
    return [word, *(word.removesuffix(ending) for ending in endings)]
