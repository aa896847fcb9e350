"""Where a text names people, with their full names and their gender."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice, pairwise
from typing import NamedTuple

from claims.nlp.attribution.coreference import SourceResolver
from claims.nlp.parsing.parsed_blocks import ParsedBlock, is_heading
from claims.nlp.statements.rules import StatementRules

CAPITALISED = re.compile(r"(?<![\w-])[A-ZÀ-Þ][\w-]+(?:[’'][A-ZÀ-Þ]\w+)?(?![’']t\b)\b")
LONGEST_NAME_WORDS = 4
SHORTEST_NAME_WORDS = 2
POSSESSIVE = re.compile(r"[’']s?$")
OWNER = re.compile(r"[’']s?\s")
FIRST_NAME = re.compile(r"(?<![\w-])([A-ZÀ-Þ][\w-]+) $")
LONGEST_FIRST_NAME_CHARACTERS = 20
JOINED_NAME = re.compile(
    r"\b(?P<first>[A-ZÀ-Þ][\w-]+) (?:(?:de|van|von|der|den|la|del|di|du|da|dos|bin|al|el) ){1,2}"
    r"(?P<last>[A-ZÀ-Þ][\w-]+)"
)
"""A name with a particle: "Ana de Lima"."""

SUFFIXES = frozenset({"Jr.", "Jr", "Sr.", "Sr", "II", "III"})
LONGEST_TITLE_CHARACTERS = 5
MOST_LOOKED_AT = 20
MOST_NAMES_LOOKED_AT = 60
PRONOUN_REACH_CHARACTERS = 80


class Named(NamedTuple):
    """Where the text names a person, with the full name."""

    start: int
    end: int
    name: str


class NamedPeople:
    """The people of a text; `sources` are the names of those who say something."""

    def __init__(
        self,
        text: str,
        blocks: Sequence[ParsedBlock],
        resolver: SourceResolver,
        rules: StatementRules,
        sources: Iterable[str],
    ) -> None:
        self.text = text
        self.blocks = blocks
        self.resolver = resolver
        self.rules = rules
        common = rules.common_words
        self.sources = frozenset(name for name in sources if name[:1].isupper() and name.lower() not in common)
        self.genders: dict[str, str] = {}
        self.pronouns: dict[str, Counter[str]] = {}

    @cached_property
    def names_by_surname(self) -> dict[str, list[str]]:
        """The full names of each surname: one for each person."""
        names = self._count_names()
        common = {
            surname: [counts.most_common(1)[0][0] for counts in by_first.values()]
            for surname, by_first in names.items()
        }
        capitalised = list(CAPITALISED.finditer(self.text))
        led = {one.start() for one, other in pairwise(capitalised) if self.text[one.end() : other.start()] == " "}
        alone = Counter(match.group() for match in capitalised if match.start() not in led)
        by_surname = {
            surname: kept
            for surname, full in common.items()
            if (kept := [name for name in full if self._is_person(name, alone[surname])])
        }
        first = {match.group() for match in capitalised if match.start() in led}
        joined = self._list_joined()
        titled = [name for name in self._list_titled(capitalised) if name not in joined]
        single = [*titled, *(name for name in self.sources - first if " " not in name)]
        particles = {name.rsplit(maxsplit=1)[1]: [name] for name in joined.values()}
        return {**{name: [name] for name in single}, **by_surname, **particles}

    def _count_names(self) -> dict[str, dict[str, Counter[str]]]:
        """Return how often the text gives each full name, by surname and first name; note the genders."""
        names: dict[str, dict[str, Counter[str]]] = {}
        starts = [block.span.start for block in self.blocks]
        for person in self.resolver.people:
            name = self.drop_titles(POSSESSIVE.sub("", person.name))
            words = name.split()
            place = bisect_right(starts, person.start) - 1
            if person.start >= 0 and place >= 0 and is_heading(self.text, self.blocks[place]):
                continue
            if 1 < len(words) <= LONGEST_NAME_WORDS and not self._is_group_name(name):
                surname = words[-1] if words[-1] not in SUFFIXES else words[-2]
                names.setdefault(surname, {}).setdefault(words[0], Counter())[name] += 1
                known = person.gender or self.resolver.genders.get(name, "")
                if name != person.name:
                    known = known or self.gender_by_first_name.get(words[0], "")
                self.genders[name] = self.genders.get(name) or known
        for name in filter(self.is_full_name, map(self.drop_titles, sorted(self.sources))):
            first, surname = name.split()
            names.setdefault(surname, {}).setdefault(first, Counter())[name] += 1
            self.genders[name] = self.genders.get(name) or self.gender_by_first_name[first]
        return names

    def _list_joined(self) -> dict[str, str]:
        """Return the names with a particle by their first names: "Ana de Lima"."""
        joined: dict[str, str] = {}
        for match in JOINED_NAME.finditer(self.text):
            if gender := self.gender_by_first_name.get(match["first"], ""):
                joined[match["first"]] = match.group()
                self.genders[match.group()] = gender
        return joined

    @property
    def gender_by_first_name(self) -> dict[str, str]:
        """The genders of first names."""
        return self.resolver.rules.people.gender_by_first_name

    def _is_group_name(self, name: str) -> bool:
        """Whether a name is that of several people or belongs to somebody: "Ludd Republicans", "Lima's Trust"."""
        first, last = name.split(maxsplit=1)[0], name.rsplit(maxsplit=1)[-1].lower()
        is_plural = last.rstrip("s") in self.rules.person_nouns and (
            last.endswith("s") or first not in self.gender_by_first_name
        )
        return is_plural or OWNER.search(name) is not None

    def is_full_name(self, name: str) -> bool:
        """Whether a name is a first name that people have, with a surname."""
        words = name.split()
        is_name = len(words) == SHORTEST_NAME_WORDS and words[0] in self.gender_by_first_name and words[1][0].isupper()
        return is_name and not self._is_group_name(name)

    def drop_titles(self, name: str) -> str:
        """Return a name of three words or more without the offices in front of it: "Executive Ana Lima"."""
        words = name.split()
        if len(words) > SHORTEST_NAME_WORDS and words[0] not in self.gender_by_first_name:
            start = next((place for place, word in enumerate(words[:-1]) if word in self.gender_by_first_name), 0)
            words = words[start:]
        return " ".join(words)

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
        """Whether a name is a person's: by a first name, or as a source whom the text calls by surname."""
        return bool(self._known_gender(name)) or (
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
        """Whether the pronouns behind a surname are mostly of a gender; only of so many names per text."""
        if surname not in self.pronouns and len(self.pronouns) < MOST_NAMES_LOOKED_AT:
            self.pronouns[surname] = self._count_pronouns(surname)
        genders = self.pronouns.get(surname, Counter())
        return bool(gender) and genders[gender] > genders.total() - genders[gender]

    def _count_pronouns(self, surname: str) -> Counter[str]:
        genders = Counter[str]()
        places = re.finditer(rf"\b{re.escape(surname)}\b", self.text)
        for match in islice(places, MOST_LOOKED_AT):
            pronoun = bisect_left(self.person_pronouns, (match.end(), 0))
            if pronoun < len(self.person_pronouns):
                start, end = self.person_pronouns[pronoun]
                if end <= match.end() + PRONOUN_REACH_CHARACTERS:
                    genders["male" if self.text[start:end].lower() in self.rules.male else "female"] += 1
        return genders

    @cached_property
    def person_pronouns(self) -> list[tuple[int, int]]:
        """Where "he" and "she" stand in the text."""
        return [match.span() for match in self.rules.person_pronoun.finditer(self.text)]

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
            gender = self.gender_by_first_name.get(first[1], "")
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
        """Return male, female, or an empty string if neither names and titles nor the pronouns behind a name tell."""
        known = self._known_gender(name)
        if known or not name:
            return known
        surname = name.rsplit(maxsplit=1)[-1]
        return next((gender for gender in ("male", "female") if self._fits_pronouns(surname, gender)), "")

    def _known_gender(self, name: str) -> str:
        return self.genders.get(name) or self.resolver.genders.get(name, "")

    def list_people(self, start: int, end: int) -> list[Named]:
        """Return the people named between two offsets."""
        low = bisect_left(self.people, (start,))
        high = bisect_left(self.people, (end,))
        return self.people[low:high]
