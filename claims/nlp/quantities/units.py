"""What a number counts: percent, points, a currency, or the noun behind it up to its end."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from claims.nlp.quantities.grammar import QuantityGrammar, Units
from claims.nlp.quantities.numbers import Number

MOST_UNIT_WORDS = 4
SHORTEST_PLURAL_LETTERS = 3
UNIT_WORD = re.compile(r"[ \u00a0-]?([^\W\d_](?:[\w’'-]*\w)?)")
HYPHENATED = re.compile(r"-([^\W\d_]+)")
ATTACHED = re.compile(r"[^\W\d_][\w/]*[²³]?|°[CF]?")
VERB_TAGS = frozenset({"VBZ", "VBP"})
ENDING_TAGS = VERB_TAGS | {"VBD", "MD", "IN", "DT", "WDT", "WP", "WRB", "TO", "PRP", "PRP$", "CC", "EX", "RB", "RP"}


@dataclass(frozen=True, slots=True)
class Passage:
    """A text in which quantities are found, without what counts nothing.

    Its numbers are sought between `start` and `end`. `tags` gives the tag of each word of the parsed sentences by the
    offset of the word.
    """

    text: str
    start: int
    end: int
    grammar: QuantityGrammar
    tags: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Unit:
    """What a number counts.

    `words` name it; `end` is where a percent sign or currency ends, `words_end` where the words end. `currency` is an
    ISO 4217 code, `share` the part of the currency that one unit is. `is_part` says that the number is part of a whole
    ("nine of our beds"), `has_whole_number` that the whole has a number too, `is_time_point` that it dates something
    ("two days ago").
    """

    words: str
    end: int
    words_end: int
    currency: str = ""
    share: float = 1.0
    is_percent: bool = False
    is_money: bool = False
    is_plural: bool = False
    is_part: bool = False
    has_whole_number: bool = False
    is_time_point: bool = False


def find_unit(passage: Passage, number: Number, money: str) -> Unit | None:
    """Return the unit of a number; None if characters directly behind it are no unit."""
    text, grammar = passage.text, passage.grammar
    bound = grammar.bounds.behind.match(text, number.end)
    end = bound.end() if bound else number.end
    if money:
        return _find_money_before(text, end, money, grammar)
    for pattern, name, per_unit in grammar.units.percent:
        if match := pattern.match(text, end):
            return Unit(name, match.end(), match.end(), share=1 / per_unit, is_percent=True)
    coin = _find_money_behind(text, end, number, grammar)
    if coin is not None:
        return coin
    behind = text[end : end + 1]
    if end == number.end and (behind.isalnum() or behind in {"_", "°"}):
        return _find_attached(text, end, grammar.units)
    if match := HYPHENATED.match(text, end):
        return _find_hyphenated(passage, match)
    return _find_words(passage, end)


def find_named(passage: Passage, start: int) -> tuple[str, str, int]:
    """Return the noun or currency behind words such as "hundreds of", its ISO 4217 code, and where a currency ends."""
    money = passage.grammar.money
    match = money.behind.match(passage.text, start)
    if match is not None and match["noun"] and match["noun"].lower() not in money.doubtful:
        return match["noun"], money.codes.get(match["noun"].lower(), ""), match.end()
    for pattern, name, _ in passage.grammar.units.percent:
        if found := pattern.match(passage.text, start):
            return name, "", found.end()
    return _find_words(passage, start).words, "", start


def _find_money_before(text: str, end: int, sign: str, grammar: QuantityGrammar) -> Unit | None:
    """Return the currency whose sign stands before a number."""
    if text[end : end + 1].isalpha():
        return None
    return Unit(sign.rstrip("."), end, end, currency=grammar.money.codes[sign.lower()], is_money=True)


def _find_money_behind(text: str, end: int, number: Number, grammar: QuantityGrammar) -> Unit | None:
    money = grammar.money
    match = money.behind.match(text, end)
    if match is None:
        return None
    if part := match["part"]:
        code, share, sign = money.subunits[part.lower()]
        return None if part.isupper() else Unit(sign, match.end(), match.end(), code, share, is_money=True)
    form = match["sign"] or match["code"] or match["noun"]
    noun = (match["noun"] or "").lower()
    if noun in money.doubtful and number.value < money.least_doubtful:
        return None
    if noun in money.weights and (match["gap"] == "-" or text.startswith(f" {grammar.changes.of} ", match.end())):
        return None
    if match["code"] and not match["code"].isupper():
        return None
    return Unit(form, match.end(), match.end(), money.codes.get(form.lower(), ""), is_money=True)


def _find_attached(text: str, end: int, units: Units) -> Unit | None:
    """Return the unit directly behind figures: "97mph"; None if it is none, such as the rest of a name."""
    match = ATTACHED.match(text, end)
    if match is None or match.group() in units.not_attached:
        return None
    if match.group().lower() not in units.attached and match.group() != units.metre:
        return None
    return Unit(match.group(), end, match.end(), is_plural=True)


def _find_hyphenated(passage: Passage, match: re.Match[str]) -> Unit:
    """Return the unit of "a 40-mile pipeline" or "a 3,000-strong crowd"."""
    word = match[1]
    if word.lower() != passage.grammar.units.strength:
        return Unit(word, match.start(), match.end(), is_plural=True)
    followed = _find_words(passage, match.end())
    return Unit(f"{word} {followed.words}".strip(), match.start(), followed.words_end, is_plural=True)


def _find_words(passage: Passage, start: int) -> Unit:
    """Return the noun phrase behind a number, or behind "of the"."""
    text, units = passage.text, passage.grammar.units
    part = units.of_whole.match(text, start)
    words, end, is_plural = _read_words(passage, part.end() - 1 if part else start)
    happened = units.happened.match(text, end) if words else None
    behind = UNIT_WORD.match(text, end)
    is_time = len(words) == 1 and words[0].lower() in units.time
    return Unit(
        " ".join([*words, happened[1].lower()] if happened else words),
        start,
        end if words else start,
        is_plural=is_plural,
        is_part=part is not None,
        has_whole_number=part is not None and bool(part["number"]),
        is_time_point=is_time and behind is not None and behind[1].lower() in units.time_points,
    )


def _read_words(passage: Passage, start: int) -> tuple[list[str], int, bool]:
    """Return the words of a noun phrase, their end, and whether the last of them is a plural."""
    units, words = passage.grammar.units, list[str]()
    offset, is_plural = start, False
    while len(words) < MOST_UNIT_WORDS and (match := UNIT_WORD.match(passage.text, offset)):
        word = match[1].removesuffix("'s").removesuffix("’s")
        is_next_plural = is_plural_noun(word, units)
        if word.lower() in units.ends or (is_plural and not is_next_plural) or _ends_by_tag(passage, match, words):
            break
        words.append(word)
        offset, is_plural = match.start(1) + len(word), is_next_plural
        if len(word) < len(match[1]) or (len(words) == 1 and word.lower() in units.attached):
            break
    return words, offset, is_plural


def _ends_by_tag(passage: Passage, match: re.Match[str], words: list[str]) -> bool:
    """Whether the parser says that a word is no part of a noun phrase."""
    tag = passage.tags.get(match.start(1))
    is_mistaken = not words and tag in VERB_TAGS and is_plural_noun(match[1], passage.grammar.units)
    return tag in ENDING_TAGS and not is_mistaken


def is_plural_noun(word: str, units: Units) -> bool:
    """Whether a word looks like the plural of a noun."""
    lower = word.lower().rstrip("’'")
    if lower in units.plurals or lower.endswith(units.plural_tails):
        return True
    is_plural = lower.endswith(units.plural_ending) and not lower.endswith(units.singular_endings)
    return is_plural and len(lower) >= SHORTEST_PLURAL_LETTERS
