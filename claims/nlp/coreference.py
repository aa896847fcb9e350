"""Pronouns, surnames and roles led back to the source they stand for.

One pass in reading order. A pronoun takes the last source of its number; a
surname takes the one full name that ends in it; a role ("the mayor", "the
Ukrainian president") takes whoever the text gives that role, else the person
the text speaks of most just before. What stays open stays as it stands.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator

from claims.nlp.reading import Span
from claims.nlp.sources import CAPITAL, core, kind, untitled

FULL = re.compile(rf"(?<![\w.])(?:{CAPITAL}[ \u00a0]){{1,3}}{CAPITAL}")
OPENERS = re.compile(
    r"^(?:(?:For|From|In|On|At|By|But|And|The|A|An|As|If|When|While|After|Before|With|Both|Then|That|This|Or|So|Even"
    r"|Of|Meanwhile|However|Although|Though|Despite|Like|Unlike|To|Yet|Since|According to|Asked|Now|Today)\s)+"
)
SINGULAR = frozenset({"he", "she", "i", "him", "her", "his"})
PLURAL = frozenset({"they", "we", "them", "their", "us", "it", "its"})
ROLES = (
    "president|prime minister|minister|mayor|governor|senator|candidate|nominee|spokesman|spokeswoman|chairman"
    "|director|leader|chancellor|premier|king|queen|pope|secretary|commissioner|head of state|ambassador"
    "|congressman|congresswoman|judge|author|professor|lawmaker|politician|businessman|billionaire|chief|sheriff"
    "|general|officer|coach|owner|founder|ceo"
)
ROLE = re.compile(rf"\b(?:{ROLES})\b", re.IGNORECASE)
APPOSITION = re.compile(
    rf"(?P<role>(?:[\w’'-]+\s){{0,2}}(?:{ROLES})),?\s(?P<name>{CAPITAL}(?:\s{CAPITAL}){{1,2}})"
    rf"|(?P<name2>{CAPITAL}(?:\s{CAPITAL}){{1,2}}),\s(?:the|a)\s(?P<role2>(?:[\w’'-]+\s){{0,3}}?(?:{ROLES}))\b",
)


class Cast:
    """Who appears in a text, as far as it has been read."""

    def __init__(self, text: str, title: str = "") -> None:
        self.text = text
        self.full: dict[str, list[str]] = {}
        self.places: list[tuple[int, str]] = []
        for start, name in [(-1, name) for _, name in _people(title)] + list(_people(text)):
            self.places.append((start, name))
            if name not in self.full.setdefault(name.split()[-1], []):
                self.full[name.split()[-1]].append(name)
        self.roles = dict(_roles(text))
        self.last_person = self.last_group = ""

    def name(self, mention: Span, head: str) -> tuple[str, str]:
        """Name and kind of a source mentioned here."""
        words = self.text[mention.start : mention.end]
        name = self._resolved(words, head, mention.start)
        sort = kind(name, words)
        if sort == "person":
            self.last_person = name
        elif head not in SINGULAR:
            self.last_group = name
        return name, sort

    def _resolved(self, words: str, head: str, start: int) -> str:
        if head in SINGULAR:
            return self.last_person or self._nearest(start) or words
        if head in PLURAL:
            return self.last_group or words
        name = core(words)
        if name[:1].isupper() and " " not in name:
            known = self.full.get(re.sub(r"['’]s$", "", name), [])
            return known[0] if len(known) == 1 else name
        return self._role(words, name, start)

    def _role(self, words: str, name: str, start: int) -> str:
        role = ROLE.search(name)
        if (
            not role
            or not words.lower().startswith(("the ", "head "))
            or not name.lower().endswith(role.group().lower())
        ):
            return name
        if name.lower() in self.roles:
            return self.roles[name.lower()]
        held = [who for what, who in self.roles.items() if what.endswith(role.group().lower())]
        if " " not in name and len(set(held)) == 1:
            return held[0]
        return self.last_person or self._nearest(start) or name

    def _nearest(self, start: int) -> str:
        """The last full name before a place in the text."""
        before = bisect_left(self.places, (start, ""))
        return self.places[before - 1][1] if before else ""


def _people(text: str) -> Iterator[tuple[int, str]]:
    """Where full names of persons stand."""
    for match in FULL.finditer(text):
        name = untitled(OPENERS.sub("", match.group()))
        if " " in name and kind(name, name) == "person":
            yield match.start(), name


def _roles(text: str) -> list[tuple[str, str]]:
    found = []
    for match in APPOSITION.finditer(text):
        role, name = match["role"] or match["role2"], match["name"] or match["name2"]
        role = re.sub(r"^(?:the|a|an|then|and|with|by|of|to|as)\s", "", role.lower())
        found.append((role, untitled(name)))
    return found
