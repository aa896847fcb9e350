"""Whom a text calls mayor, minister and so on: "the mayor, Ana Lima", "Ana Lima, the mayor"."""

from collections.abc import Iterator

from claims.nlp.attribution.coreference_rules import CoreferenceRules
from claims.nlp.attribution.people import is_person
from claims.nlp.attribution.sources import SourceRules, strip_titles

LONGEST_OPENING = 40
"""How far before a role its other words may begin: "the Ukrainian president"."""

LONGEST_NAME = 60
"""How far before an apposition the name may begin that it describes."""


def find_held_roles(text: str, rules: CoreferenceRules, sources: SourceRules) -> Iterator[tuple[str, str]]:
    """Yield each role with the name to which an apposition gives it."""
    for match in rules.role.finditer(text):
        named = rules.named_role.match(text, match.end())
        if named and _is_holder(named["name"], rules, sources):
            opening = rules.role_opening.search(text, max(0, match.start() - LONGEST_OPENING), match.start())
            role = (opening.group() if opening else "") + match.group()
            yield rules.role_prefix.sub("", role.lower()), strip_titles(named["name"], sources)
    for match in rules.apposition.finditer(text):
        named = rules.last_name.search(text, max(0, match.start() - LONGEST_NAME), match.start())
        if named and _is_holder(named["name"], rules, sources):
            yield rules.role_prefix.sub("", match["role"].lower()), strip_titles(named["name"], sources)


def _is_holder(name: str, rules: CoreferenceRules, sources: SourceRules) -> bool:
    """Whether a name beside a role is a person's: not "In an interview with the Post, the minister said"."""
    return is_person(strip_titles(name, sources), rules.people, sources)
