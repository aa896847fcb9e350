"""The patterns of quantities in a language: numbers with modifiers, ranges, shares, percent and currencies."""

import re
from dataclasses import dataclass
from typing import Any

from claims.nlp.patterns import match_any, match_any_phrase
from claims.nlp.quantities.numerals import Numerals, build_numerals


@dataclass(frozen=True, slots=True)
class QuantityGrammar:
    """The patterns and words by which quantities are found.

    `counting` matches any text that can contain a quantity. `currency_nouns` maps a currency sign to the noun with
    which it is compared. `money_forms` are the currency words and signs that check-worthiness weighs.
    """

    numerals: Numerals
    quantity: re.Pattern[str]
    share: re.Pattern[str]
    fraction: re.Pattern[str]
    factor: re.Pattern[str]
    counting: re.Pattern[str]
    happened: re.Pattern[str]
    dated_before: re.Pattern[str]
    dated_behind: re.Pattern[str]
    month_before: re.Pattern[str]
    at_least: frozenset[str]
    at_most: frozenset[str]
    fractions: dict[str, float]
    factors: dict[str, float]
    unit_ends: frozenset[str]
    pronoun: str
    point: str
    percentage_points: str
    factor_unit: str
    plural_ending: str
    currency_nouns: dict[str, str]
    money_forms: tuple[str, ...]


def build_quantity_grammar(table: dict[str, Any]) -> QuantityGrammar:
    """Build the grammar from a language's `quantities.toml`."""
    numerals = build_numerals(table["numbers"])
    modifier = _match_modifier(table)
    factors = match_any_phrase(table["factors"])
    return QuantityGrammar(
        numerals=numerals,
        quantity=_compile_quantity(table, numerals, modifier),
        share=_compile_share(table, numerals, modifier),
        fraction=_compile_fraction(table, modifier),
        factor=re.compile(rf"\b(?P<verb>{factors})\b(?! {table['factor_target']}\b)", re.IGNORECASE),
        counting=_compile_counting(table, numerals, factors),
        happened=_compile_happened(table["happened"]),
        **_compile_dates(table["dates"]),
        at_least=frozenset(table["at_least"]),
        at_most=frozenset(table["at_most"]),
        fractions=table["fractions"],
        factors=table["factors"],
        unit_ends=frozenset(table["ends"].split()),
        pronoun=table["pronoun"],
        point=table["point"],
        percentage_points=table["percentage_points"],
        factor_unit=table["factor_unit"],
        plural_ending=table["plural_ending"],
        currency_nouns=_map_currency_signs(table["currencies"]),
        money_forms=tuple(form for currency in table["currencies"].values() for form in currency.get("weighed", [])),
    )


def _match_modifier(table: dict[str, Any]) -> str:
    phrases = match_any_phrase([*table["at_least"], *table["at_most"], *table["about"]])
    return rf"(?:\b(?P<modifier>{phrases})\s+)?"


def _compile_quantity(table: dict[str, Any], numerals: Numerals, modifier: str) -> re.Pattern[str]:
    """Return the pattern of a number or a range. "Between 5 and 6" is a range, "5 and 6" are two numbers."""
    currencies = table["currencies"].values()
    sign = rf"(?:{match_any_phrase(sign for row in currencies for sign in row['signs'])})"
    nouns = match_any_phrase(noun for row in currencies for noun in row["nouns"])
    coin = rf"\s(?:{table['currency_prefix']} )?(?:{nouns})\b"
    percent = rf"(?:{'|'.join(table['percent'])})"
    words = table["range"]
    low = rf"(?P<money>{sign})?(?P<low>{numerals.number})(?P<low_percent>{percent})?"
    between = rf"(?:\s+(?(between){words['between_joiner']}|(?:{match_any(words['joiners'])}))\s+|\s?[–-]\s?)"
    opener = rf"(?:(?P<between>{words['between']})\s+|{words['from']}\s+)?"
    return re.compile(
        rf"(?<![\w.,/:-]){modifier}{opener}{low}(?:{between}{sign}?(?P<high>{numerals.number}))?"
        rf"(?P<percent>{percent})?(?P<coin>{coin})?(?![\w:/])",
        re.IGNORECASE,
    )


def _compile_share(table: dict[str, Any], numerals: Numerals, modifier: str) -> re.Pattern[str]:
    """Return the pattern of "one in four"."""
    share = table["share"]
    return re.compile(
        rf"{modifier}\b(?P<part>{numerals.number})[ -](?:{match_any(share['joiners'])})[ -](?:{share['every']} )?"
        rf"(?P<whole>{numerals.number})(?![\w,.]\d)",
        re.IGNORECASE,
    )


def _compile_fraction(table: dict[str, Any], modifier: str) -> re.Pattern[str]:
    """Return the pattern of "two thirds of"."""
    followers = "|".join(rf"{word}\b" for word in table["fraction_followers"].split())
    part = match_any_phrase(table["fractions"])
    return re.compile(rf"{modifier}\b(?P<part>{part}) (?={followers})", re.IGNORECASE)


def _compile_counting(table: dict[str, Any], numerals: Numerals, factors: str) -> re.Pattern[str]:
    words = rf"{numerals.word}|{numerals.scale}|{match_any(table['fraction_words'])}"
    return re.compile(rf"\d|\b(?:{words})s?\b|{factors}", re.IGNORECASE)


def _compile_happened(table: dict[str, Any]) -> re.Pattern[str]:
    """Return the pattern of "have been killed" behind what is counted."""
    relative = "|".join(rf"{word}\s+" for word in table["relative_pronouns"].split())
    return re.compile(
        rf"\s+(?:{relative})?(?:(?:{match_any(table['auxiliaries'])})\s+){{1,3}}(?:\w{{1,20}}{table['adverb_ending']}\s+)?"
        rf"({match_any(table['participles'])})\b",
        re.IGNORECASE,
    )


def _compile_dates(table: dict[str, Any]) -> dict[str, re.Pattern[str]]:
    """Return the patterns around a number that make it a date."""
    month = rf"(?:{match_any(table['months'])})[a-z]{{0,6}}"
    before = rf"{month}\.?\s$|\b(?:{match_any(table['before_year'])})[ -]$|[‘'(]$"
    behind = "|".join(table["behind"])
    return {
        "dated_before": re.compile(before, re.IGNORECASE),
        "dated_behind": re.compile(rf"\s{month}\b|{behind}", re.IGNORECASE),
        "month_before": re.compile(rf"{month}\.?\s$", re.IGNORECASE),
    }


def _map_currency_signs(currencies: dict[str, Any]) -> dict[str, str]:
    return {row["compared_sign"]: noun for noun, row in currencies.items() if "compared_sign" in row}
