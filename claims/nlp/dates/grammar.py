"""How a language writes dates: its words, and patterns with the function that resolves each."""

import re
from dataclasses import dataclass
from typing import Any

from claims.nlp.patterns import match_any

YEAR = r"(?P<year>(?:1[6-9]|20)\d\d)\b"
DAY_NUMBER = r"[0-3]?\d"


@dataclass(frozen=True, slots=True)
class DateGrammar:
    """The words of dates, in lower case, with what they mean, and the patterns in the order in which they are tried.

    `months` and `weekdays` give the number of each name (January is 1, Monday 0), `counts` the value of a number word,
    `near_days` the days from the day of publication, `steps` the periods from the current one, `units` the period that
    a word means (day, week, month or year). A pattern stands beside the name of its resolving function.
    """

    months: dict[str, int]
    weekdays: dict[str, int]
    counts: dict[str, int]
    near_days: dict[str, int]
    steps: dict[str, int]
    units: dict[str, str]
    patterns: tuple[tuple[re.Pattern[str], str], ...]


def build_date_grammar(table: dict[str, Any]) -> DateGrammar:
    """Build the grammar from a language's `dates.toml`."""
    months = {name: number for number, names in enumerate(table["months"], 1) for name in names.split()}
    weekdays = {name: number for number, name in enumerate(table["weekdays"].split())}
    parts = _build_parts(table, months, weekdays)
    return DateGrammar(
        months=months,
        weekdays=weekdays,
        counts=table["counts"],
        near_days=table["near_days"],
        steps=table["steps"],
        units=table["units"],
        patterns=tuple((_compile_pattern(row, parts), row["resolve"]) for row in table["patterns"]),
    )


def _build_parts(table: dict[str, Any], months: dict[str, int], weekdays: dict[str, int]) -> dict[str, str]:
    """Return the pattern for which each placeholder stands."""
    longest_first = sorted(months, key=len, reverse=True)
    return {
        "{month}": rf"(?P<month>(?:{match_any(longest_first)})\b\.?)",
        "{weekday}": rf"(?P<weekday>{match_any(weekdays)})",
        "{day}": rf"(?P<day>{DAY_NUMBER})(?:{match_any(table['ordinal_endings'])})?\b",
        "{year}": YEAR,
        "{count}": match_any(table["counts"]),
        "{part_of_day}": rf"(?: (?:{match_any(table['parts_of_day'])}))?",
        "{preposition}": rf"(?:{match_any(table['prepositions'])})",
        "{capital_month}": match_any(table["capital_months"]),
    }


def _compile_pattern(row: dict[str, Any], parts: dict[str, str]) -> re.Pattern[str]:
    pattern = row["pattern"]
    for placeholder, part in parts.items():
        pattern = pattern.replace(placeholder, part)
    return re.compile(pattern, 0 if row.get("case_sensitive") else re.IGNORECASE)
