"""Resolving pronouns, surnames and roles to the source that they refer to.

One pass in reading order. A pronoun refers to the last source of its number. A surname refers to the one full name
that ends in it. A role ("the mayor", "the Ukrainian president") refers to the person whom the text gives that role,
or to the person named last. Whatever stays unresolved keeps its words.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from claims.nlp.attribution.sources import SourceRules, classify_source, name_source, strip_titles
from claims.nlp.patterns import match_any
from claims.nlp.reading import Span


@dataclass(frozen=True, slots=True)
class CoreferenceRules:
    """Pronouns, roles and the patterns of names of a language."""

    full_name: re.Pattern[str]
    sentence_opener: re.Pattern[str]
    singular_pronouns: frozenset[str]
    plural_pronouns: frozenset[str]
    possessive_pronouns: frozenset[str]
    role: re.Pattern[str]
    role_openers: tuple[str, ...]
    role_prefix: re.Pattern[str]
    apposition: re.Pattern[str]
    definite_article: str
    owned: str


def build_coreference_rules(table: dict[str, Any], capital: str) -> CoreferenceRules:
    """Build the rules from a language's `coreference.toml` and its pattern of a capitalised word."""
    roles = match_any(table["roles"])
    articles = match_any(table["apposition_articles"])
    apposition = (
        rf"(?P<role>(?:[\w’'-]+\s){{0,2}}(?i:{roles})),?\s(?P<name>{capital}(?:\s{capital}){{1,2}})"
        rf"|(?P<name2>{capital}(?:\s{capital}){{1,2}}),\s(?:{articles})\s"
        rf"(?P<role2>(?:[\w’'-]+\s){{0,3}}?(?i:{roles}))\b"
    )
    return CoreferenceRules(
        full_name=re.compile(rf"(?<![\w.])(?:{capital}[ \u00a0]){{1,3}}{capital}"),
        sentence_opener=re.compile(rf"^(?:(?:{match_any(table['sentence_openers'])})\s)+"),
        singular_pronouns=frozenset(table["singular_pronouns"].split()),
        plural_pronouns=frozenset(table["plural_pronouns"].split()),
        possessive_pronouns=frozenset(table["possessive_pronouns"].split()),
        role=re.compile(rf"\b(?:{roles})\b", re.IGNORECASE),
        role_openers=tuple(table["role_openers"]),
        role_prefix=re.compile(rf"^(?:{match_any(table['role_prefixes'])})\s"),
        apposition=re.compile(apposition),
        definite_article=table["definite_article"],
        owned=table["owned"],
    )


class SourceResolver:
    """The people whom a text names, and the sources that were mentioned so far."""

    def __init__(self, text: str, title: str, rules: CoreferenceRules, source_rules: SourceRules) -> None:
        self.text = text
        self.rules = rules
        self.source_rules = source_rules
        self.names_by_surname: dict[str, list[str]] = {}
        self.people: list[tuple[int, str]] = []
        in_title = [(-1, name) for _, name in self._find_people(title)]
        for start, name in [*in_title, *self._find_people(text)]:
            self.people.append((start, name))
            same_surname = self.names_by_surname.setdefault(name.split()[-1], [])
            if name not in same_surname:
                same_surname.append(name)
        self.people_by_role = dict(self._find_roles(text))
        self.last_person = self.last_group = ""

    def resolve_source(self, mention: Span, head: str) -> tuple[str, str]:
        """Return name and kind of a source, and remember it as the last one. Call it in reading order."""
        words = self.text[mention.start : mention.end]
        name = self._resolve_name(words, head, mention.start)
        kind = classify_source(name, words, self.source_rules)
        if kind == "person":
            self.last_person = name
        elif head not in self.rules.singular_pronouns:
            self.last_group = name
        return name, kind

    def _resolve_name(self, words: str, head: str, start: int) -> str:
        if head in self.rules.singular_pronouns:
            return self.last_person or self._nearest_person(start) or words
        if head in self.rules.plural_pronouns:
            return self.last_group or words
        name = self._add_owner(name_source(words, self.source_rules), words)
        if name[:1].isupper() and " " not in name:
            full_names = self.names_by_surname.get(self.source_rules.possessive.sub("", name), [])
            return full_names[0] if len(full_names) == 1 else name
        return self._resolve_role(words, name, start)

    def _add_owner(self, name: str, words: str) -> str:
        """Return the name of "her party": the party of the person who spoke last."""
        possessive = words.split(maxsplit=1)[0].lower() in self.rules.possessive_pronouns
        owned = possessive and self.last_person and name.islower()
        return self.rules.owned.format(owner=self.last_person, name=name) if owned else name

    def _resolve_role(self, words: str, name: str, start: int) -> str:
        match = self.rules.role.search(name)
        role = match.group().lower() if match else ""
        refers = words.lower().startswith(self.rules.role_openers) and name.lower().endswith(role)
        if not role or not refers:
            return name
        if name.lower() in self.people_by_role:
            return self.people_by_role[name.lower()]
        holders = [person for held, person in self.people_by_role.items() if held.endswith(role)]
        if " " not in name and len(set(holders)) == 1:
            return holders[0]
        return self.last_person or self._nearest_person(start) or name

    def _nearest_person(self, start: int) -> str:
        """Return the last full name before an offset, or an empty string."""
        before = bisect_left(self.people, (start, ""))
        return self.people[before - 1][1] if before else ""

    def _find_people(self, text: str) -> Iterator[tuple[int, str]]:
        """Yield offset and name of each full name of a person."""
        article = self.rules.definite_article
        for match in self.rules.full_name.finditer(text):
            name = strip_titles(self.rules.sentence_opener.sub("", match.group()), self.source_rules)
            has_article = text[max(0, match.start() - len(article)) : match.start()].lower() == article
            if " " in name and not has_article and classify_source(name, name, self.source_rules) == "person":
                yield match.start(), name

    def _find_roles(self, text: str) -> Iterator[tuple[str, str]]:
        """Yield each role with the person to whom an apposition gives it."""
        for match in self.rules.apposition.finditer(text):
            role, name = match["role"] or match["role2"], match["name"] or match["name2"]
            yield self.rules.role_prefix.sub("", role.lower()), strip_titles(name, self.source_rules)
