"""The words that attribute a content to a source, by form.

A table holds lemmas. Their forms are derived once, so that the reader needs no lemmatizer: a word is one dictionary
look-up.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

SHORTEST_CUED_SENTENCE_WORDS = 3
FRAMES = ("speech", "voicing", "thought", "showing", "infinitive", "gerund", "object", "naming")


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb that can be a cue, with the frames of content that it takes."""

    lemma: str
    frames: frozenset[str]
    prepositions: frozenset[str]


@dataclass(frozen=True, slots=True)
class CueTable:
    """All cue words of a language.

    `verbs` and `nouns` are keyed by form; `asserting`, `denying` and `doubting` hold the lemmas with that trait.
    `reporting` are the lemmas of verbs of speech and showing, `relayable` those whose content another source can relay,
    `passed_on` verbs of thought with that trait, `passing_on` those that pass on what others say, and `referring` those
    that name a document.
    `relaying` are phrases that can relay what another source asserts. `word` matches a word in lower case,
    and `vocabulary` is every word that makes a sentence worth parsing.
    """

    verbs: dict[str, Verb]
    adjectives: frozenset[str]
    nouns: dict[str, str]
    asserting: frozenset[str]
    denying: frozenset[str]
    reporting: frozenset[str]
    relayable: frozenset[str]
    passed_on: frozenset[str]
    passing_on: frozenset[str]
    referring: frozenset[str]
    doubting: frozenset[str]
    relaying: frozenset[str]
    word: re.Pattern[str]
    vocabulary: frozenset[str]

    def has_cue(self, sentence: str) -> bool:
        """Whether a sentence contains a word that could attribute a content to a source."""
        words = self.word.findall(sentence.lower())
        long = len(words) >= SHORTEST_CUED_SENTENCE_WORDS or sentence.rstrip().endswith(":")
        return long and not self.vocabulary.isdisjoint(words)


def build_cue_table(table: dict[str, Any], inflect: Callable[[str], tuple[str, ...]]) -> CueTable:
    """Build the cue table from a language's `cues.toml`; `inflect` returns the regular forms of a verb.

    The first form that `inflect` returns for a noun is its plural.
    """
    verbs = _build_verbs(table, inflect)
    adjectives = frozenset(table["adjective"]["words"].split())
    nouns = {form: lemma for lemma in table["noun"]["words"].split() for form in (lemma, inflect(lemma)[0])}
    return CueTable(
        verbs=verbs,
        adjectives=adjectives,
        nouns=nouns,
        asserting=frozenset(table["traits"]["asserts"].split()),
        reporting=frozenset((*table["speech"].split(), *table["showing"].split())),
        relayable=frozenset((*table["speech"].split(), *table["showing"].split()))
        - frozenset(table["traits"]["unrelayed"].split()),
        passed_on=frozenset(table["traits"]["passed_on"].split()),
        passing_on=frozenset((*table["speech"].split(), *table["showing"].split(), *table["traits"]["hears"].split())),
        referring=frozenset(table["traits"]["refers"].split()),
        denying=frozenset(table["traits"]["denies"].split()),
        doubting=frozenset(table["traits"]["doubts"].split()),
        relaying=frozenset(table["phrase"]["relaying"]),
        word=re.compile(table["word"]),
        vocabulary=frozenset((*verbs, *adjectives, *nouns, *table["markers"].split()))
        - frozenset(table["weak"].split()),
    )


def _build_verbs(table: dict[str, Any], inflect: Callable[[str], tuple[str, ...]]) -> dict[str, Verb]:
    """Return each form of each verb with the verb."""
    frames: dict[str, set[str]] = {}
    for frame in FRAMES:
        for lemma in table[frame].split():
            frames.setdefault(lemma, set()).add(frame)
    prepositions: dict[str, list[str]] = table["preposition"]
    verbs: dict[str, Verb] = {}
    for lemma in frames.keys() | prepositions.keys():
        verb = Verb(lemma, frozenset(frames.get(lemma, ())), frozenset(prepositions.get(lemma, ())))
        for form in (lemma, *table["irregular"].get(lemma, inflect(lemma))):
            verbs[form] = verb
    return verbs
