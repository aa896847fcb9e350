"""Invented claims and articles; the same seed generates the same text."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from random import Random

FIRST_NAMES = (
    "Ada", "Bela", "Clara", "Dario", "Edda", "Femi", "Greta", "Hugo", "Ines", "Jonas", "Katya", "Lamin", "Mirko",
    "Noor", "Otis", "Paula", "Rosa", "Samir", "Tove", "Viktor",
)  # fmt: skip
LAST_NAMES = (
    "Abara", "Brandt", "Castel", "Dovka", "Elling", "Farkas", "Gomez", "Haddad", "Ivory", "Jensen", "Kovacs",
    "Lindgren", "Marek", "Nowak", "Okafor", "Petrov", "Quist", "Rossi", "Soto", "Tamm", "Urban", "Vega", "Weiss",
    "Yilmaz", "Zeller",
)  # fmt: skip
TOWN_NAMES = (
    "Aldmouth", "Brackley", "Corvale", "Dunmore", "Eastholm", "Farnby", "Grauport", "Hallin", "Isenau", "Jarrow",
    "Kestrel Bay", "Lowen", "Marrick", "Norvale", "Ostend Hill", "Pellworth", "Quarry End", "Rhona", "Stavik",
    "Tolmin",
)  # fmt: skip
ORGANISATIONS = (
    "Ministry of Health", "Office for Roads", "Harbour Board", "School Council", "Water Agency", "Union of Nurses",
    "Chamber of Trade", "Institute of Labour", "Forest Service", "Transport Authority",
)  # fmt: skip
COUNTED_NOUNS = (
    "trees", "homes", "teachers", "patients", "bridges", "permits", "jobs", "buses", "complaints", "votes",
    "passengers", "arrests", "visitors", "vaccines", "solar panels", "pupils",
)  # fmt: skip
VERB_PHRASES = (
    "were planted", "were counted", "were lost", "were promised", "were paid for", "were moved", "were registered",
    "were sold", "were refused", "were approved", "were inspected", "were repaired",
)  # fmt: skip
TIME_PHRASES = (
    "last year", "since January", "in 2024", "in 2025", "within a week", "before the election",
    "in the first half of the year", "over three winters", "last month", "since the flood",
)  # fmt: skip
COMPARISONS = (
    "more than ever before", "twice as many as planned", "fewer than in any year since 1990",
    "half of what was needed", "as many as in all other towns together", "and none of them by the state",
    "which nobody had foreseen", "a third of them at night",
)  # fmt: skip
SPEECH_CUES = ("said", "claimed", "told the council", "wrote", "announced", "insisted")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NUMBER_MODIFIERS = ("", "", "", "more than", "about", "almost", "at least")
FILLER_SENTENCES = (
    "The meeting lasted until late in the evening, and most of the seats stayed taken to the end.",
    "Nobody from the administration wanted to comment on the figures before the papers were complete.",
    "People who live near the station have been waiting for an answer for a long time.",
    "The rain had stopped by then, and the market square slowly filled again.",
    "What exactly was agreed will be known when the minutes are published.",
    "Those who had come with questions went home with new ones.",
    "A second hearing is planned; the date depends on the hall.",
    "Both sides speak of a success, which is rarely a good sign in this town.",
    "The documents fill three folders, and only one of them can be read by visitors.",
    "Some of the older residents remember how the same plan failed a generation ago.",
    "It was not the first time that the subject had stood on the agenda.",
    "The newspaper of the neighbouring valley had reported about it in spring.",
)


@dataclass(frozen=True, slots=True)
class GeneratedStatement:
    """A sentence that contains a claim; all offsets count from the start of the sentence."""

    sentence: str
    start: int
    end: int
    source: int
    source_end: int
    cue: str
    modifier: str
    low: int
    unit: str
    number: tuple[int, int]

    @property
    def claim(self) -> str:
        """The text of the claim without the rest of the sentence."""
        words = self.sentence[self.start : self.end]
        return words[:1].upper() + words[1:]


class SentenceWriter:
    """Writes sentences; a few of the `sources` are quoted often and most rarely (Zipf's law)."""

    def __init__(self, seed: int, sources: int = 3000) -> None:
        self.chance = Random(seed)  # noqa: S311 - not a secret
        self.sources = self._generate_names(sources)
        self._numbers = range(len(self.sources))
        self._weights = list(accumulate(1 / (rank + 1) for rank in self._numbers))

    def _generate_names(self, count: int) -> list[tuple[str, str]]:
        """Return unique names with their kind."""
        bodies = [(f"{body} of {town}", "organisation") for body in ORGANISATIONS for town in TOWN_NAMES]
        people = [
            (f"{first} {last}{suffix}", "person")
            for suffix in ("", *(f" of {town}" for town in TOWN_NAMES))
            for last in LAST_NAMES
            for first in FIRST_NAMES
        ]
        names = [*bodies, *people][:count]
        self.chance.shuffle(names)
        return names

    def write_statement(self) -> GeneratedStatement:
        """Return a sentence with a claim, its source and a number."""
        pick = self.chance.choice
        source = self.chance.choices(self._numbers, cum_weights=self._weights)[0]
        low, unit, modifier, cue = (
            self.chance.randrange(2, 90_000),
            pick(COUNTED_NOUNS),
            pick(NUMBER_MODIFIERS),
            pick(SPEECH_CUES),
        )
        name = self.sources[source][0]
        opening = f"{name} {cue} on {pick(WEEKDAYS)} that "
        number = f"{modifier} {low:,}".lstrip()
        claim = f"{number} {unit} {pick(VERB_PHRASES)} in {pick(TOWN_NAMES)} {pick(TIME_PHRASES)}, {pick(COMPARISONS)}"
        start = len(opening)
        return GeneratedStatement(
            f"{opening}{claim}.", start, start + len(claim), source, len(name), cue, modifier, low, unit,
            (start, start + len(number) + 1 + len(unit)),
        )  # fmt: skip

    def write_filler(self, sentences: int) -> str:
        """Return sentences that contain no claim."""
        return " ".join(self.chance.choices(FILLER_SENTENCES, k=sentences))

    def choose_person(self, people: Sequence[int], other_than: int = 0) -> int:
        """Choose one of the people, except `other_than`."""
        return self.chance.choice([person for person in people if person != other_than])
