"""Resolving pronouns, surnames, roles and abbreviations to the source that they refer to.

One pass in reading order. A pronoun refers to the last source of its gender and number, or to the one person before it
who fits; otherwise it stays open. A surname refers to the one full name that contains it. A role ("the mayor") refers
to the person whom the text gives that role, an abbreviation to the name in front of it, a common noun ("the union") to
the one organisation whose name contains it. Whatever stays unresolved keeps its words.
"""

import re
from bisect import bisect_left
from collections import Counter
from functools import cached_property
from typing import NamedTuple

from claims.nlp.attribution.abbreviations import find_abbreviations, index_long_names
from claims.nlp.attribution.coreference_rules import CoreferenceRules
from claims.nlp.attribution.held_roles import find_held_roles
from claims.nlp.attribution.people import Person, find_people, is_person
from claims.nlp.attribution.source_kinds import classify_source, describe_kind
from claims.nlp.attribution.sources import SourceRules, name_source
from claims.nlp.attribution.subjects import list_subjects
from claims.nlp.reading import Span

GROUP_REACH_CHARACTERS = 300
"""How far before "they" or "it" the group may open a sentence."""
ROLE_REACH_CHARACTERS = 250
"""How far before "she" a person without a name may have spoken who is meant rather than one with a name."""
SHORTEST_ABBREVIATION_LETTERS = 3
PRONOUN_REACH_CHARACTERS = 800
"""How far before a pronoun the person whom it refers to may be named."""


class Resolved(NamedTuple):
    """The name and kind of a source; an unresolved one is a pronoun whose person the text leaves open."""

    name: str
    kind: str
    is_unresolved: bool = False


class SourceResolver:
    """The people whom a text names, and the sources that were mentioned so far."""

    def __init__(self, text: str, title: str, rules: CoreferenceRules, source_rules: SourceRules) -> None:
        self.text = text
        self.rules = rules
        self.source_rules = source_rules
        self.names_by_word: dict[str, list[str]] = {}
        self.genders: dict[str, str] = {}
        self.counts: Counter[str] = Counter()
        in_title = [Person(-1, one.name, one.gender) for one in find_people(title, rules.people, source_rules)]
        self.people = [*in_title, *find_people(text, rules.people, source_rules)]
        for person in self.people:
            self.counts[person.name] += 1
            if " " in person.name and not rules.people.particle.match(person.name):
                self._index_name(person.name)
            self.genders[person.name] = self.genders.get(person.name) or person.gender
        self.people = [Person(one.start, self._complete(one.name), one.gender) for one in self.people]
        self.starts = [person.start for person in self.people]
        self.people_by_role = {role: self._complete(name) for role, name in find_held_roles(text, rules, source_rules)}
        self.full_by_abbreviation = dict(find_abbreviations(text, rules))
        self.groups: list[str] = []
        self.businesses: list[str] = []
        self.last_person = self.last_role = self.last_group = self.last_body = self.last_outlet = ""
        self.last_start = self.last_group_start = self.last_role_start = 0
        self.matches_by_pattern: dict[re.Pattern[str], tuple[Span, list[re.Match[str]]]] = {}

    def list_matches(self, pattern: re.Pattern[str], sentence: Span) -> list[re.Match[str]]:
        """Return the matches of a pattern in a sentence. Those of its last sentence, with many claims, are kept."""
        kept = self.matches_by_pattern.get(pattern)
        if kept is None or kept[0] != sentence:
            found = list(pattern.finditer(self.text, sentence.start, sentence.end))
            kept = self.matches_by_pattern[pattern] = (sentence, found)
        return kept[1]

    def resolve_source(self, mention: Span, head: str) -> Resolved:
        """Return name and kind of a source, and remember it as the last one. Call it in reading order."""
        words = self.text[mention.start : mention.end]
        is_open = words.lower() in self.rules.open_pronouns
        if self.rules.one_of_them.fullmatch(words):
            return Resolved(words, "unnamed", is_unresolved=True)
        if is_open or head in self.rules.singular_pronouns or head in self.rules.plural_pronouns:
            return self._resolve_pronoun(words, head, mention.start)
        name = self._resolve_name(words, mention.start)
        kind = self._classify(name, words, head)
        self._remember(name, kind, mention.start)
        return Resolved(name, kind)

    def _resolve_pronoun(self, words: str, head: str, start: int) -> Resolved:
        if words.lower() in self.rules.open_pronouns:
            return Resolved(words, "unnamed", is_unresolved=True)
        if head in self.rules.singular_pronouns:
            gender = self.rules.people.gender_by_pronoun.get(head, "")
            name = "" if self._follows_role(gender, start) else self._find_person(gender, start)
            if name:
                self._remember(name, "person", start)
            if not name and self.last_role:
                return Resolved(self.last_role, "unnamed")
            return Resolved(name or words, "person" if name else "unnamed", is_unresolved=not name)
        group = self._find_group(head, start) or (self.last_body if head in self.rules.it else self.last_group)
        return Resolved(
            group or words, self._classify(group, group, "") if group else "unnamed", is_unresolved=not group
        )

    def _follows_role(self, gender: str, start: int) -> bool:
        """Whether the last who spoke is a person without a name who fits a pronoun, and nobody is named since."""
        is_near = start - self.last_role_start < ROLE_REACH_CHARACTERS
        if not self.last_role or not is_near or self._list_people_named(self.last_role_start, start):
            return False
        if self.last_person and self.last_person.rpartition(" ")[2] in self.text[self.last_role_start : start]:
            return False
        known = self.rules.people.gender_by_noun.get(self._head_noun(self.last_role), "")
        return known in (gender, "")

    def _find_group(self, head: str, start: int) -> str:
        """Return the group that opened a sentence since the last group spoke, or an empty string."""
        pattern = self.rules.single_subject if head in self.rules.it else self.rules.plural_subject
        first = max(start - GROUP_REACH_CHARACTERS, self.last_group_start if self.last_group else 0, 0)
        matches = list(pattern.finditer(self.text, first, start))
        return name_source(matches[-1]["name"], self.source_rules) if matches else ""

    def _remember(self, name: str, kind: str, start: int) -> None:
        if kind == "person" and not self.source_rules.joint.search(name):
            self.last_person, self.last_start, self.last_role = name, start, ""
        elif self._is_role(name):
            self.last_role, self.last_role_start = name, start
        else:
            if kind != "document":
                self.last_group, self.last_group_start = name, start
            self.last_body = self.last_body if self.rules.plural_name.search(name) else name
            if name not in self.groups:
                self.groups.append(name)
                if self._is_business(name):
                    self.businesses.append(name)
        if kind == "outlet":
            self.last_outlet = name

    def _is_role(self, name: str) -> bool:
        """Whether a source is one person without a name: "a spokesman for the union", "its Danish chairwoman"."""
        last = self._head_noun(name)
        if last in self.rules.relatives and self.last_person:
            return False
        return last in self.rules.speaking_roles or last in self.rules.people.gender_by_noun

    def _head_noun(self, name: str) -> str:
        """Return the last word before a preposition: "spokesman" of "a spokesman for the union"."""
        return self.source_rules.linked.split(name, maxsplit=1)[0].rpartition(" ")[2]

    def _classify(self, name: str, words: str, head: str) -> str:
        if head in self.rules.nobody or words.lower().replace(" ", "-") in self.rules.nobody:
            return "unnamed"
        joint = self.source_rules.joint.split(name)
        if len(joint) > 1 and all(self._classify(one, one, "") == "person" for one in joint):
            return "person"
        if described := describe_kind(name, words, self.source_rules):
            return described
        if name in self.genders or name in self.names_by_word.get(name.rsplit(maxsplit=1)[-1] if name else "", ()):
            return "person"
        kind = classify_source(name, words, self.source_rules)
        if kind == "person" and not is_person(name, self.rules.people, self.source_rules):
            return "organisation"
        return kind

    def _find_person(self, gender: str, start: int) -> str:
        """Return the one person whom a pronoun of this gender can mean, or an empty string."""
        first = max(self.last_start, start - PRONOUN_REACH_CHARACTERS)
        subjects = map(self._complete, list_subjects(self.text, first, start, self.rules))
        if subject := next((name for name in subjects if gender and self.genders.get(name) == gender), ""):
            return subject
        since = self._list_people(first, start)
        if self.last_person:
            known = self.genders.get(self.last_person, "")
            others = {name for name in since if name != self.last_person}
            if known == gender or (not known and not others):
                return self.last_person
            if not known and not self._choose(others, gender, strict=True):
                return self.last_person if all(self.genders.get(name) for name in others) else ""
        return self._choose(self._list_people(start - PRONOUN_REACH_CHARACTERS, start), gender)

    def _choose(self, names: set[str], gender: str, *, strict: bool = False) -> str:
        fitting = {name for name in names if self.genders.get(name) == gender}
        if not fitting and not strict:
            fitting = {name for name in names if not self.genders.get(name)}
        chosen = fitting.pop() if len(fitting) == 1 else ""
        return "" if any(self._are_joined(chosen, other) for other in names if not self.genders.get(other)) else chosen

    def _are_joined(self, name: str, other: str) -> bool:
        """Whether the text joins two people by "and", so that a pronoun may mean either."""
        pairs = ((name, other), (other, name))
        return name not in ("", other) and any(f"{one} {self.rules.joining} {two}" in self.text for one, two in pairs)

    def _list_people(self, start: int, end: int) -> set[str]:
        low = bisect_left(self.starts, start)
        in_title = {person.name for person in self.people if person.start < 0} if not low else set()
        return self._list_people_named(start, end) or in_title

    def _list_people_named(self, start: int, end: int) -> set[str]:
        """Return the people whom the text names between two offsets."""
        low, high = bisect_left(self.starts, start), bisect_left(self.starts, end)
        return {person.name for person in self.people[low:high] if person.start >= 0}

    def _resolve_name(self, words: str, start: int) -> str:
        name = self._add_owner(name_source(words, self.source_rules), words, start)
        bare = self.source_rules.possessive.sub("", name)
        if full := self.full_by_abbreviation.get(bare) or self._spell_out(bare):
            return full
        if name[:1].isupper() and (complete := self._complete(bare)) != bare:
            return complete
        group = self._resolve_group(words, name) or self._extend_group(bare)
        return group or self._resolve_role(words, name, start)

    def _spell_out(self, name: str) -> str:
        """Return the one name whose capitals an abbreviation repeats, or an empty string."""
        if not name.isupper() or not name.isalpha() or len(name) < SHORTEST_ABBREVIATION_LETTERS:
            return ""
        fitting = self.long_names_by_key.get(name, [])
        return fitting[0] if len(fitting) == 1 else ""

    def _complete(self, name: str) -> str:
        """Return the one full name that contains a surname, a first name or a shorter form of it."""
        parts = name.split()
        full_names = self.names_by_word.get(_fold(parts[-1]) if parts else "", [])
        fitting = [full for full in full_names if set(map(_fold, parts)) <= set(map(_fold, full.split()))]
        if not fitting or name in self.rules.people.not_names:
            return name
        common = max(fitting, key=lambda full: (self.counts[full], -len(full)))
        words = set(map(_fold, common.split()))
        same = all(words <= (other := set(map(_fold, full.split()))) or other <= words for full in fitting)
        return common if same else name

    def _index_name(self, name: str) -> None:
        for word in name.split():
            if word[0].isupper() or "-" in word:
                names = self.names_by_word.setdefault(_fold(word), [])
                if name not in names:
                    names.append(name)

    def _add_owner(self, name: str, words: str, start: int) -> str:
        """Return "her party" with the person who spoke last, and "its spokesman" with the body of the last sentence."""
        first = words.partition(" ")[0].lower()
        body = self._find_group(first, start) if first in self.rules.possessive_it else ""
        owner = self.last_person if first in self.rules.possessive_pronouns else body
        return self.rules.owned.format(owner=owner, name=name) if owner and name.islower() else name

    def _resolve_group(self, words: str, name: str) -> str:
        """Return the organisation or outlet that "the union" or "the paper" refers to, or an empty string."""
        if not words.lower().startswith(self.rules.definite_article) or " " in name:
            return ""
        if name in self.rules.outlet_nouns and self.last_outlet:
            return self.last_outlet
        named: list[str] = []
        if name in self.rules.group_nouns:
            named = [group for group in self.groups if name in group.lower().split() and group.lower() != name]
            named = named or self.long_names_by_key.get(name, [])
        if not named and name in self.rules.business_nouns:
            named = self.businesses
        return named[0] if len(named) == 1 else ""

    def _is_business(self, group: str) -> bool:
        """Whether a source that speaks can be "the company" later: a proper name that says of no other body."""
        other = self.rules.group_nouns - self.rules.business_nouns
        is_named = group[:1].isupper() and self._classify(group, group, "") == "organisation"
        return is_named and other.isdisjoint(group.lower().split()) and group not in self.source_rules.places

    def _extend_group(self, name: str) -> str:
        """Return the one group that spoke before and whose name begins like this: "Northgate" is Northgate Foods."""
        fitting = [group for group in self.groups if group.startswith(f"{name} ") and group.istitle()]
        is_name = name[:1].isupper() and name not in self.source_rules.places
        return fitting[0] if len(fitting) == 1 and is_name else ""

    @cached_property
    def long_names_by_key(self) -> dict[str, list[str]]:
        """The long names of the text by their capitals and by their last word."""
        return index_long_names(self.text, self.source_rules)

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
        if (holders and " " not in name) or role not in self.rules.loose_roles:
            return name
        person = self.last_person or self._nearest_person(start)
        return name if not person or person in self.people_by_role.values() else person

    def _nearest_person(self, start: int) -> str:
        """Return the last full name before an offset, or an empty string."""
        before = bisect_left(self.starts, start)
        return self.people[before - 1].name if before else ""


def _fold(word: str) -> str:
    return word.casefold().replace("’", "'")
