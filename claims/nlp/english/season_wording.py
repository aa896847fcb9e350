"""What seasons and vague times become when the day of publication is known."""

import re
from datetime import date

from claims.nlp.english.time_wording import OWNED, PREPOSITIONS, TABLE, format_day, word_before
from claims.nlp.patterns import match_any
from claims.nlp.reading import Span
from claims.nlp.statements.rules import Replacement

SEASON = re.compile(
    rf"\b(?P<which>last|this|next) (?P<season>{match_any(TABLE['seasons'])})\b(?!\s(?-i:[A-Z]))", re.IGNORECASE
)
VAGUE_AGO = re.compile(
    r"\b(?P<count>(?:a few|several|some|many|a couple of|a number of)"
    r" (?:minutes|hours|days|weeks|months|years|decades)) ago\b",
    re.IGNORECASE,
)
SEASONAL = frozenset({"last", "this", "next"})


def find_times(text: str, span: Span, today: date | None) -> list[Replacement]:
    """Return the seasons of a passage with their years: "last summer" becomes "in the summer of 2023"."""
    found: list[Replacement] = []
    if today and " ago" in text[span.start : span.end]:
        found += [
            Replacement(Span(*match.span()), f"{match['count']} before {format_day(today)}")
            for match in VAGUE_AGO.finditer(text, span.start, span.end)
        ]
    if not SEASONAL.intersection(text[span.start : span.end].lower().split()):
        return found
    for match in SEASON.finditer(text, span.start, span.end):
        if today is None or match["season"].lower() == "winter" or OWNED.match(text, match.end()):
            continue
        month, which = TABLE["seasons"][match["season"].lower()], match["which"].lower()
        year = today.year
        if which == "last" and today.month < month + 3:
            year -= 1
        elif which == "next" and today.month >= month:
            year += 1
        before = word_before(text, match.start())
        lead = "" if before in PREPOSITIONS or before == "the" else "in "
        found.append(Replacement(Span(*match.span()), f"{lead}the {match['season']} of {year}"))
    return found
