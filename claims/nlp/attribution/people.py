"""The people whom a text names, with the gender that titles, nouns beside a name and first names tell."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from claims.nlp.attribution.source_kinds import classify_source
from claims.nlp.attribution.sources import SourceRules, strip_titles
from claims.nlp.patterns import match_any

MALE, FEMALE, UNKNOWN = "male", "female", ""
LONGEST_LOOK_BACK_CHARACTERS = 40


@dataclass(frozen=True, slots=True)
class Person:
    """A full name, or a surname with a title, at an offset."""

    start: int
    name: str
    gender: str


@dataclass(frozen=True, slots=True)
class PersonRules:
    """Names, titles and nouns of a language that tell who is a person, and of which gender."""

    full_name: re.Pattern[str]
    titled_name: re.Pattern[str]
    sentence_opener: re.Pattern[str]
    particle: re.Pattern[str]
    not_names: frozenset[str]
    surnames: frozenset[str]
    namesakes: frozenset[str]
    definite_article: str
    gender_by_first_name: dict[str, str]
    gender_by_title: dict[str, str]
    gender_by_noun: dict[str, str]
    gender_by_pronoun: dict[str, str]
    noun_before: re.Pattern[str]
    noun_behind: re.Pattern[str]
    relative: re.Pattern[str]
    age: re.Pattern[str]


def build_person_rules(
    table: dict[str, Any], names: dict[str, Any], sources: dict[str, Any], capital: str
) -> PersonRules:
    """Build the rules from a language's `coreference.toml`, `first_names.toml` and `sources.toml`."""
    gender = table["gender"]
    nouns = {**_by_word(gender, "nouns")}
    particles = match_any(sources["person_particles"])
    titled = match_any([*gender["male_titles"].split(), *gender["female_titles"].split()])
    last_name = rf"{capital}\b(?![\w’'-]|[ \u00a0]{capital})"
    small = rf"(?:(?:{particles})[ \u00a0]){{0,2}}"
    return PersonRules(
        full_name=re.compile(
            rf"(?<![\w.])(?:(?!(?:{titled})\.?[ \u00a0]{last_name}){capital}[ \u00a0])"
            rf"(?:{small}{capital}[ \u00a0]){{0,3}}{small}{capital}"
        ),
        titled_name=re.compile(rf"\b(?P<title>{titled})\.?[ \u00a0](?P<name>{last_name})"),
        sentence_opener=re.compile(rf"^(?:(?:{match_any(table['sentence_openers'])})\s)+"),
        particle=re.compile(rf"(?:{particles})\s", re.IGNORECASE),
        not_names=frozenset(table["not_names"].split()),
        surnames=frozenset(table["surnames"].split()),
        namesakes=frozenset(table["namesakes"].split()),
        definite_article=table["definite_article"],
        gender_by_first_name={
            **dict.fromkeys(names["male"].split(), MALE),
            **dict.fromkeys(names["female"].split(), FEMALE),
        },
        gender_by_title=_by_word(gender, "titles"),
        gender_by_noun=nouns,
        gender_by_pronoun=_by_word(gender, "pronouns"),
        relative=re.compile(
            rf"\b(?P<noun>{match_any(nouns)})(?:,\s(?P<set_off>{capital})(?=[,.;])|\s(?P<name>{last_name}))"
        ),
        age=re.compile(rf",\s\d{{1,3}}(?:,|\.|\s{sources['joining']}\s)"),
        noun_before=re.compile(rf"\b(?P<noun>{match_any(nouns)}),?\s(?:{capital}\s)?$", re.IGNORECASE),
        noun_behind=re.compile(
            rf",\s(?:\d+,\s)?(?:the|a|an|his|her|its|their)\s(?:[\w’'-]+\s){{0,3}}?(?P<noun>{match_any(nouns)})\b"
        ),
    )


def _by_word(table: dict[str, str], what: str) -> dict[str, str]:
    male, female = table[f"male_{what}"].split(), table[f"female_{what}"].split()
    return {**dict.fromkeys(male, MALE), **dict.fromkeys(female, FEMALE)}


def find_people(text: str, rules: PersonRules, sources: SourceRules) -> Iterator[Person]:
    """Yield the people whom a text names, in the order of their names."""
    found: list[Person] = []
    for match in rules.full_name.finditer(text):
        words = rules.sentence_opener.sub("", match.group())
        name = strip_titles(words, sources)
        start = match.end() - len(name)
        if (
            " " in name
            and (is_person(name, rules, sources) or _has_age(text, match.end(), name, rules))
            and not _has_article(text, match.start(), words, match.group(), rules)
        ):
            found.append(Person(start, name, _tell_gender(text, start, name, words, rules)))
    found.extend(
        Person(match.start("name"), match["name"], rules.gender_by_title[match["title"]])
        for match in rules.titled_name.finditer(text)
        if match["name"] not in rules.not_names
    )
    found.extend(_find_relatives(text, rules, sources))
    yield from sorted(found, key=lambda person: person.start)


def _find_relatives(text: str, rules: PersonRules, sources: SourceRules) -> Iterator[Person]:
    """Yield the people with a single name behind a noun of kinship: "his wife, Greta,"."""
    for match in rules.relative.finditer(text):
        group = "set_off" if match["set_off"] else "name"
        name = match[group]
        if name not in rules.not_names and name not in sources.places:
            yield Person(match.start(group), name, rules.gender_by_noun[match["noun"]])


def is_person(name: str, rules: PersonRules, sources: SourceRules) -> bool:
    """Whether a name can be a person's: not a day, a place or an organisation."""
    *first, last = name.split() or [""]
    words = first if last in rules.surnames and _is_first_name(first, rules) else [*first, last]
    return (
        rules.not_names.isdisjoint(words)
        and name not in sources.places
        and classify_source(name, name, sources) == "person"
    )


def _is_first_name(words: list[str], rules: PersonRules) -> bool:
    """Whether words are one first name that no buildings and parks are named after."""
    return len(words) == 1 and words[0] in rules.gender_by_first_name and words[0] not in rules.namesakes


def _has_age(text: str, end: int, name: str, rules: PersonRules) -> bool:
    """Whether an age stands behind a first name with any other word: "Ana Hill, 78, from Ludd"."""
    first, *others = name.split()
    return len(others) == 1 and first in rules.gender_by_first_name and rules.age.match(text, end) is not None


def _has_article(text: str, start: int, words: str, whole: str, rules: PersonRules) -> bool:
    """Whether "the" stands in front of a name that has no title: the Golden Gate."""
    before = text[max(0, start - len(rules.definite_article)) : start].lower()
    return before == rules.definite_article and words == whole


def _tell_gender(text: str, start: int, name: str, words: str, rules: PersonRules) -> str:
    """Return the gender that a title, a noun beside the name or the first name tells."""
    titles = words[: -len(name)].split()
    for title in titles:
        known = rules.gender_by_title.get(title.strip(".")) or rules.gender_by_noun.get(title.lower())
        if known:
            return known
    before = text[max(0, start - LONGEST_LOOK_BACK_CHARACTERS) : start]
    noun = rules.noun_before.search(before) or rules.noun_behind.match(text, start + len(name))
    if noun:
        return rules.gender_by_noun.get(noun["noun"].lower(), UNKNOWN)
    first = name.split(maxsplit=1)[0]
    genders = rules.gender_by_first_name
    return genders.get(first) or genders.get(first.split("-", maxsplit=1)[0], UNKNOWN)
