"""Turning a sentence into features: its words in several forms, and signs that have a name.

Word features share a weight of `LEXICAL_WEIGHT`, so that long sentences do not win by their length.
Signs count in full.
"""

import re
from collections.abc import Collection, Container, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from claims.nlp.patterns import has_part, list_parts, match_any

PLAIN_APOSTROPHES = str.maketrans({"’": "'", "‘": "'"})
LEXICAL_WEIGHT = 6.0
LONG_WORD_LETTERS = STEM_LETTERS = 5
SUFFIX_LETTERS = 3
MOST_COUNTED = 4
MOST_DIGITS = 7
MOST_KEPT_SENTENCES = 64


@dataclass(frozen=True, slots=True)
class Sign:
    """A pattern that has a name, over a sentence in lower case.

    `adjust` is added to its learned weight. A sign takes the place of those that it `covers`, which are more general.
    The words that match are shown with as many whole words `before` and `after` them. A sentence can only match if it
    has one of `needs`, which are parts of words; without any the pattern is always tried.
    """

    name: str
    pattern: re.Pattern[str]
    adjust: float = 0.0
    covers: tuple[str, ...] = ()
    before: int = 0
    after: int = 0
    needs: tuple[str, ...] = ()

    def find(self, sentence: str) -> re.Match[str] | None:
        """Return the first match in a sentence."""
        return self.pattern.search(sentence) if not self.needs or has_part(sentence, self.needs) else None

    def show(self, sentence: str, match: re.Match[str]) -> str:
        """Return the words of a sentence that match, with those before and after them."""
        before, after = sentence[: match.start()].split(" "), sentence[match.end() :].split(" ")
        first = max(len(before) - 1 - self.before, 0)
        words = before[-1] + sentence[match.start() : match.end()] + after[0]
        return " ".join([*before[first:-1], words, *after[1 : 1 + self.after]]).strip(" ,.;:")


@dataclass(frozen=True, slots=True)
class FeatureRules:
    """The words and patterns of features."""

    token: re.Pattern[str]
    year: re.Pattern[str]
    name: re.Pattern[str]
    past: frozenset[str]
    past_ending: str
    subjects: frozenset[str]
    counted: tuple[tuple[str, int, frozenset[str]], ...]
    signs: tuple[Sign, ...]


def build_feature_rules(table: dict[str, Any], money_forms: Sequence[str]) -> FeatureRules:
    """Build the rules from a language's `checkworthiness.toml` and its words and signs for money."""
    money = _match_money(money_forms)
    return FeatureRules(
        token=re.compile(table["token"]),
        year=re.compile(table["year"]),
        name=re.compile(table["name"]),
        past=frozenset(table["past"].split()),
        past_ending=table["past_ending"],
        subjects=frozenset(table["subjects"].split()),
        counted=tuple((row["name"], row["most"], frozenset(row["words"].split())) for row in table["counted"]),
        signs=tuple(_build_sign(row, money) for row in table["signs"]),
    )


def _build_sign(row: dict[str, Any], money: str) -> Sign:
    pattern = re.compile(row["pattern"].replace("{money}", money))
    covers = tuple(row.get("covers", ()))
    needs = list_parts(row.get("needs", ""))
    return Sign(row["name"], pattern, row.get("adjust", 0.0), covers, row.get("before", 0), row.get("after", 0), needs)


def _match_money(forms: Sequence[str]) -> str:
    words = match_any(form for form in forms if form.isalpha())
    signs = match_any(form for form in forms if not form.isalpha())
    return rf"(?:{signs})|\b(?:{words})\b"


def find_signs(sentence: str, rules: FeatureRules) -> frozenset[str]:
    """Return the names of the signs that a sentence shows."""
    plain = _make_plain(sentence)
    return frozenset(sign.name for sign in rules.signs if sign.find(plain))


def show_signs(sentence: str, names: Collection[str], rules: FeatureRules) -> dict[str, str]:
    """Return the signs of a sentence by their names, each with the words that show it."""
    plain = _make_plain(sentence)
    words = sentence if len(plain) == len(sentence) else plain
    found = ((sign, sign.find(plain)) for sign in rules.signs if sign.name in names)
    return {sign.name: sign.show(words, match) for sign, match in found if match}


@lru_cache(maxsize=MOST_KEPT_SENTENCES)
def _make_plain(sentence: str) -> str:
    return sentence.translate(PLAIN_APOSTROPHES).lower()


def extract_features(
    sentence: str, signs: Iterable[str], rules: FeatureRules, wanted: Container[str] | None = None
) -> dict[str, float]:
    """Return the features of a sentence that shows these signs, with their values.

    Words and pairs that are not `wanted` are left out, none of them if it is None.
    """
    words = _split_words(sentence, rules)
    lexical = _build_lexical(words)
    share = LEXICAL_WEIGHT / len(lexical) ** 0.5
    kept: Iterable[str] = lexical if wanted is None else filter(wanted.__contains__, lexical)
    named = [*(f"sign:{name}" for name in signs), *_count_words(sentence, words, rules)]
    return {**dict.fromkeys(sorted(kept), share), **dict.fromkeys(named, 1.0)}


def _count_words(sentence: str, words: list[str], rules: FeatureRules) -> list[str]:
    """Return features for the number of past tenses, names, numbers and counted words, and for the subject."""
    ending, irregular = rules.past_ending, rules.past
    past = len(
        [word for word in words if word in irregular or (word.endswith(ending) and len(word) >= LONG_WORD_LETTERS)]
    )
    names = len(rules.name.findall(sentence))
    numbers = len([word for word in words if word[0] == "#"])
    counts = [("past", past, MOST_COUNTED), ("names", names, MOST_COUNTED), ("numbers", numbers, MOST_COUNTED)]
    counts += [(name, sum(map(members.__contains__, words)), most) for name, most, members in rules.counted]
    features = [f"{name}:{min(count, most)}" for name, count, most in counts]
    return [*features, "who:" + next((word for word in words if word in rules.subjects), "none")]


def _split_words(sentence: str, rules: FeatureRules) -> list[str]:
    """Return the words in lower case; a number becomes its number of digits, a year "#year"."""
    words = rules.token.findall(_make_plain(sentence))
    return [_hide_number(word, rules) if word[0].isdigit() else word for word in words]


def _hide_number(word: str, rules: FeatureRules) -> str:
    digits = word.replace(",", "")
    return "#year" if rules.year.fullmatch(digits) else f"#{min(len(digits.split('.')[0]), MOST_DIGITS)}"


def _build_lexical(words: list[str]) -> set[str]:
    """Return words, pairs of neighbours, pairs with one word between, stems and suffixes."""
    long = [word for word in words if len(word) > LONG_WORD_LETTERS]
    return {
        *words,
        *map(" ".join, zip(["^", *words], [*words, "$end"], strict=True)),
        *map(" _ ".join, zip(words, words[2:], strict=False)),
        *(f"~{word[:STEM_LETTERS]}" for word in long),
        *(f"-{word[-SUFFIX_LETTERS:]}" for word in long),
    }
