"""The words that tie a source to a content, read from `data/cues.toml`.

The table holds lemmas; the forms are spelt out once, so that the reader needs
no lemmatizer: looking a word up is one step in a dictionary.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

VOWELS = "aeiou"


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb that can be a cue, with the kinds of content it takes."""

    lemma: str
    frames: frozenset[str]
    prepositions: frozenset[str]


@dataclass(frozen=True, slots=True)
class Cues:
    """All cue words, by form."""

    verbs: dict[str, Verb]
    adjectives: frozenset[str]
    nouns: dict[str, str]


def inflect(lemma: str) -> tuple[str, ...]:
    """The regular forms of an English verb: third person, past, participle."""
    if lemma.endswith("e"):
        return lemma + "s", lemma + "d", lemma[:-1] + "ing"
    if lemma.endswith("y") and lemma[-2] not in VOWELS:
        return lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"
    plural = lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z")) else "s")
    return plural, lemma + "ed", lemma + "ing"


def nouns_of(lemmas: list[str]) -> dict[str, str]:
    """Singular and plural of each noun, to its lemma."""
    return {form: lemma for lemma in lemmas for form in (lemma, inflect(lemma)[0])}


WORD = re.compile(r"[a-z]+")
SHORTEST = 4  # words of a sentence in which somebody says something
MARKERS = frozenset({"according", "whom", "that", "whether", "how", "why", "if"})


def appear(sentence: str) -> bool:
    """Whether a sentence holds a word that could tie a source to a content."""
    words = WORD.findall(sentence.lower())
    long = len(words) >= SHORTEST or sentence.rstrip().endswith(":")
    return long and not vocabulary().isdisjoint(words)


@cache
def vocabulary() -> frozenset[str]:
    """Every form of every cue, and the words that open a clause."""
    table = load()
    return frozenset(table.verbs) | table.adjectives | frozenset(table.nouns) | MARKERS


@cache
def load() -> Cues:
    """Read the table once per process."""
    table = tomllib.loads(resources.files(__package__).joinpath("data/cues.toml").read_text("utf-8"))
    frames: dict[str, set[str]] = {}
    for frame in ("speech", "thought", "showing", "infinitive", "object", "naming"):
        for lemma in table[frame].split():
            frames.setdefault(lemma, set()).add(frame)
    prepositions: dict[str, list[str]] = table["preposition"]
    verbs: dict[str, Verb] = {}
    for lemma in frames.keys() | prepositions.keys():
        verb = Verb(lemma, frozenset(frames.get(lemma, ())), frozenset(prepositions.get(lemma, ())))
        for form in (lemma, *table["irregular"].get(lemma, inflect(lemma))):
            verbs[form] = verb
    return Cues(verbs, frozenset(table["adjective"]["words"].split()), nouns_of(table["noun"]["words"].split()))
