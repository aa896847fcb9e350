"""The patterns of French quantities, built from `quantities.toml`."""

import re
from dataclasses import dataclass
from functools import cache

from claims.nlp.french.tables import load_table
from claims.nlp.patterns import match_any
from claims.nlp.quantities.numerals import SPACES
from claims.nlp.reading import QuantityKind

GAP = rf"[{SPACES}]"


@dataclass(frozen=True, slots=True)
class QuantityRules:
    """The patterns of French quantities; those that end with $ match what stands before a number."""

    bounds: tuple[tuple[re.Pattern[str], QuantityKind], ...]
    behind: tuple[tuple[re.Pattern[str], QuantityKind], ...]
    percent: re.Pattern[str]
    points: re.Pattern[str]
    money: re.Pattern[str]
    money_codes: dict[str, str]
    attached: re.Pattern[str]
    noun: re.Pattern[str]
    tail: re.Pattern[str]
    stops: frozenset[str]
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


def _compile_before(phrases: list[str]) -> re.Pattern[str]:
    words = match_any(sorted(phrases, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?P<phrase>{words})(?:\s*|(?<=')\s?)$", re.IGNORECASE)


@cache
def load_rules() -> QuantityRules:
    """Return the patterns, built once per process."""
    table = load_table("quantities")
    kinds = {
        "at_least": QuantityKind.AT_LEAST,
        "at_most": QuantityKind.AT_MOST,
        "about": QuantityKind.APPROXIMATE,
        "exactly": QuantityKind.EXACT,
    }
    codes = {form.lower(): code for code, forms in table["currencies"].items() for form in forms}
    forms = match_any(sorted(codes, key=len, reverse=True))
    months = match_any(name for names in load_table("dates")["months"] for name in names.split())
    change, fractions = "|".join(table["change"].split()), match_any(sorted(table["fractions"], key=len, reverse=True))
    tops = "un|une|deux|trois|quatre|la|les deux|les trois|le"
    vague = match_any(table["vague"])
    return QuantityRules(
        bounds=tuple((_compile_before(table[name]), kind) for name, kind in kinds.items()),
        behind=tuple(
            (re.compile(rf"\s{re.escape(phrase)}\b(?!\s(?:de|d'))"), kinds[name]) for phrase, name in table["behind"].items()
        ),
        percent=re.compile(rf"{GAP}?(?:{match_any(table['percent'])})"),
        points=re.compile(rf"{GAP}(?:{'|'.join(table['points'])})\b"),
        money=re.compile(rf"{GAP}?(?:de\s|d')?(?P<form>{forms})(?!\w)", re.IGNORECASE),
        money_codes=codes,
        attached=re.compile(rf"{GAP}?(?P<unit>{match_any(sorted(table['attached'].split(), key=len, reverse=True))})(?P<power>[²³]|/h)?(?![\w'])"),
        noun=re.compile(rf"{GAP}(?:de\s|d')?(?P<noun>[^\W\d_][\w'-]*)"),
        tail=re.compile(rf"\s(?:{match_any(table['tails'].split())})\b"),
        stops=frozenset(table["stops"].split()),
        name_before=re.compile(rf"(?<![\w-])(?:{match_any(table['names'].split())})\s?(?:n°\s?)?$", re.IGNORECASE),
        age_before=re.compile(
            rf"(?:\b(?:{match_any(table['aged'].split())})\s(?:de|d'|entre)\s?(?:environ\s)?(?:\w+\sà\s)?"
            rf"|\b(?:{match_any(table['persons'].split())})(?:\s\w+)?\sde\s|(?<=[\wé]),\s)$"
        ),
        change=re.compile(rf"\b(?:{change})\b", re.IGNORECASE),
        change_by=re.compile(r"(?:\bde\s|\bd')(?:plus de\s|près de\s|quelque\s|environ\s)?$"),
        change_to=re.compile(rf"(?:,|\bpour|\bet)?\s?(?:{table['change_to']})\s(?:environ\s|près de\s|plus de\s|quelque\s)?$"),
        share_of=re.compile(r"\ssur\s$"),
        no_members=frozenset(table["no_members"].split()),
        fraction=re.compile(
            rf"(?<![\w-])(?P<top>{tops})\s(?P<name>{fractions})\b(?!\s?(?:{match_any(table['no_share'])}))|\bd'un\s(?P<by>{fractions})\b",
            re.IGNORECASE,
        ),
        collective=re.compile(
            rf"(?<![\w-])(?:{match_any(table['collective_openers'])})\s(?:petite\s|bonne\s)?(?P<name>{match_any(table['collectives'])})(?=\s(?:de\s|d'))",
            re.IGNORECASE,
        ),
        vague=re.compile(
            rf"(?<![\w-])(?P<opener>{match_any(table['vague_openers'])})\s(?P<name>{vague})\s(?:(?:de\s|d')(?P<second>{vague})\s)?(?=de\s|d')",
            re.IGNORECASE,
        ),
        fold=re.compile(
            rf"\b(?:{match_any(table['fold_openers'].split())})\s(?:(?:presque|quasiment|plus que|même)\s)?(?P<word>{match_any(sorted(table['folds'], key=len, reverse=True))})\b"
        ),
        age_range=re.compile(rf"\s(?:à|et)\s\d+\s{table['age_unit']}\b"),
        time_point=re.compile(rf"\s(?:{match_any(table['time_units'].split())})\s(?:{'|'.join(('plus tôt', 'plus tard', 'auparavant', 'après', 'avant'))})\b"),
        clock_before=re.compile(rf"\b(?:{match_any(table['clock_openers'].split())})\s$", re.IGNORECASE),
        hidden=re.compile("|".join(table["hidden"])),
        multiplied=re.compile(rf"{table['multiplied']}\s$"),
        divided=re.compile(rf"{table['divided']}\s$"),
        moving=re.compile(rf"\b(?:{'|'.join(table['moving_between'].split())})\b"),
        month=re.compile(rf"(?:er)?\s(?:{months})\b|\sà\s\d+\s(?:{months})\b|\sau\s\d+(?:er)?\s(?:{months})\b", re.IGNORECASE),
    )
