"""Numbers in the cells of tables: “6.7”, “6,7”, “1 234,5”, “6.7 (p)”; and cells that stand for no number."""

import re
from collections.abc import Iterable

MAX_NUMBER_CHARACTERS = 60
LARGEST_VALUE = 1e15

NO_VALUE = frozenset(". .. ... … - – — : x na n/a n.a. nan null none nd n.d. *".split()) | {""}
"""What stands in a cell without a value, in lower case."""

_FLAG = re.compile(r"\s*(?:\(?[a-z]{1,3}\)?|\*+)$", re.IGNORECASE)
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,2})?")
_SPACES = re.compile(r"[\s\u00a0\u202f'’_]")
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d*)?")
_POINT_GROUPED = re.compile(r"[+-]?\d{1,3}(?:\.\d{3})+")
_DECIMAL_COMMA = re.compile(r"[+-]?(?:\d+|\d{1,3}(?:\.\d{3})+),\d+")


def has_decimal_commas(texts: Iterable[str]) -> bool:
    """Return whether the numbers of a file have decimal commas: one of them says so that no grouping explains."""
    return any(_DECIMAL_COMMA.fullmatch(text) and not _GROUPED.fullmatch(text) for text in map(_clean, texts))


def is_no_value(text: str) -> bool:
    """Return whether a cell says that there is no value."""
    return text.strip().lower() in NO_VALUE


def parse_figure(text: str, *, decimal_commas: bool) -> float | None:
    """Return the number of a cell, without its flag and percent sign; None if it has none."""
    if len(text) > MAX_NUMBER_CHARACTERS:
        return None
    number = _clean(text)
    number = _with_decimal_point(number) if decimal_commas else _without_groups(number)
    if not _NUMBER.fullmatch(number):
        return None
    value = float(number)
    return value if abs(value) <= LARGEST_VALUE else None


def _with_decimal_point(number: str) -> str:
    """Return a number of a file with decimal commas in the notation of Python; its points group digits."""
    is_grouped = "," in number or _POINT_GROUPED.fullmatch(number)
    return number.replace(".", "").replace(",", ".") if is_grouped else number


def _without_groups(number: str) -> str:
    return number.replace(",", "") if _GROUPED.fullmatch(number) else number


def _clean(text: str) -> str:
    """Return a cell without flags, percent sign and spaces, with a plain minus."""
    text = text.strip().replace("−", "-").removesuffix("%")
    if not _NUMBER.fullmatch(text):
        text = _FLAG.sub("", text).strip().removesuffix("%")
    return _SPACES.sub("", text)
