"""The patterns of French quantities, built from `quantities.toml`."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from claims.nlp.french.tables import load_table
from claims.nlp.patterns import match_any
from claims.nlp.quantities.numerals import SPACES
from claims.nlp.reading import QuantityKind

GAP = rf"[{SPACES}]"


@dataclass(frozen=True, slots=True)
class QuantityRules:
    """The patterns of French quantities; those that end with $ match what stands before a number."""

    bound: re.Pattern[str]
    bound_kinds: dict[str, QuantityKind]
    behind: tuple[tuple[re.Pattern[str], QuantityKind], ...]
    percent: re.Pattern[str]
    points: re.Pattern[str]
    money: re.Pattern[str]
    money_codes: dict[str, str]
    attached: re.Pattern[str]
    noun: re.Pattern[str]
    tail: re.Pattern[str]
    stops: frozenset[str]
    adjectives: frozenset[str]
    clock: frozenset[str]
    durations: frozenset[str]
    name_before: re.Pattern[str]
    age_before: re.Pattern[str]
    change: re.Pattern[str]
    change_by: re.Pattern[str]
    change_to: re.Pattern[str]
    share_of: re.Pattern[str]
    no_members: frozenset[str]
    fraction: re.Pattern[str]
    collective: re.Pattern[str]
    vague: re.Pattern[str]
    fold: re.Pattern[str]
    age_range: re.Pattern[str]
    time_point: re.Pattern[str]
    clock_before: re.Pattern[str]
    month: re.Pattern[str]
    hidden: re.Pattern[str]
    multiplied: re.Pattern[str]
    divided: re.Pattern[str]
    moving: re.Pattern[str]


KINDS: dict[str, QuantityKind] = {
    "at_least": QuantityKind.AT_LEAST,
    "at_most": QuantityKind.AT_MOST,
    "about": QuantityKind.APPROXIMATE,
    "exactly": QuantityKind.EXACT,
}
TOPS = "un|une|deux|trois|quatre|la|les deux|les trois|le"


def _match_longest(words: Iterable[str]) -> str:
    return match_any(sorted(words, key=len, reverse=True))


@cache
def load_rules() -> QuantityRules:
    """Return the patterns, built once per process."""
    table = load_table("quantities")
    parts = (_compile_bounds, _compile_units, _compile_changes, _compile_words, _compile_uncounted)
    return QuantityRules(**{name: rule for compile_part in parts for name, rule in compile_part(table).items()})


def _compile_bounds(table: dict[str, Any]) -> dict[str, Any]:
    """Return what bounds a number, in front of it or behind."""
    bounds = {phrase: kind for name, kind in KINDS.items() for phrase in table[name]}
    return {
        "bound": re.compile(
            rf"(?<![\w-])(?P<phrase>{_match_longest(bounds)})(?:\sles|\s(?:la\sbarre|le\scap|le\sseuil)\sdes?)?\s?$",
            re.IGNORECASE,
        ),
        "bound_kinds": bounds,
        "behind": tuple(
            (re.compile(rf"\s{re.escape(phrase)}\b(?!\s(?:de|d'))"), KINDS[name])
            for phrase, name in table["behind"].items()
        ),
    }


def _compile_units(table: dict[str, Any]) -> dict[str, Any]:
    """Return what a number counts."""
    codes = {form.lower(): code for code, forms in table["currencies"].items() for form in forms}
    forms, attached = _match_longest(codes), _match_longest(table["attached"].split())
    return {
        "percent": re.compile(rf"{GAP}?(?:{match_any(table['percent'])})"),
        "points": re.compile(rf"{GAP}(?:{'|'.join(table['points'])})\b"),
        "money": re.compile(rf"{GAP}?(?:de\s|d')?(?P<form>{forms})(?!\w)", re.IGNORECASE),
        "money_codes": codes,
        "attached": re.compile(rf"{GAP}?(?P<unit>{attached})(?P<power>[²³]|/h)?(?![\w'])"),
        "noun": re.compile(rf"{GAP}(?:de\s|d')?(?P<noun>[^\W\d_][\w'-]*)"),
        "tail": re.compile(rf"\s(?:{match_any(table['tails'].split())})\b"),
        "stops": frozenset(table["stops"].split()),
        "adjectives": frozenset(table["adjectives"].split()),
    }


def _compile_changes(table: dict[str, Any]) -> dict[str, Any]:
    """Return what makes a number the size or an end of a change."""
    change = "|".join(table["change"].split())
    return {
        "change": re.compile(rf"\b(?:{change})\b", re.IGNORECASE),
        "change_by": re.compile(
            rf"(?:\bde\s|\bd'|\b(?:{table['moving_by']})\s)(?:plus de\s|près de\s|quelque\s|environ\s)?$"
        ),
        "change_to": re.compile(
            rf"(?:,|\bpour|\bet)?\s?(?:{table['change_to']})\s(?:environ\s|près de\s|plus de\s|quelque\s)?$"
        ),
        "moving": re.compile(rf"\b(?:{'|'.join(table['moving_between'].split())})\b"),
    }


def _compile_words(table: dict[str, Any]) -> dict[str, Any]:
    """Return the quantities that are words: shares, collectives, vague numbers and factors."""
    fractions, vague = _match_longest(table["fractions"]), match_any(table["vague"])
    folds, collectives = _match_longest(table["folds"]), match_any(table["collectives"])
    openers, collective_openers = (match_any(table[name]) for name in ("vague_openers", "collective_openers"))
    return {
        "share_of": re.compile(r"\ssur\s$"),
        "no_members": frozenset(table["no_members"].split()),
        "fraction": re.compile(
            rf"(?<![\w-])(?P<top>{TOPS})\s(?P<name>{fractions})\b(?!\s?(?:{match_any(table['no_share'])}))"
            rf"|\bd'un\s(?P<by>{fractions})\b|\bde\s(?P<half>moitié)\b",
            re.IGNORECASE,
        ),
        "collective": re.compile(
            rf"(?<![\w-])(?:{collective_openers})\s(?:petite\s|bonne\s)?"
            rf"(?P<name>{collectives})(?=\s(?:de\s|d'))",
            re.IGNORECASE,
        ),
        "vague": re.compile(
            rf"(?<![\w-])(?P<opener>{openers})\s(?P<name>{vague})\s"
            rf"(?:(?:de\s|d')(?P<second>{vague})\s)?(?=de\s|d')",
            re.IGNORECASE,
        ),
        "fold": re.compile(
            rf"\b(?:{match_any(table['fold_openers'].split())})\s"
            rf"(?:(?:presque|quasiment|plus que|même)\s)?(?P<word>{folds})\b"
            rf"|\b(?P<whole>une|deux|trois|quatre|cinq|\d+)\sfois\s(?P<half>et\sdemie)\b"
        ),
        "multiplied": re.compile(rf"{table['multiplied']}\s$"),
        "divided": re.compile(rf"{table['divided']}\s$"),
    }


def _compile_uncounted(table: dict[str, Any]) -> dict[str, Any]:
    """Return what tells that a number counts nothing: names, ages, times and dates."""
    months = match_any(name for names in load_table("dates")["months"] for name in names.split())
    return {
        "clock": frozenset(table["clock"].split()),
        "durations": frozenset(table["time_units"].split()),
        "name_before": re.compile(
            rf"(?<![\w-])(?:{match_any(table['names'].split())}|(?-i:{match_any(table['lettered'].split())}))\s?(?:n°\s?)?$",
            re.IGNORECASE,
        ),
        "age_before": re.compile(
            rf"(?:\b(?:{match_any(table['aged'].split())})\s(?:de|d'|entre)\s?(?:environ\s)?(?:\w+\sà\s)?"
            rf"|\b(?:{match_any(table['persons'].split())})(?:\s\w+)?\sde\s|(?<=[\wé]),\s"
            r"|\b(?:les|aux|des|chez les|pour les)\s(?:plus|moins)\sde\s)$"
        ),
        "age_range": re.compile(rf"\s(?:à|et)\s\d+\s{table['age_unit']}\b"),
        "time_point": re.compile(
            rf"\s(?:{match_any(table['time_units'].split())})\s(?:{match_any(table['time_points'])})\b"
        ),
        "clock_before": re.compile(rf"\b(?:{match_any(table['clock_openers'].split())})\s$", re.IGNORECASE),
        "hidden": re.compile("|".join(table["hidden"])),
        "month": re.compile(
            rf"(?:er)?\s(?:{months})\b|\sà\s\d+\s(?:{months})\b|\sau\s\d+(?:er)?\s(?:{months})\b", re.IGNORECASE
        ),
    }
