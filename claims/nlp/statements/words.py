"""The words of a statement's passage, with what stands before and behind them."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from claims.nlp.reading import Span
from claims.nlp.statements.discourse import Discourse
from claims.nlp.statements.passages import WORD
from claims.nlp.statements.rules import StatementRules

SENTENCE_START = re.compile(r"[.!?:…]['’”\")\]]{0,3}\s+[“\"'‘(]{0,2}")
OPENING_MARKS = re.compile(r"[“\"'‘(\s]{0,3}")
NEXT_WORD = re.compile(r"\s+([^\W_]+(?:[’'][^\W_]+)*)")
PLURAL_ENDINGS, SINGULAR_ENDINGS = "s", ("ss", "us", "is", "’s", "'s")
IRREGULAR_PLURALS = frozenset({"people", "men", "women", "children", "police", "officials", "families"})


class Word(NamedTuple):
    """A word of a passage.

    `base` is the word in lower case without a contracted verb, `part` the number of the span that it stands in.
    """

    start: int
    end: int
    lower: str
    base: str
    part: int
    starts_sentence: bool

    @property
    def span(self) -> Span:
        """The passage of the word."""
        return Span(self.start, self.end)


def is_within(word: Word, spans: Iterable[Span]) -> bool:
    """Whether a word lies in one of some spans."""
    return any(span.start <= word.start and word.end <= span.end for span in spans)


def list_words(text: str, parts: tuple[Span, ...]) -> list[Word]:
    """Return the words of a passage in order."""
    words: list[Word] = []
    for number, part in enumerate(parts):
        starts = {match.end() for match in SENTENCE_START.finditer(text, part.start, part.end)}
        starts.add(OPENING_MARKS.match(text, part.start).end())  # type: ignore[union-attr]  # it matches anything
        for match in WORD.finditer(text, part.start, part.end):
            start, end = match.span()
            lower = text[start:end].lower().replace("’", "'")
            base = lower.partition("'")[0] if "'" in lower else lower
            words.append(Word(start, end, lower, base, number, start in starts))
    return words


def next_word(text: str, word: Word, end: int) -> str:
    """Return the word behind a word in lower case; an empty string before a mark."""
    match = NEXT_WORD.match(text, word.end, end)
    return match[1].lower().replace("’", "'") if match else ""


def looks_like_verb(demonstrative: str, following: str) -> bool:
    """Whether the word behind "this" or "that" is a verb rather than a noun: "this allows"."""
    return demonstrative in ("this", "that") and following.endswith("s") and not following.endswith("ss")


def is_plural_noun(noun: str) -> bool:
    """Whether a noun in lower case looks like a plural."""
    return noun in IRREGULAR_PLURALS or (noun.endswith(PLURAL_ENDINGS) and not noun.endswith(SINGULAR_ENDINGS))


def has_noun(words: list[Word], discourse: Discourse, rules: StatementRules, *, plural: bool) -> bool:
    """Whether one of some words can be what "it" (or "they") refers to."""
    if plural and sum(discourse.text[word.start].isupper() for word in words[1:]) > 1:
        return True
    return any(_is_noun(word, discourse, rules, plural=plural) for word in words)


def _is_noun(word: Word, discourse: Discourse, rules: StatementRules, *, plural: bool) -> bool:
    if plural and word.lower in rules.plural_antecedents:
        return True
    if word.lower in rules.common_words or word.lower in rules.finite or word.lower in rules.time_words:
        return False
    if word.lower[0].isdigit():
        return False
    is_plural = is_plural_noun(word.lower)
    located = discourse.word_at(word.start)
    if located is None:
        return is_plural or not plural
    tag = located[0].tags[located[1]]
    if plural:
        return tag in ("NNS", "NNPS") or (tag == "NNP" and is_plural) or word.lower in IRREGULAR_PLURALS
    return tag.startswith("NN") and tag != "NNS"
