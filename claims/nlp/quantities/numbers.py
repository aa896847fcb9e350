"""Finding the numbers of a passage: their values, in figures or in words.

A number written in several ways has one value. Where characters of a number are left over beside a match, there is no
number rather than a part of one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from claims.nlp.quantities.number_words import read_words
from claims.nlp.quantities.numerals import APOSTROPHES, SPACES, VULGAR_FRACTIONS, Numerals, fold_case

DECIMALS = 6
LARGEST = 1e18
"""What is larger is no number that news prints."""

LONGEST_FIGURE = 30
REST = re.compile(rf"[\d½¼¾⅓⅔⅛⅜⅝⅞]+(?:[.,:/{APOSTROPHES}-]\d+)*")
YEAR_BEFORE = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d\s$")
MARKS_BEFORE = frozenset(".,:/#@№&+*=^~" + APOSTROPHES)
MONEY_SIGNS = frozenset("$£€¥₹₽₴₩₺₪฿₱₦")
NO_CENT = "000"


@dataclass(frozen=True, slots=True)
class Number:
    """A number with its offsets.

    `scale` is the word or abbreviation that multiplies it, as a factor ("2 million" has 1e6), 1 if there is none.
    `lead` is the number of digits before the first grouping mark ("400,000" has 3), 0 without such marks.
    `is_plain` says that it is digits alone, `in_words` that it is written in words. One that is not `is_certain` may
    mean thousands or decimals ("7.000"), which its unit has to decide.
    """

    value: float
    start: int
    end: int
    scale: float = 1.0
    lead: int = 0
    is_plain: bool = False
    in_words: bool = False
    is_certain: bool = True


def find_numbers(text: str, numerals: Numerals, start: int = 0, end: int | None = None) -> Iterator[Number]:
    """Yield the numbers of a text that lie between two offsets, in order."""
    offset, previous, last = start, 0, len(text) if end is None else end
    lower = fold_case(text)
    while match := numerals.start.search(lower, offset, last):
        begin = match.start()
        if match["words"] and begin and (text[begin - 1].isalnum() or text[begin - 1] in APOSTROPHES):
            number, offset = None, match.end()
        elif match["figure"]:
            number, offset = _read_figure(text, begin, previous, numerals)
        else:
            number, offset = _read_words(text, begin, numerals)
        if number is not None and abs(number.value) < LARGEST and number.end <= last:
            yield number
            previous = number.end


def multiply(value: float, factor: float) -> float:
    """Return the product as it is printed: 65.4 times a billion has no decimals."""
    return round(float(Decimal(repr(value)) * Decimal(repr(factor))), DECIMALS)


def parse_number(words: str, numerals: Numerals) -> float | None:
    """Return the number that words name: "half a million" is 500000, "5.2bn" is 5200000000. None if there is none."""
    numbers = list(find_numbers(words.strip(), numerals))
    whole = len(numbers) == 1 and (numbers[0].start, numbers[0].end) == (0, len(words.strip()))
    return numbers[0].value if whole else None


def _read_words(text: str, start: int, numerals: Numerals) -> tuple[Number | None, int]:
    value, scale, end = read_words(text, start, numerals)
    if value is None or _is_joined(text, start):
        return None, end
    return Number(round(value, DECIMALS), start, end, scale, in_words=True), end


def _is_joined(text: str, start: int) -> bool:
    """Whether a letter and a hyphen stand before a number in words: "forty-one-two"."""
    return text[start - 1 : start] == "-" and text[start - 2 : start - 1].isalpha()


def _read_figure(text: str, start: int, previous: int, numerals: Numerals) -> tuple[Number | None, int]:
    """Return the figure at an offset, if all of its characters are read, and where to go on."""
    match = numerals.figure.match(text, start)
    rest = REST.match(text, start + (text[start] == "."))
    behind = rest.end() if rest else start + 1
    if match is None or match.end() - start > LONGEST_FIGURE or not _is_free_before(text, start, previous):
        return None, behind
    number = _value_of(match)
    if number is None:
        return None, max(behind, match.end())
    number = _add_smaller(text, _multiply(text, number, numerals), numerals)
    return number, number.end


def _is_free_before(text: str, start: int, previous: int) -> bool:
    """Whether nothing before a figure belongs to it. A hyphen behind the number before joins the two."""
    before = text[max(0, start - 6) : start]
    last = before[-1:]
    if last.isalnum() or last == "_" or last in MARKS_BEFORE - {"+", "~"}:
        return last.isalpha() and _ends_with_code(before)
    if last in ("-", "–") and before[-2:-1].isalnum():
        return previous == start - 1
    if last and last in SPACES and before[-2:-1].isdigit():
        return bool(YEAR_BEFORE.search(before))
    return True


def _ends_with_code(before: str) -> bool:
    """Whether the letters directly before a figure are a currency: "Rs500", "EUR3bn"."""
    return bool(re.search(r"(?<![^\W_])(?:[A-Z]{3}|Rs|Rp|RM|K?[Ss]hs?|[NDS]?[Kk]r|S?Fr|R|Dhs?)$", before))


def _value_of(match: re.Match[str]) -> Number | None:
    start, end = match.span()
    if grouped := match["grouped"]:
        return _grouped(grouped, start, end)
    if match["comma"]:
        return Number(float(match["comma"].replace(",", ".")), start, end, is_certain=False)
    if decimal := match["decimal"]:
        whole, _, part = decimal.partition(".")
        is_certain = len(part) != len(NO_CENT) or whole in ("", "0") or len(whole) > len(NO_CENT)
        return None if part == NO_CENT else Number(float(decimal), start, end, is_certain=is_certain)
    if match["part"] or match["vulgar"]:
        value = int(match["whole"] or 0) + VULGAR_FRACTIONS[match["part"] or match["vulgar"]]
        return Number(value, start, end)
    if match["mixed"]:
        top, bottom = int(match["top"]), int(match["bottom"])
        return Number(int(match["mixed"]) + top / bottom, start, end) if top < bottom else None
    plain = match["plain"]
    is_code = len(plain) > 1 and plain[0] == "0"
    return None if is_code else Number(float(plain), start, end, is_plain=True)


def _grouped(figure: str, start: int, end: int) -> Number | None:
    """Return the value of a figure with grouping marks; the last mark is a decimal point if it is another one."""
    marks = [mark for mark in figure if not mark.isdigit()]
    whole, decimals = figure, ""
    if len(set(marks)) > 1:
        whole, _, decimals = figure.rpartition(marks[-1])
    groups = re.split(r"\D", whole)
    if groups[0][0] == "0":
        return None
    return Number(float("".join(groups) + "." + (decimals or "0")), start, end, lead=len(groups[0]))


def _multiply(text: str, number: Number, numerals: Numerals) -> Number:
    """Return the number with the scales behind it: "5 lakh crore", "5.2bn"."""
    end, scale = number.end, 1.0
    is_money = text[number.start - 1 : number.start] in MONEY_SIGNS and number.start > 0
    if is_money and (short := numerals.money_scale.match(text, end)):
        scale, end = numerals.money_scales[short[1]], short.end()
    while not numerals.metres.match(text, end) and (match := numerals.scale.match(text, end)):
        if match["short"] and end != number.end:
            break
        word = (match["word"] or match["short"]).lower()
        scale *= numerals.scales.get(word) or numerals.money_scales.get(word) or 100.0
        end = match.end()
    if scale == 1.0:
        return number
    value = multiply(number.value, scale)
    return replace(number, value=value, end=end, scale=scale, is_plain=False, is_certain=True)


def _add_smaller(text: str, number: Number, numerals: Numerals) -> Number:
    """Return the number with a smaller scaled one behind it: "5 crore 20 lakh"."""
    if number.scale == 1.0 or text[number.end : number.end + 1] != " ":
        return number
    match = numerals.figure.match(text, number.end + 1)
    more = _value_of(match) if match else None
    more = _multiply(text, more, numerals) if more else None
    if more is None or more.scale == 1.0 or more.value >= number.scale:
        return number
    return replace(number, value=number.value + more.value, end=more.end)
