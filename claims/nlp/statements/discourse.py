"""What a text has named before a passage: people, noun phrases, and the subjects of sentences."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from claims.nlp.attribution.coreference import SourceResolver
from claims.nlp.parsing.parsed_blocks import ParsedBlock, is_heading
from claims.nlp.parsing.trees import Tree
from claims.nlp.reading import Span
from claims.nlp.statements.rules import Noun, StatementRules, Topic

CAPITALISED = re.compile(r"(?<![\w-])[A-ZÀ-Þ][\w-]+(?:[’'][A-ZÀ-Þ]\w+)?(?![’']t\b)\b")
LONGEST_NAME_WORDS = 4
POSSESSIVE = re.compile(r"[’']s?$")
FIRST_NAME = re.compile(r"(?<![\w-])([A-ZÀ-Þ][\w-]+) $")
LONGEST_FIRST_NAME_CHARACTERS = 20
SUFFIXES = frozenset({"Jr.", "Jr", "Sr.", "Sr", "II", "III"})
LONGEST_TITLE_CHARACTERS = 5
PERSON_REACH_CHARACTERS = 900
NOUN_REACH_CHARACTERS = 2500
NEAR_SENTENCES = 2
MOST_LOOKED_AT = 20
PRONOUN_REACH_CHARACTERS = 80


class Named(NamedTuple):
    """Where the text names a person, with the full name."""

    start: int
    end: int
    name: str


class Discourse:
    """The people, sentences, trees and nouns of a text, in order; `sources` are the names of people who say something."""

    def __init__(
        self,
        text: str,
        blocks: Sequence[ParsedBlock],
        resolver: SourceResolver,
        rules: StatementRules,
        sources: Iterable[str],
    ) -> None:
        self.text = text
        self.sources = frozenset(name for name in sources if name[:1].isupper() and name.lower() not in rules.common_words)
        self.rules = rules
        self.resolver = resolver
        self.blocks = blocks
        self.trees = [tree for block in blocks for tree in block.trees]
        self.tree_starts = [tree.offsets[0][0] for tree in self.trees]
        self.sentences = [sentence for block in blocks for sentence in block.sentences]
        self.sentence_ends = [sentence.end for sentence in self.sentences]
        self.genders: dict[str, str] = {}
        self.topics: dict[int, list[Topic]] = {}

    def tree_at(self, offset: int) -> Tree | None:
        """Return the parsed sentence around an offset, None if that sentence was not parsed."""
        place = bisect_right(self.tree_starts, offset) - 1
        tree = self.trees[place] if place >= 0 else None
        return tree if tree and offset < tree.offsets[-1][1] else None

    def word_at(self, offset: int) -> tuple[Tree, int] | None:
        """Return the parsed word that begins at an offset."""
        tree = self.tree_at(offset)
        place = bisect_left(tree.offsets, (offset, 0)) if tree else 0
        if tree is None or place >= len(tree) or tree.offsets[place][0] != offset:
            return None
        return tree, place

    def sentence_before(self, offset: int) -> Span | None:
        """Return the sentence that ends before an offset."""
        place = bisect_right(self.sentence_ends, offset) - 1
        return Span(self.sentences[place].start, self.sentences[place].end) if place >= 0 else None

    def sentence_at(self, offset: int) -> Span | None:
        """Return the sentence around an offset."""
        place = bisect_right(self.sentence_ends, offset)
        inside = place < len(self.sentences) and self.sentences[place].start <= offset
        return Span(self.sentences[place].start, self.sentences[place].end) if inside else None

    def topics_at(self, offset: int) -> list[Topic]:
        """Return the subjects of the main clauses of the sentence around an offset, the first one first."""
        tree = self.tree_at(offset)
        if tree is None:
            return []
        start = tree.offsets[0][0]
        if start not in self.topics:
            self.topics[start] = self.rules.find_topics(tree)
        return self.topics[start]

    @cached_property
    def names_by_surname(self) -> dict[str, list[str]]:
        """The full names of each surname: one for each person."""
        names: dict[str, dict[str, Counter[str]]] = {}
        starts = [block.span.start for block in self.blocks]
        for person in self.resolver.people:
            name = POSSESSIVE.sub("", person.name)
            words = name.split()
            place = bisect_right(starts, person.start) - 1
            if person.start >= 0 and place >= 0 and is_heading(self.text, self.blocks[place]):
                continue
            if 1 < len(words) <= LONGEST_NAME_WORDS:
                surname = words[-1] if words[-1] not in SUFFIXES else words[-2]
                names.setdefault(surname, {}).setdefault(words[0], Counter())[name] += 1
                known = person.gender or self.resolver.genders.get(name, "")
                self.genders[name] = self.genders.get(name) or known
        common = {
            surname: [counts.most_common(1)[0][0] for counts in by_first.values()]
            for surname, by_first in names.items()
        }
        capitalised = list(CAPITALISED.finditer(self.text))
        led = {one.start() for one, other in pairwise(capitalised) if self.text[one.end() : other.start()] == " "}
        alone = Counter(match.group() for match in capitalised if match.start() not in led)
        known = {
            surname: kept
            for surname, full in common.items()
            if (kept := [name for name in full if self._is_person(name, alone[surname])])
        }
        first = {match.group() for match in capitalised if match.start() in led}
        single = [*self._list_titled(capitalised), *(name for name in self.sources - first if " " not in name)]
        return {**{name: [name] for name in single}, **known}

    def _list_titled(self, capitalised: Sequence[re.Match[str]]) -> Iterator[str]:
        """Yield the surnames behind a title: "President Lima"."""
        titles = self.resolver.source_rules.titles
        for title, name in pairwise(capitalised):
            gap = self.text[title.end() : name.start()]
            if (
                title.group() in titles
                and gap.strip(".") == " "
                and not self.text[name.end() :][:2].strip(" ").isupper()
            ):
                yield name.group()

    def _is_person(self, name: str, uses: int) -> bool:
        """Whether the text shows that a name is a person's: by a first name, or as a source that it calls by surname."""
        return bool(self.gender_of(name)) or (
            name in self.sources and uses > 0 and not any(word.isupper() for word in name.split())
        )

    @cached_property
    def full_names(self) -> dict[str, str]:
        """The one full name of each surname; an empty string if several people have it."""
        return {
            surname: names[0] if len(names) == 1 and self._is_introduced(surname, names[0]) else ""
            for surname, names in self.names_by_surname.items()
        }

    def _is_introduced(self, surname: str, name: str) -> bool:
        """Whether the surname alone means this person: it follows the full name, or pronouns behind it fit."""
        if name == surname or self.text.find(surname, self.body) >= self.text.find(name, self.body) >= 0:
            return True
        return self._fits_pronouns(surname, self.gender_of(name))

    def _fits_pronouns(self, surname: str, gender: str) -> bool:
        """Whether the pronouns behind a surname are mostly of a gender."""
        genders = Counter[str]()
        for match in list(re.finditer(rf"\b{re.escape(surname)}\b", self.text))[:MOST_LOOKED_AT]:
            pronoun = self.rules.person_pronoun.search(self.text, match.end(), match.end() + PRONOUN_REACH_CHARACTERS)
            if pronoun:
                genders["male" if pronoun.group().lower() in self.rules.male else "female"] += 1
        other = "female" if gender == "male" else "male"
        return bool(gender) and genders[gender] > genders[other]

    @cached_property
    def body(self) -> int:
        """The offset behind the headings that open the text."""
        return next((block.span.start for block in self.blocks if not is_heading(self.text, block)), 0)

    @cached_property
    def people(self) -> list[Named]:
        """Every place where the text names a person of whom it knows the full name."""
        by_first = {name.split()[0]: name for names in self.names_by_surname.values() for name in names if " " in name}
        found: list[Named] = []
        for match in CAPITALISED.finditer(self.text):
            if match.group() in self.full_names:
                named = self._name_at(match)
                if found and found[-1].end > named.start:
                    found.pop()
                found.append(named)
            elif match.group() in by_first:
                found.append(Named(match.start(), match.end(), by_first[match.group()]))
        return found

    def _name_at(self, match: re.Match[str]) -> Named:
        """Return the person of a surname, with the first name or the title in front of it."""
        surname, start, end = match.group(), match.start(), match.end()
        for full in self.names_by_surname[surname]:
            opening = full[: full.find(surname)]
            if start >= len(opening) and self.text.startswith(opening, start - len(opening)):
                start -= len(opening)
                return Named(start, start + len(full) if self.text.startswith(full, start) else end, full)
        first = FIRST_NAME.search(self.text, max(0, start - LONGEST_FIRST_NAME_CHARACTERS), start)
        if first and first[1] not in self.rules.honorifics and first[1] not in self.resolver.source_rules.titles:
            gender = self.resolver.rules.people.gender_by_first_name.get(first[1], "")
            if gender:
                self.genders[f"{first[1]} {surname}"] = gender
                return Named(first.start(1), end, f"{first[1]} {surname}")
        if title := self._find_title(start):
            full = self._choose_titled(surname, title)
            return Named(start - len(title), end, full)
        return Named(start, end, self.full_names[surname] or surname)

    def _choose_titled(self, surname: str, title: str) -> str:
        """Return the full name of "Mr Lima", whose gender the title tells."""
        gender = self.resolver.rules.people.gender_by_title.get(title.strip(" ."), "")
        names = self.names_by_surname[surname]
        fitting = [name for name in names if self.gender_of(name) == gender] or [
            name for name in names if not self.gender_of(name)
        ]
        if len(fitting) != 1:
            return surname
        self.genders[fitting[0]] = gender
        return fitting[0]

    def _find_title(self, start: int) -> str:
        before = self.text[max(0, start - LONGEST_TITLE_CHARACTERS) : start]
        words = before.split()
        is_title = before[-1:].isspace() and words and words[-1] in self.rules.honorifics
        return before[before.rfind(words[-1]) :] if is_title else ""

    def gender_of(self, name: str) -> str:
        """Return male, female, or an empty string if the text does not tell."""
        return self.genders.get(name) or self.resolver.genders.get(name, "")

    def list_people(self, start: int, end: int) -> list[Named]:
        """Return the people named between two offsets."""
        low = bisect_left(self.people, (start,))
        high = bisect_left(self.people, (end,))
        return self.people[low:high]

    def _list_nouns(self, words: re.Pattern[str], start: int, end: int) -> Iterator[Noun]:
        """Yield the noun phrases whose heads a pattern finds between two offsets, the last one first."""
        for match in reversed(list(words.finditer(self.text, start, end))):
            located = self.word_at(match.start())
            if located and self.rules.is_noun(*located):
                yield self.rules.describe_noun(*located)

    def find_noun(self, head: str, before: int) -> Noun | None:
        """Return the one noun phrase with this head and more words that the text gives before an offset.

        One of the two sentences before is the first choice.
        """
        near = self._list_near_starts(before)
        rich: dict[str, Noun] = {}
        uses_by_words = Counter[str]()
        start = max(0, before - NOUN_REACH_CHARACTERS)
        for noun in self._list_nouns(re.compile(rf"\b{re.escape(head)}\b", re.IGNORECASE), start, before):
            words = self.text[noun.span.start : noun.span.end]
            if self._is_rich(noun, words):
                if noun.span.start >= near:
                    return noun
                bare = words.lower().removeprefix("the ").removeprefix("a ").removeprefix("an ")
                rich.setdefault(bare, noun)
                uses_by_words[bare] += 1
        if len(rich) == 1:
            return next(iter(rich.values()))
        (most, uses), *others = uses_by_words.most_common(2) or [("", 0)]
        is_common = rich and rich[most].is_proper and uses > 1 and all(uses > other for _, other in others)
        return rich[most] if is_common else None

    def _list_near_starts(self, before: int) -> int:
        """Return the start of the second sentence before the one around an offset."""
        sentence = self.sentence_at(before)
        start = sentence.start if sentence else before
        for _ in range(NEAR_SENTENCES):
            one = self.sentence_before(start)
            start = one.start if one else start
        return start

    def find_group(self, offset: int) -> Noun | None:
        """Return the one organisation that the sentences before an offset name; None if there are several."""
        found: dict[str, Noun] = {}
        for noun in self._list_nouns(CAPITALISED, self._list_near_starts(offset), offset):
            words = self.text[noun.span.start : noun.span.end].removeprefix("the ").removeprefix("The ")
            if noun.is_proper and self._is_group(words, noun):
                found.setdefault(POSSESSIVE.sub("", words), noun)
        return next(iter(found.values())) if len(found) == 1 else None

    def find_state(self, offset: int) -> Span | None:
        """Return the one state that the sentences before an offset name; None if there are several."""
        start = self._list_near_starts(offset)
        found = {match.group(): Span(*match.span()) for match in self.rules.state.finditer(self.text, start, offset)}
        return next(iter(found.values())) if len(found) == 1 else None

    def _is_group(self, words: str, noun: Noun) -> bool:
        sources = self.resolver.source_rules
        capital = all(word[:1].isupper() or word in ("of", "for", "and") for word in words.split())
        people = self.list_people(noun.span.start, noun.span.end)
        is_place = words in sources.places or any(
            word in self.resolver.rules.people.not_names for word in words.split()
        )
        return capital and not people and not is_place and "\n" not in words

    def _is_rich(self, noun: Noun, words: str) -> bool:
        """Whether a noun phrase says by itself what it means."""
        lower = words.lower().split()
        bare = lower[1:] if lower and lower[0] in ("a", "an", "the") else lower
        vague = self.rules.third_words.intersection(lower) or any(mark in words for mark in '‘“”"(')
        vague = vague or not self.rules.indefinite_openers.isdisjoint(lower)
        return not vague and (len(bare) >= 3 or (noun.is_proper and len(bare) >= 2)) and "\n" not in words
