"""Which body of a text "the council", "the firm" and "the club" mean: the only one of that kind that it has named.

The last word of a name tells its kind, "Ludd District Council", or a noun beside it: "the charity Ludd Aid", "Vellum,
the company that ...". A body that a text names in full and in short counts once.
"""

import re
from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple, Protocol

from claims.nlp.patterns import match_any
from claims.nlp.reading import Span

LINKED = r"(?: (?:of|for|and|&|the|to)){0,2}"
WORD = r"(?:(?:[A-ZÀ-Þ]\.)+|[A-ZÀ-Þ][\w’'-]*(?<![’']s)[’']?)"
NAME = rf"{WORD}(?:{LINKED} {WORD})*"
BEFORE_NAME = r"(?<![\w-])(?<![A-ZÀ-Þ]\w )"
DESCRIBED_END = r"(?=[,.;:)]| (?:that|which|based|in|with|from|for|owned|behind)\b)"
INTRODUCING = r"(?:(?<!, )\b(?:[Aa]n?|[Aa]nother|[Hh]is|[Hh]er|[Tt]heir) |[’']s )(?:[a-z-]+ ){0,2}"
"""What introduces another body without a name: "a local firm", "his company", "Mr Chen's club"."""

MOST_WORDS_BETWEEN = 3
NEAR_CHARACTERS = 500
OPENER = re.compile(rf"(?:(?<=[.!?”\"] )|(?<=\n)|\A)(?:The )?(?P<name>{NAME}) [a-z]")


@dataclass(frozen=True, slots=True)
class BodyKind:
    """What a kind of body is called, and what tells that a name is of it.

    Words that end the name or begin it, nouns beside it, and verbs behind it: "Vellum makes".
    """

    called: frozenset[str]
    heads: frozenset[str]
    described: frozenset[str]
    led: frozenset[str]
    acting: frozenset[str]


class Body(NamedTuple):
    """A body with the span of a name."""

    name: str
    span: Span


class People(Protocol):
    """The text that bodies are looked for in."""

    text: str

    def is_person_name(self, span: Span) -> bool:
        """Whether a name is a person's."""
        ...


class NamedBodies:
    """The bodies of a text by kind, in order."""

    def __init__(self, text: People, kinds: tuple[BodyKind, ...], not_names: frozenset[str]) -> None:
        self.people = text
        self.text = text.text
        self.kinds = kinds
        self.not_names = not_names
        self.heads = frozenset(head for kind in kinds for head in kind.heads)
        self.found: dict[int, list[Body]] = {}

    @cached_property
    def kinds_by_noun(self) -> dict[str, list[int]]:
        """The kinds that a noun can call."""
        kinds: dict[str, list[int]] = {}
        for number, kind in enumerate(self.kinds):
            for noun in kind.called:
                kinds.setdefault(noun, []).append(number)
        return kinds

    def find(self, noun: str, offset: int) -> Body | None:
        """Return the one body before an offset that a noun can call; None if there are several."""
        kinds = self.kinds_by_noun.get(noun)
        if kinds is None or _introduces(noun).search(self.text[max(0, offset - NEAR_CHARACTERS) : offset]):
            return None
        bodies = [body for kind in kinds for body in self._list_bodies(kind) if body.span.end <= offset]
        longest: list[Body] = []
        for body in sorted(bodies, key=lambda body: (-len(body.name), body.span.start)):
            if not any(body.name in other.name for other in longest):
                longest.append(body)
        return longest[0] if len(longest) == 1 else None

    def has_other_kind(self, name: str, body: Body) -> bool:
        """Whether a name is that of a body of another kind than a body."""
        kinds = [number for number in range(len(self.kinds)) if body not in self._list_bodies(number)]
        return any(other.name in name or name in other.name for kind in kinds for other in self._list_bodies(kind))

    def list_openers(self, start: int, end: int) -> list[str]:
        """Return the names of bodies with which sentences begin: "Vellum bid for it", not "Customers pay more"."""
        found = (self._describe(Span(*match.span("name")), None) for match in OPENER.finditer(self.text, start, end))
        return [
            body.name
            for body in found
            if body and (" " in body.name or not re.search(rf"\b{re.escape(body.name.lower())}\b", self.text))
        ]

    def _list_bodies(self, number: int) -> list[Body]:
        if number not in self.found:
            kind = self.kinds[number]
            spans = [
                match.span("name")
                for pattern, words in _compile(kind)
                if any(word in self.text for word in words)
                for match in pattern.finditer(self.text)
            ]
            self.found[number] = [body for span in spans if (body := self._describe(Span(*span), kind))]
        return self.found[number]

    def _describe(self, span: Span, kind: BodyKind | None) -> Body | None:
        """Return the body of a name, without words in front of it that begin a sentence; None for a person's."""
        start = span.start
        words = self.text[start : span.end].split(" ")
        while words and words[0].lower() in self.not_names:
            start += len(words.pop(0)) + 1
        name = self.text[start : span.end].rstrip("’'")
        is_time = any(word[0].isupper() and word.lower() in self.not_names for word in words)
        is_other = kind is not None and len(words) > 1 and words[-1] in self.heads and words[-1] not in kind.heads
        if not words or is_time or is_other or self.people.is_person_name(Span(start, start + len(name))):
            return None
        return Body(name, Span(start, start + len(name)))


@cache
def _introduces(noun: str) -> re.Pattern[str]:
    """Return the pattern that finds another body without a name; the tables hold all nouns that call a body."""
    return re.compile(rf"{INTRODUCING}{re.escape(noun)}\b(?! [A-ZÀ-Þ])")


@cache
def _compile(kind: BodyKind) -> list[tuple[re.Pattern[str], frozenset[str]]]:
    """Return the patterns that find names of a kind, with the words of which a text must have one."""
    heads, led, described, acting = (
        match_any(sorted(words, key=len, reverse=True)) if words else ""
        for words in (kind.heads, kind.led, kind.described, kind.acting)
    )
    between = rf"(?:[\w’'-]+ ){{0,{MOST_WORDS_BETWEEN}}}?"
    patterns = {
        rf"{BEFORE_NAME}(?P<name>{WORD}(?:{LINKED} {WORD})*? (?:{heads}))(?![\w-])(?! [A-ZÀ-Þ])": (heads, kind.heads),
        rf"{BEFORE_NAME}(?P<name>(?:{led}) (?:of|for) (?:the )?{NAME}|(?:{led}) [A-ZÀ-Þ]\w+)": (led, kind.led),
        rf"\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Rr]ival) {between}(?:{described}) (?P<name>{NAME})": (described, kind.described),
        rf"{BEFORE_NAME}(?P<name>{NAME}), (?:an?|the) {between}(?:{described}){DESCRIBED_END}": (
            described,
            kind.described,
        ),
        rf"{BEFORE_NAME}(?P<name>{NAME}) (?:{acting}) ": (acting, kind.acting),
    }
    return [(re.compile(pattern), words) for pattern, (joined, words) in patterns.items() if joined]
