"""The patterns and words of quantities in a language."""

import re
from dataclasses import dataclass
from typing import Any

from claims.nlp.patterns import match_any, match_any_phrase
from claims.nlp.quantities.names import NamePatterns, build_name_patterns
from claims.nlp.quantities.numerals import SPACES, Numerals, build_numerals
from claims.nlp.quantities.word_patterns import WordPatterns, build_word_patterns

GAP = rf"[{SPACES}]"


@dataclass(frozen=True, slots=True)
class Money:
    """The currencies of a language. `before` and `behind` match a sign, code or noun on either side of a number.

    `codes` gives the ISO 4217 code of each form in lower case, `subunits` code and share of the parts ("p").
    """

    before: re.Pattern[str]
    behind: re.Pattern[str]
    codes: dict[str, str]
    subunits: dict[str, tuple[str, float, str]]
    doubtful: frozenset[str]
    least_doubtful: float
    weights: frozenset[str]


@dataclass(frozen=True, slots=True)
class Bounds:
    """The words that open one end of a quantity or say how exact it is. `before` and `behind` match one at a number.

    `including` stands before a part of what was counted, `opening` before the first number of two. A bound behind
    `turned` opens the other end: "must not be higher than".
    """

    at_least: frozenset[str]
    at_least_alone: frozenset[str]
    at_most: frozenset[str]
    about: frozenset[str]
    exactly: frozenset[str]
    before: re.Pattern[str]
    behind: re.Pattern[str]
    behind_kinds: dict[str, str]
    turned: re.Pattern[str]
    including: re.Pattern[str]
    opening: re.Pattern[str]
    during: str
    lasting: frozenset[str]


@dataclass(frozen=True, slots=True)
class Units:
    """The words by which the noun behind a number ends, and the units that are no nouns."""

    ends: frozenset[str]
    plurals: frozenset[str]
    plural_ending: str
    plural_tails: tuple[str, ...]
    singular_endings: tuple[str, ...]
    attached: frozenset[str]
    not_attached: frozenset[str]
    metre: str
    strength: str
    of_whole: re.Pattern[str]
    happened: re.Pattern[str]
    time: frozenset[str]
    time_points: frozenset[str]
    percent: tuple[tuple[re.Pattern[str], str, float], ...]
    percent_unit: str
    points_unit: str
    points: frozenset[str]


@dataclass(frozen=True, slots=True)
class Changes:
    """The words that make numbers a change, a range, or the result of a vote or a game."""

    moving: frozenset[str]
    getting: frozenset[str]
    moved: frozenset[str]
    gap_stops: frozenset[str]
    peaks: frozenset[str]
    range_doubts: frozenset[str]
    further: frozenset[str]
    range_verbs: frozenset[str]
    most_gap_words: int
    between: str
    between_joiner: str
    from_word: str
    to: str
    up_to: str
    by: str
    of: str
    joiner: re.Pattern[str]
    votes: re.Pattern[str]
    votes_unit: str
    games: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class QuantityGrammar:
    """The patterns and words by which quantities are found and compared.

    `counting` matches any text in lower case that can contain a quantity. `money_forms` are the currency words and
    signs that check-worthiness weighs.
    """

    numerals: Numerals
    names: NamePatterns
    money: Money
    bounds: Bounds
    units: Units
    changes: Changes
    words: WordPatterns
    counting: re.Pattern[str]
    money_forms: tuple[str, ...]


def build_quantity_grammar(table: dict[str, Any]) -> QuantityGrammar:
    """Build the grammar from a language's `quantities.toml`."""
    bounds, numerals = _build_bounds(table), build_numerals(table)
    return QuantityGrammar(
        numerals=numerals,
        names=build_name_patterns(table),
        money=_build_money(table),
        bounds=bounds,
        units=_build_units(table),
        changes=_build_changes(table),
        words=build_word_patterns(table),
        counting=_compile_counting(table, numerals),
        money_forms=tuple(form for row in table["currencies"].values() for form in row.get("weighed", [])),
    )


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


def _build_money(table: dict[str, Any]) -> Money:
    rows, coins = table["currencies"], table["coins"]["names"].split()
    signs = sorted({sign for row in rows.values() for sign in row["signs"]} | set(rows), key=len, reverse=True)
    nouns = [noun for row in rows.values() for noun in row["nouns"]] + coins
    symbols = "".join({sign for sign in signs if len(sign) == 1 and not sign.isalpha()})
    subunits = {
        part: (row["currency"], row["share"], rows[row["currency"]]["signs"][0])
        for part, row in table["subunits"].items()
    }
    return Money(
        before=re.compile(rf"(?<![\w$])({match_any(signs)}){GAP}?$"),
        behind=re.compile(
            rf"{GAP}?(?P<sign>[{re.escape(symbols)}])|{GAP}?(?P<code>{match_any(rows)})(?!\w)"
            rf"|(?P<gap>[{SPACES}-])(?P<noun>{match_any_phrase(nouns)})(?!\w)"
            rf"|{GAP}?(?P<part>{match_any(sorted(subunits, key=len, reverse=True))})(?!\w)",
            re.IGNORECASE,
        ),
        codes={form.lower(): code for code, row in rows.items() for form in (*row["signs"], *row["nouns"], code)},
        subunits=subunits,
        doubtful=_words(table["coins"]["doubtful"]),
        least_doubtful=table["coins"]["least_doubtful"],
        weights=_words(table["coins"]["weights"]),
    )


def _build_bounds(table: dict[str, Any]) -> Bounds:
    before = [*table["at_least"], *table["at_least_alone"], *table["at_most"], *table["about"], *table["exactly"]]
    behind = table["behind"]
    kinds = {phrase: kind for kind, phrases in behind.items() for phrase in phrases}
    joined = sorted((phrase for phrase in kinds if not phrase[0].isalpha()), key=len, reverse=True)
    spoken = [phrase for phrase in kinds if phrase[0].isalpha()]
    up, to = table["change"]["up_to"].split()
    return Bounds(
        at_least=frozenset(table["at_least"]),
        at_least_alone=frozenset(table["at_least_alone"]),
        at_most=frozenset(table["at_most"]),
        about=frozenset(table["about"]),
        exactly=frozenset(table["exactly"]),
        before=re.compile(rf"(?<![\w-])({match_any_phrase(before)})(?:\s+|(?<=~))$", re.IGNORECASE),
        behind=re.compile(
            rf"(?:({match_any(joined)})|\s({match_any_phrase(spoken)}))(?!\w)(?!(?<=\b{up})\s{to}\b)", re.IGNORECASE
        ),
        behind_kinds=kinds,
        turned=re.compile(
            rf"(?:\b(?:{match_any(table['turned']['negations'])}))\s(?:{match_any(table['turned']['verbs'])})\s$",
            re.IGNORECASE,
        ),
        including=re.compile(rf"\b(?:{match_any_phrase(table['units']['including'])}),?\s$", re.IGNORECASE),
        opening=re.compile(rf"\b{table['range']['between']}\s$", re.IGNORECASE),
        during=table["time"]["during"],
        lasting=_words(table["time"]["lasting"]),
    )


def _build_units(table: dict[str, Any]) -> Units:
    units, percent = table["units"], table["percent"]
    whole = "|".join(rf"{word}\s+" for word in units["whole"].split())
    kinds = (("points", 1.0), ("basis_points", percent["basis_per_point"]), ("percent", 1.0))
    names = {"percent": percent["sign"]}
    return Units(
        ends=_words(units["ends"]),
        plurals=_words(units["plurals"]),
        plural_ending=units["plural_ending"],
        plural_tails=tuple(units["plural_tails"].split()),
        singular_endings=tuple(units["singular_endings"].split()),
        attached=_words(units["attached"]),
        not_attached=_words(units["not_attached"]),
        metre=units["metre"],
        strength=units["strength"],
        of_whole=re.compile(
            rf"\s+(?:{units['out']}\s+)?{table['numbers']['of']}\s+(?:{whole}){{0,4}}(?P<number>{_match_whole_number(table['numbers'])}\s+)?",
            re.IGNORECASE,
        ),
        happened=_compile_happened(table["happened"]),
        time=_words(table["time"]["units"]),
        time_points=_words(table["time"]["points"]),
        percent=tuple(
            (re.compile("|".join(percent[kind]), re.IGNORECASE), names.get(kind, percent["points_unit"]), share)
            for kind, share in kinds
        ),
        percent_unit=percent["sign"],
        points_unit=percent["points_unit"],
        points=_words(percent["points_alone"]),
    )


def _match_whole_number(numbers: dict[str, Any]) -> str:
    """Return the pattern of the number of a whole: "five of the 12", "one of the two million"."""
    words = match_any([*numbers["ones"].split(), *numbers["tens"].split()])
    scales = match_any([*numbers["scales"], numbers["hundred"]])
    return rf"(?:\d[\d.,]*|{words})(?:\s(?:{scales}))?(?!\w)"


def _build_changes(table: dict[str, Any]) -> Changes:
    change, ranges, results = table["change"], table["range"], table["results"]
    joiners = f"{match_any(ranges['joiners'])}|{ranges['between_joiner']}"
    return Changes(
        moving=_words(change["moving"]),
        getting=_words(change["getting"]),
        moved=_words(change["moved"]),
        gap_stops=_words(change["gap_stops"]),
        peaks=_words(change["peaks"]),
        range_doubts=_words(ranges["doubts"]),
        further=_words(change["further"]),
        range_verbs=_words(ranges["verbs"]),
        most_gap_words=change["most_gap_words"],
        between=ranges["between"],
        between_joiner=ranges["between_joiner"],
        from_word=ranges["from"],
        to=ranges["to"],
        up_to=change["up_to"],
        by=change["by"],
        of=table["numbers"]["of"],
        joiner=re.compile(rf"(?P<dash>[-–])|\s+(?P<word>{joiners})(?P<peaks>(?:\s+[\w-]+){{0,5}})\s+", re.IGNORECASE),
        votes=re.compile(rf"\b(?:{match_any(results['votes'])})\b", re.IGNORECASE),
        votes_unit=results["unit"],
        games=re.compile(rf"\b(?:{match_any(results['games'])})\b", re.IGNORECASE),
    )


def _compile_counting(table: dict[str, Any], numerals: Numerals) -> re.Pattern[str]:
    folds, vague = table["folds"], table["vague"]
    fractions = [name for row in table["numbers"]["fractions"] for name in row.split()[:-1]]
    words = [*numerals.ones, *numerals.tens, *numerals.scales, numerals.hundred, *fractions, *vague["plurals"]]
    words += [*folds["verbs"], *folds["infinitives"], *folds["multiples"], table["share"]["every"]]
    return re.compile(rf"[\d½¼¾⅓⅔⅛⅜⅝⅞]|\b(?:{match_any(words)})\b|\w{folds['suffix']}\b")


def _compile_happened(table: dict[str, Any]) -> re.Pattern[str]:
    """Return the pattern of "have been killed" behind what is counted."""
    relative = "|".join(rf"{word}\s+" for word in table["relative_pronouns"].split())
    return re.compile(
        rf"\s+(?:{relative})?(?:(?:{match_any(table['auxiliaries'])})\s+){{1,3}}(?:\w{{1,20}}{table['adverb_ending']}\s+)?"
        rf"({match_any(table['participles'])})\b",
        re.IGNORECASE,
    )
