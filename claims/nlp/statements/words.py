"""The words of a statement's passage, with what stands before and behind them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from claims.nlp.reading import Span
from claims.nlp.statements.discourse import Discourse
from claims.nlp.statements.passages import WORD
from claims.nlp.statements.rules import StatementRules

SENTENCE_START = re.compile(r"(?:^|[.!?:…]['’”\")\]]{0,3}\s+)[“\"'‘(]{0,2}$")
NEXT_WORD = re.compile(r"\s+([^\W_]+(?:[’'][^\W_]+)*)")
LOOK_BACK_CHARACTERS = 12
PLURAL_ENDINGS, SINGULAR_ENDINGS = "s", ("ss", "us", "is", "’s", "'s")
IRREGULAR_PLURALS = frozenset({"people", "men", "women", "children", "police", "officials", "families"})


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a passage; `base` is the word in lower case without a contracted verb, `part` the number of its span."""

    span: Span
    lower: str
    base: str
    part: int
    starts_sentence: bool


def list_words(text: str, parts: tuple[Span, ...]) -> list[Word]:
    """Return the words of a passage in order."""
    return list(_find_words(text, parts))


def _find_words(text: str, parts: tuple[Span, ...]) -> Iterator[Word]:
    for number, part in enumerate(parts):
        for match in WORD.finditer(text, part.start, part.end):
            before = text[max(part.start, match.start() - LOOK_BACK_CHARACTERS) : match.start()]
            starts = (match.start() == part.start and not number) or bool(
                before and len(before) < LOOK_BACK_CHARACTERS and not before.strip(" “\"'‘(")
            )
            starts = starts or (bool(SENTENCE_START.search(before)) and bool(before.strip()))
            lower = match.group().lower().replace("’", "'")
            yield Word(Span(*match.span()), lower, lower.split("'")[0], number, starts)


def next_word(text: str, word: Word, end: int) -> str:
    """Return the word behind a word in lower case; an empty string before a mark."""
    match = NEXT_WORD.match(text, word.span.end, end)
    return match[1].lower().replace("’", "'") if match else ""


def has_noun(words: list[Word], discourse: Discourse, rules: StatementRules, *, plural: bool) -> bool:
    """Whether one of some words can be what "it" (or "they") refers to."""
    if plural and sum(discourse.text[word.span.start].isupper() for word in words[1:]) > 1:
        return True
    return any(_is_noun(word, discourse, rules, plural=plural) for word in words)


def _is_noun(word: Word, discourse: Discourse, rules: StatementRules, *, plural: bool) -> bool:
    if plural and word.lower in rules.plural_antecedents:
        return True
    if word.lower in rules.common_words or word.lower in rules.finite or word.lower in rules.time_words:
        return False
    is_plural = word.lower in IRREGULAR_PLURALS or (
        word.lower.endswith(PLURAL_ENDINGS) and not word.lower.endswith(SINGULAR_ENDINGS)
    )
    located = discourse.word_at(word.span.start)
    if located is None:
        return is_plural if plural else True
    tag = located[0].tags[located[1]]
    if plural:
        return tag in ("NNS", "NNPS") or (tag == "NNP" and is_plural) or word.lower in IRREGULAR_PLURALS
    return tag.startswith("NN")
