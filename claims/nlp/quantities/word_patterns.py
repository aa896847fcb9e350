"""The patterns of quantities in words: shares, fractions, folds and vague numbers."""

import re
from dataclasses import dataclass
from typing import Any

from claims.nlp.patterns import match_any, match_any_phrase
from claims.nlp.quantities.numerals import VULGAR_FRACTIONS


@dataclass(frozen=True, slots=True)
class WordPatterns:
    """The patterns of quantities in words: shares, fractions, folds and vague numbers, with their values.

    `sign` matches any text that can have one of them other than a share ("one in four"). `counted`
    matches a number before a vague one: "45 lakhs" are not vague.
    """

    sign: re.Pattern[str]
    share: re.Pattern[str]
    every: re.Pattern[str]
    fraction: re.Pattern[str]
    fraction_range: re.Pattern[str]
    slash: re.Pattern[str]
    member: re.Pattern[str]
    part_of_unit: re.Pattern[str]
    unit_and_part: re.Pattern[str]
    fold_verb: re.Pattern[str]
    multiple: re.Pattern[str]
    times: re.Pattern[str]
    suffix: re.Pattern[str]
    factor_of: re.Pattern[str]
    in_half: re.Pattern[str]
    vague: re.Pattern[str]
    opened: re.Pattern[str]
    couple: re.Pattern[str]
    counted: re.Pattern[str]
    ordinals: dict[str, int]
    folds: dict[str, float]
    vague_values: dict[str, float]
    fold_unit: str
    opened_times: float
    couple_times: float


def build_word_patterns(table: dict[str, Any]) -> WordPatterns:
    """Build the patterns from a language's `quantities.toml`."""
    share, folds, vague = table["share"], table["folds"], table["vague"]
    return WordPatterns(
        sign=_compile_sign(table),
        **_compile_shares(table),
        **_compile_fractions(table),
        **_compile_folds(table),
        **_compile_vague(table),
        ordinals=share["ordinals"],
        folds=folds["verbs"] | folds["infinitives"] | folds["multiples"],
        vague_values=vague["plurals"],
        fold_unit=folds["unit"],
        opened_times=vague["openers_times"],
        couple_times=vague["couple_times"],
    )


def _compile_sign(table: dict[str, Any]) -> re.Pattern[str]:
    """Return the pattern of the words of which one is in each quantity in words, in lower case."""
    folds, vague = table["folds"], table["vague"]
    openers = {opener.split()[-1] for opener in [*vague["openers"], *vague["couple"]]} - {table["numbers"]["of"]}
    words = [
        *_list_fractions(table),
        *folds["verbs"],
        *folds["infinitives"],
        *folds["multiples"],
        *vague["plurals"],
        *openers,
    ]
    words += [folds["times"], folds["factor_of"].split()[1], table["share"]["every"], "couple"]
    vulgar = "".join(VULGAR_FRACTIONS)
    return re.compile(rf"(?:{match_any(words)}|{folds['suffix']}|x\b|/|[{vulgar}])")


def _list_fractions(table: dict[str, Any]) -> list[str]:
    """Return the names of fractions, the longest first."""
    names = (name for row in table["numbers"]["fractions"] for name in row.split()[:-1])
    return sorted(names, key=len, reverse=True)


def _compile_shares(table: dict[str, Any]) -> dict[str, re.Pattern[str]]:
    share, numbers = table["share"], table["numbers"]
    small, scales = match_any(numbers["ones"].split()[1:]), match_any([*numbers["scales"], numbers["hundred"]])
    number = rf"\d{{1,3}}(?:,\d{{3}})?|{small}|{match_any(numbers['tens'])}|(?:an? )?{numbers['hundred']}"
    every, units = share["every"], match_any(table["time"]["units"])
    whole = rf"(?P<every>{every} )?(?P<whole>{number})(?![\w,.]?\d|%|[ -](?:{units}|{scales})\b)(?!\w)"
    joiner = rf"(?P<joiner>{match_any(share['joiners'])})"
    stops = match_any(share["no_member"])
    patterns = {
        "share": rf"(?<![\w.,-])(?P<part>{number})[ -]{joiner}[ -]{whole}",
        "member": rf"(?<![\w.,-])(?P<part>{numbers['pronoun']}) (?!(?:{stops})\b)[a-z]+ "
        rf"{match_any(share['joiners'][:1])} {whole}(?! [a-z]+s\b)",
        "every": rf"\b{every} (?P<which>{match_any(share['ordinals'])}) (?!(?:{stops})\b)(?=[a-z])",
    }
    return {name: re.compile(pattern, re.IGNORECASE) for name, pattern in patterns.items()}


def _compile_fractions(table: dict[str, Any]) -> dict[str, re.Pattern[str]]:
    share, numbers, ranges = table["share"], table["numbers"], table["range"]
    names, small = match_any(_list_fractions(table)), match_any(numbers["ones"].split()[1:])
    articles, of = match_any(numbers["articles"]), numbers["of"]
    followers, periods = match_any(share["fraction_followers"]), match_any(share["periods"])
    scales = match_any([*numbers["scales"], numbers["hundred"]])
    points = match_any_phrase(share["measured_points"])
    measures = f"{points}|{match_any_phrase(share['measured_parts'])}|{match_any(table['time']['units'])}"
    top = rf"(?:(?P<top>{articles}|{small})[ -])?"
    patterns = {
        "fraction": rf"(?<![\w-])(?P<by>{share['by']} (?:[a-z]+ ){{0,3}}?)?(?P<before>(?:{periods})[ -])?{top}"
        rf"(?P<name>{names})\b(?![ -](?:{of} )?(?:(?:{articles}) )?(?:{scales}))(?P<behind>[ -](?:{followers})\b)?",
        "fraction_range": rf"\b{ranges['between']} (?P<low_top>{articles}|{small})[ -](?P<low>{names})"
        rf" {ranges['between_joiner']} (?P<top>{articles}|{small})[ -](?P<name>{names})\b",
        "slash": rf"(?<![\w./-])(?:(?P<ratio>\d{{1,2}}/\d{{1,3}})|(?P<vulgar>[{''.join(VULGAR_FRACTIONS)}]))"
        rf"(?= (?:{followers})\b)",
        "part_of_unit": rf"(?<![\w-]){top}(?P<name>{names})(?:[ -]{of})?[ -](?:{articles})[ -](?P<unit>{measures})\b"
        rf"|(?<![\w-])(?:(?:{articles})[ -])?(?P<bare>{match_any(share['bare_parts'])})[ -](?P<bare_unit>{points})\b",
        "unit_and_part": rf"(?<![\w.,-])(?P<number>{articles}|{small}|\d+) (?P<unit>{measures}) {numbers['joiner']} "
        rf"(?P<top>{articles}|{small}) (?P<name>{names})\b",
    }
    return {name: re.compile(pattern, re.IGNORECASE) for name, pattern in patterns.items()}


def _compile_folds(table: dict[str, Any]) -> dict[str, re.Pattern[str]]:
    folds, numbers = table["folds"], table["numbers"]
    words = [*numbers["ones"].split()[1:], *numbers["tens"].split(), numbers["hundred"]]
    number = rf"\d+(?:\.\d+)?|{match_any(words)}"
    doubles = match_any(word for word in folds["multiples"] if word != numbers["half"])
    not_target, before = rf"(?! {folds['target']}\b)", match_any(folds["before_infinitive"])
    followers, halved = match_any(folds["times_followers"]), match_any(folds["in_half_verbs"])
    patterns = {
        "fold_verb": rf"\b(?P<verb>{match_any(folds['verbs'])})\b{not_target}|\b(?:{before})\s"
        rf"(?:[a-z]+\s){{0,2}}?(?P<infinitive>{match_any(folds['infinitives'])})\b{not_target}",
        "multiple": rf"\b(?:(?P<double>{doubles}) (?=(?:{match_any(folds['multiple_followers'])})\b)"
        rf"|(?P<half>{numbers['half']}) (?={folds['half_followers']}\b))",
        "times": rf"(?<![\w.,-])(?P<number>{number})[ -]{folds['times']}(?= (?:{followers})\b)"
        r"|(?<![\w.,-])(?P<short>\d+(?:\.\d+)?) ?x(?!\w)",
        "suffix": rf"(?<![\w.,-])(?P<number>{number})[ -]?{folds['suffix']}s?\b",
        "factor_of": rf"\b{folds['factor_of']} (?P<number>{number})(?!\w)",
        "in_half": rf"\b(?:{halved})\b(?:\s[\w’'-]+){{0,5}}?\s(?P<half>{folds['in_half']})\b",
    }
    return {name: re.compile(pattern, re.IGNORECASE) for name, pattern in patterns.items()}


def _compile_vague(table: dict[str, Any]) -> dict[str, re.Pattern[str]]:
    vague, numbers = table["vague"], table["numbers"]
    plurals, bound = match_any(vague["plurals"]), match_any(vague["bound_plurals"])
    scales = match_any([numbers["hundred"], *numbers["scales"]])
    scale, of = rf"(?P<scale>{scales})(?:\s(?P<more>{scales}))?\b", numbers["of"]
    no_scores = "".join(rf"(?<!\b{word} )" for word in vague["no_scores"].split())
    words = match_any([*numbers["ones"].split(), *numbers["tens"].split()])
    patterns = {
        "vague": rf"(?<![\w’'-]){no_scores}(?P<first>(?!(?:{bound})\b(?! {of}\b))(?:{plurals}))\b"
        rf"(?:(?: {numbers['joiner']} {plurals})| {of} (?P<more>{plurals}))?(?: {of})?\b",
        "opened": rf"\b(?:{match_any_phrase(vague['openers'])})\s{scale}(?: {of}\b)?",
        "couple": rf"\b(?:{match_any_phrase(vague['couple'])})\s(?:{of}\s)?{scale}",
        "counted": rf"(?:\d|\b(?:{words}))[\s-]$",
    }
    return {name: re.compile(pattern, re.IGNORECASE) for name, pattern in patterns.items()}
