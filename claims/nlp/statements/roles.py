"""Which person of a text holds a role: "the mayor" is Ana Lima where the text calls one person mayor."""

import re
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from claims.nlp.reading import Link, Span
from claims.nlp.statements.named_people import Named, NamedPeople

ROLE_REACH_CHARACTERS = 90
BEFORE = re.compile(r"(?:[\w’'-]+\.? ){1,6}$")
BEHIND = re.compile(
    r"(?: \([^()]{1,12}\))?(?:, \d{1,3})?,? (?:(?:who|which) (?:is|was) |is |was |as )?(?:the |a |an |its |their )?"
    r"(?P<words>(?:[\w’'-]+ ){0,6}[\w’'-]+)"
)
WORD = re.compile(r"[^\W\d_][\w’'-]*")
JOINING = frozenset("of for in at on who that which and from to with said says told by has had is was".split())
MOST_MODIFIERS = 4
TITLE = re.compile(r"(?<![\w.])[A-ZÀ-Þ]\w+\.? $")
LONGEST_TITLE_CHARACTERS = 20


class Role(NamedTuple):
    """What a text calls a person: the head noun in lower case and the words before it."""

    head: str
    modifiers: frozenset[str]
    person: Named


class Roles:
    """The roles of the people of a text."""

    def __init__(self, named: NamedPeople) -> None:
        self.named = named
        self.heads = named.rules.role_nouns
        self.shifting = named.rules.shifting

    @cached_property
    def by_head(self) -> dict[str, list[Role]]:
        """The roles of a text by their nouns, in order."""
        found: dict[str, list[Role]] = {}
        for person in self.named.people:
            if " " in person.name or person.name in self.named.full_names:
                for role in self._list_roles(person):
                    found.setdefault(role.head, []).append(role)
        return found

    def _list_roles(self, person: Named) -> Iterator[Role]:
        text = self.named.text
        if before := BEFORE.search(text, max(0, person.start - ROLE_REACH_CHARACTERS), person.start):
            words = before.group().split()
            yield from self._name_heads(words[-1].rstrip("."), words[:-1], person)
        behind = BEHIND.match(text, person.end, person.end + ROLE_REACH_CHARACTERS)
        if behind and behind.group().startswith((",", " (", " is", " was")):
            words = []
            for word in WORD.findall(behind["words"]):
                if word.lower() in JOINING:
                    break
                words.append(word)
            if words:
                yield from self._name_heads(words[-1], words[:-1], person)

    def _name_heads(self, noun: str, before: list[str], person: Named) -> Iterator[Role]:
        """Yield the role of a noun in front of a name; "Gov." is a governor."""
        heads = self.named.rules.role_abbreviations.get(noun, noun).lower().split()
        modifiers = frozenset(
            word.strip(".,").removesuffix("’s").removesuffix("'s") for word in before[-MOST_MODIFIERS:]
        )
        yield from (Role(head, modifiers, person) for head in heads if head in self.heads)

    def find_holder(self, head: str, modifiers: list[str], offset: int) -> Named | None:
        """Return the one person whom the text calls so, before an offset if there is one; None if there are several."""
        fitting = [role for role in self.by_head.get(head, ()) if self._fits(role, modifiers)]
        earlier = [role for role in fitting if role.person.start < offset]
        names = {role.person.name: role.person for role in earlier or fitting}
        return next(iter(names.values())) if len(names) == 1 else None

    def locate_name(self, person: Named) -> Span:
        """Return where the text has the full name of a person, with the title if it has a surname only."""
        text = self.named.text
        at = text.find(person.name)
        if " " in person.name and at >= 0:
            return Span(at, at + len(person.name))
        title = TITLE.search(text, max(0, person.start - LONGEST_TITLE_CHARACTERS), person.start)
        return Span(title.start() if title else person.start, person.end)

    def _fits(self, role: Role, modifiers: list[str]) -> bool:
        """Whether a role has the capitalised words of "the Ludd mayor", and is no other office: "vice president"."""
        named = {word for word in modifiers if word[:1].isupper()}
        lower = {word.lower() for word in modifiers}
        theirs = {word.lower() for word in role.modifiers}
        return named <= role.modifiers and self.shifting & lower == self.shifting & theirs

    def find_speaker(self, link: Link) -> Named | None:
        """Return the person whom a source such as "the mayor" means."""
        words = WORD.findall(link.name)
        if link.kind == "person" or link.span is None or not words or words[-1].lower() not in self.heads:
            return None
        text = self.named.text
        start = link.span.start
        led = text[start : start + 4].lower() == "the " or text[max(0, start - 4) : start].lower() == "the "
        return self.find_holder(words[-1].lower(), words[:-1], start) if led else None
