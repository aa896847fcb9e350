"""Finding the dateline that opens a report: place, day, news agency and a dash."""

import re
from dataclasses import dataclass
from typing import Any

from claims.nlp.patterns import match_any
from claims.nlp.reading import Span


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline with the dash and the space behind it; `agency` is the span of the agency's name, if it has one."""

    span: Span
    agency: Span | None = None


def compile_dateline(table: dict[str, Any]) -> re.Pattern[str]:
    """Return the pattern of a dateline, from a language's `datelines.toml`; its group `agency` names the agency."""
    capitals = r"[A-ZÀ-Þ][A-ZÀ-Þ.’'-]+"
    word = r"[A-ZÀ-Þ][\w.’'-]+"
    small = match_any(table["particles"])
    months = match_any(table["months"])
    place = rf"{capitals}(?:[ /](?:{capitals}|(?i:{small})))" + r"{0,4}"
    titled = rf"{word}(?: {word})" + r"{0,3}"
    region = rf"(?:,\s{word}(?:\s{word})?)" + r"{0,2}"
    day = rf"(?:{months})\.?\s\d{{1,2}}(?:,?\s\d{{4}})?|\d{{1,2}}\s(?:{months})\.?(?:,?\s\d{{4}})?"
    agency = r"\((?P<agency>[A-Za-z][\w.&’' /-]{1,40})\)"
    titled_agency = r"\((?P<titled_agency>[A-Z][\w.&’' /-]{1,40})\)"
    alone = r"\((?P<only_agency>[A-Z][\w.&’' /-]{1,40})\)"
    heads = (
        rf"{place}{region}(?:,?\s(?:{day}))?(?:,?\s{agency})?",
        rf"{titled}{region}(?:,?\s(?:{day}))?,?\s{titled_agency}",
        alone,
    )
    return re.compile(rf"(?:{'|'.join(heads)})\s*\.?\s?[—–-]{{1,2}}\s+(?=[A-ZÀ-Þ0-9“\"‘'£$€])")


def find_dateline(text: str, block: Span, pattern: re.Pattern[str]) -> Dateline | None:
    """Return the dateline that opens a block, None if it has none."""
    match = pattern.match(text, block.start, block.end)
    if match is None or match.end() >= block.end:
        return None
    group = next((name for name in ("agency", "titled_agency", "only_agency") if match[name]), None)
    return Dateline(Span(match.start(), match.end()), Span(*match.span(group)) if group else None)
