"""How a language writes dates: its words, and patterns with the function that resolves each."""

import re
from dataclasses import dataclass, field
from typing import Any

from claims.nlp.dates.tense import TenseRules, build_tense_rules
from claims.nlp.patterns import has_part, list_parts, match_any

YEAR = r"(?P<year>(?:1[6-9]|20)\d\d)\b"
ANY_YEAR = r"(?P<year>(?:1\d|20)\d\d)\b"
"""A year behind a month, which cannot be a number of things."""

DAY_NUMBER = r"[0-3]?\d"


@dataclass(frozen=True, slots=True)
class Period:
    """A day, week, month or year, and how many of them a word means: a decade is ten years."""

    unit: str
    times: int = 1


@dataclass(frozen=True, slots=True)
class DatePattern:
    """A pattern with the name of its resolving function.

    A text can only match if it has each of `needs`: the names of parts of words in the grammar.
    """

    pattern: re.Pattern[str]
    resolver: str
    needs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DateGrammar:
    """The words of dates, in lower case, with what they mean, and the patterns in the order in which they are tried.

    `months` and `weekdays` give the number of each name (January is 1, Monday 0), `counts` the value of a number word,
    `day_words` the day of an ordinal, `near_days` the days from the day of publication, `steps` the periods from the
    current one, `units` the period that a word means. `needs` are the parts of words, in lower case, without which a
    pattern cannot match.
    """

    months: dict[str, int]
    weekdays: dict[str, int]
    counts: dict[str, float]
    day_words: dict[str, int]
    near_days: dict[str, int]
    ahead_sides: frozenset[str]
    range_joiners: frozenset[str]
    steps: dict[str, int]
    units: dict[str, Period]
    quarters: dict[str, int]
    decades: dict[str, int]
    events: dict[str, str]
    holidays: dict[str, str]
    seasons: dict[str, int]
    tense: TenseRules
    day_first: re.Pattern[str]
    month_first: re.Pattern[str]
    needs: dict[str, tuple[str, ...]]
    patterns: tuple[DatePattern, ...]
    _chosen: dict[frozenset[str], tuple[DatePattern, ...]] = field(default_factory=dict, compare=False, repr=False)

    def choose_patterns(self, lower: str) -> tuple[DatePattern, ...]:
        """Return the patterns that a text in lower case can match, in their order."""
        present = frozenset([name for name, parts in self.needs.items() if has_part(lower, parts)])
        chosen = self._chosen.get(present)
        if chosen is None:
            chosen = self._chosen[present] = tuple(one for one in self.patterns if present.issuperset(one.needs))
        return chosen


def build_date_grammar(table: dict[str, Any]) -> DateGrammar:
    """Build the grammar from a language's `dates.toml`."""
    months = {name: number for number, names in enumerate(table["months"], 1) for name in names.split()}
    weekdays = {name: number for number, name in enumerate(table["weekdays"].split())}
    short = {name: weekdays[_find_long(name, weekdays)] for name in table["weekdays_short"].split()}
    parts = _build_parts(table, months, weekdays)
    endings = match_any(table["ordinal_endings"])
    month, day = parts["{month}"].replace("P<month>", ":"), rf"{DAY_NUMBER}(?:{endings})?\b"
    return DateGrammar(
        months=months,
        weekdays=weekdays | short,
        counts=table["counts"],
        day_words={word: number for number, word in enumerate(table["day_words"].split(), 1)},
        near_days=table["near_days"],
        ahead_sides=frozenset(table["ahead_sides"]),
        range_joiners=frozenset(table["range_joiners"].split()),
        steps=table["steps"],
        units={word: Period(**row) for word, row in table["units"].items()},
        quarters=table["quarters"],
        decades=table["decades"],
        events=table["events"],
        holidays=table["holidays"],
        seasons=table["seasons"],
        tense=build_tense_rules(table["tense"]),
        day_first=re.compile(
            rf"\b{day} {month}|\b(?:1[3-9]|2\d|3[01])[./-](?:0?\d|1[0-2])[./-]\d{{2,4}}\b", re.IGNORECASE
        ),
        month_first=re.compile(
            rf"\b{month} {day}|\b(?:0?\d|1[0-2])[./-](?:1[3-9]|2\d|3[01])[./-]\d{{2,4}}\b", re.IGNORECASE
        ),
        needs={name: list_parts(words) for name, words in table["needs"].items()},
        patterns=tuple(_build_pattern(row, parts) for row in table["patterns"]),
    )


def _find_long(short: str, names: dict[str, int]) -> str:
    return next(name for name in names if name.startswith(short))


def _build_parts(table: dict[str, Any], months: dict[str, int], weekdays: dict[str, int]) -> dict[str, str]:
    """Return the pattern for which each placeholder stands."""
    full = [names.split()[0] for names in table["months"]]
    name = rf"(?:{match_any(full)})\b|(?:{match_any(sorted(set(months) - set(full), key=len, reverse=True))})\b\.?"
    endings = f"(?:{match_any(table['ordinal_endings'])})?"
    counts = sorted(table["counts"], key=len, reverse=True)
    return {
        "{month}": rf"(?P<month>{name})",
        "{month_2}": rf"(?P<month_2>{name})",
        "{capital_weekday}": match_any(name.title() for name in weekdays),
        "{lower_weekday}": match_any(weekdays),
        "{capital_weekday_short}": match_any(name.title() for name in table["weekdays_short"].split()),
        "{day}": rf"(?P<day>{DAY_NUMBER}){endings}\b",
        "{day_2}": rf"(?P<day_2>{DAY_NUMBER}){endings}\b",
        "{day_word}": rf"(?P<day_word>{match_any(table['day_words'])})\b",
        "{weekday_before}": rf"(?:{match_any(weekdays)}),? ",
        "{year}": YEAR,
        "{any_year}": ANY_YEAR,
        "{count}": match_any(counts),
        "{unit}": match_any(sorted(table["units"], key=len, reverse=True)),
        "{event}": match_any(sorted(table["events"], key=len, reverse=True)),
        "{holiday}": match_any(table["holidays"]),
        "{season}": match_any(table["seasons"]),
        "{near}": match_any(sorted(table["near_days"], key=len, reverse=True)),
        "{decade_word}": match_any(table["decades"]),
        "{part_of_day}": rf"(?: (?:{match_any(table['parts_of_day'])}))?",
        "{preposition}": rf"(?:{match_any(table['prepositions'])})",
        "{month_nouns}": match_any(table["month_nouns"]),
        "{capital_month}": match_any(table["capital_months"]),
        "{name_ahead}": table["name_ahead"],
        "{name_before}": table["name_before"],
        "{last_is_no_verb}": table["last_is_no_verb"],
        "{not_named}": "".join(rf"(?<!\b{name} )" for name in table["names_with_years"].split()),
    }


def _build_pattern(row: dict[str, Any], parts: dict[str, str]) -> DatePattern:
    pattern = row["pattern"]
    for placeholder, part in parts.items():
        pattern = pattern.replace(placeholder, part)
    compiled = re.compile(pattern, 0 if row.get("case_sensitive") else re.IGNORECASE)
    return DatePattern(compiled, row["resolve"], tuple(row["needs"]))
