"""What a language tells about pronouns, roles and names."""

import re
from dataclasses import dataclass
from typing import Any

from claims.nlp.attribution.people import PersonRules, build_person_rules
from claims.nlp.patterns import match_any

WORD_SETS = (
    "singular_pronouns",
    "plural_pronouns",
    "possessive_pronouns",
    "possessive_it",
    "open_pronouns",
    "first_person",
    "nobody",
    "outlet_nouns",
    "group_nouns",
    "business_nouns",
    "it",
    "relatives",
)
"""The tables that are sets of words."""


@dataclass(frozen=True, slots=True)
class CoreferenceRules:
    """Pronouns, roles and the patterns of names of a language."""

    people: PersonRules
    singular_pronouns: frozenset[str]
    plural_pronouns: frozenset[str]
    possessive_pronouns: frozenset[str]
    possessive_it: frozenset[str]
    open_pronouns: frozenset[str]
    one_of_them: re.Pattern[str]
    first_person: frozenset[str]
    nobody: frozenset[str]
    outlet_nouns: frozenset[str]
    group_nouns: frozenset[str]
    business_nouns: frozenset[str]
    loose_roles: tuple[str, ...]
    role: re.Pattern[str]
    role_openers: tuple[str, ...]
    role_prefix: re.Pattern[str]
    named_role: re.Pattern[str]
    role_opening: re.Pattern[str]
    last_name: re.Pattern[str]
    apposition: re.Pattern[str]
    abbreviated: re.Pattern[str]
    definite_article: str
    owned: str
    speaking_roles: frozenset[str]
    single_subject: re.Pattern[str]
    plural_subject: re.Pattern[str]
    person_subject: re.Pattern[str]
    plural_name: re.Pattern[str]
    it: frozenset[str]
    relatives: frozenset[str]
    joining: str


def build_coreference_rules(
    table: dict[str, Any], names: dict[str, Any], sources: dict[str, Any], capital: str
) -> CoreferenceRules:
    """Build the rules from a language's `coreference.toml`, its first names and its pattern of a capitalised word."""
    roles = match_any(table["roles"])
    articles = match_any(table["apposition_articles"])
    name = rf"(?P<name>{capital}(?:\s{capital}){{1,2}})"
    particles = match_any(sources["name_particles"])
    return CoreferenceRules(
        people=build_person_rules(table, names, sources, capital),
        one_of_them=re.compile(rf"\w+ of (?:{match_any(table['plural_pronouns'])})", re.IGNORECASE),
        loose_roles=tuple(table["loose_roles"]),
        role=re.compile(rf"\b(?:{roles})\b", re.IGNORECASE),
        role_openers=tuple(table["role_openers"]),
        role_prefix=re.compile(rf"^(?:{match_any(table['role_prefixes'])})\s"),
        named_role=re.compile(rf",?\s{name}"),
        role_opening=re.compile(r"(?:[\w’'-]+\s){0,2}$"),
        last_name=re.compile(rf"{name}$"),
        apposition=re.compile(rf",\s(?:{articles})\s(?P<role>(?:[\w’'-]+\s){{0,3}}?(?i:{roles}))\b"),
        abbreviated=re.compile(
            rf"(?P<name>{capital}(?:\s(?:(?:{particles})\s){{0,2}}{capital}){{1,7}})\s\((?P<short>[A-Z][A-Za-z.&]{{1,9}})\)"
        ),
        definite_article=table["definite_article"],
        owned=table["owned"],
        speaking_roles=frozenset((*table["speaking_roles"].split(), *sources["titles"].lower().split())),
        single_subject=compile_subject(table, match_any(table["group_nouns"])),
        plural_subject=_compile_plural_subject(table, sources),
        person_subject=_compile_person_subject(capital, particles),
        plural_name=_compile_plural_name(table),
        joining=sources["joining"],
        **{name: frozenset(table[name].split()) for name in WORD_SETS},
    )


def _compile_plural_subject(table: dict[str, Any], sources: dict[str, Any]) -> re.Pattern[str]:
    nouns = rf"{match_any(table['plural_nouns'])}|[a-z]+(?:{match_any(table['plural_endings'])})"
    return compile_subject(table, nouns, alone=match_any(sources["bare_groups"]))


def _compile_person_subject(capital: str, particles: str) -> re.Pattern[str]:
    """Return the pattern of a name that begins a sentence: "Ana Ruiz, …", "Ana Ruiz left"."""
    name = rf"(?P<name>{capital}(?:\s(?:(?:{particles})\s)?{capital}){{0,4}})"
    return re.compile(rf"(?:^|(?<=[.!?”\"]\s)|(?<=\n)){name}(?=,\s|\s[a-z])")


def _compile_plural_name(table: dict[str, Any]) -> re.Pattern[str]:
    """Return the pattern of a name that "it" cannot mean: "Inspectors"."""
    plural = rf"{match_any(table['plural_nouns'])}|\w+(?:{match_any(table['plural_endings'])})"
    return re.compile(rf"\b(?:{plural})$", re.IGNORECASE)


def compile_subject(table: dict[str, Any], nouns: str, alone: str = "(?!)") -> re.Pattern[str]:
    """Return the pattern of a group that opens a sentence: "The rangers found ..."."""
    openers = match_any(table["subject_openers"])
    behind = rf"(?:\s(?:{match_any(table['subject_links'])})\s[\w-]+)?"
    name = rf"(?:{openers})\s(?:[\w’-]+\s){{0,2}}?(?:{nouns}){behind}|{alone}"
    return re.compile(rf"(?:^|(?<=[.!?”\"]\s)|(?<=\n))(?P<name>{name})(?=\s[a-z])")
