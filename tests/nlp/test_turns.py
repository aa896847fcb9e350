"""A transcript with turns: each claim has its speaker, and names before the words are no part of the text."""

from claims import nlp
from claims.nlp import Span, Turn
from claims.nlp.turns import blank_labels

TEXT = (
    "Hearing of the council\n\n"
    "ANA LIMA: I built 300 homes in 2020. The governor said that crime rose by 40 percent.\n\n"
    "[00:12:10] BOB STONE: We lost 4,000 jobs in March 2021, and taxes rose to 30 percent."
)
TURNS = [
    Turn(Span(TEXT.index("I built"), TEXT.index("\n\n[")), "Ana Lima"),
    Turn(Span(TEXT.index("We lost"), len(TEXT)), "Bob Stone"),
]


def chains(reading: nlp.Reading) -> dict[str, list[str]]:
    return {TEXT[c.span.start : c.span.end]: [link.name for link in c.chain] for c in reading.claims}


def test_the_speaker_of_a_turn_says_what_stands_in_it() -> None:
    assert chains(nlp.read(TEXT, turns=TURNS)) == {
        "I built 300 homes in 2020.": ["Ana Lima"],
        "that crime rose by 40 percent": ["governor", "Ana Lima"],
        "We lost 4,000 jobs in March 2021, and taxes rose to 30 percent.": ["Bob Stone"],
    }


def test_a_speaker_of_the_whole_text_says_the_rest() -> None:
    reading = nlp.read(TEXT, turns=TURNS[1:], speaker="Carla Diaz")
    assert {names[-1] for names in chains(reading).values()} == {"Bob Stone", "Carla Diaz"}


def test_a_passage_chosen_by_hand_has_its_speaker() -> None:
    start = TEXT.index("taxes rose")
    reading = nlp.read_passage(TEXT, Span(start, len(TEXT)), turns=TURNS)
    assert chains(reading) == {"taxes rose to 30 percent.": ["Bob Stone"]}


def test_labels_are_blank_and_offsets_stay() -> None:
    blank = blank_labels(TEXT, TURNS)
    assert len(blank) == len(TEXT)
    assert "LIMA" not in blank
    assert "STONE" not in blank
    assert blank.startswith("Hearing of the council\n\n")
    assert blank_labels(TEXT, []) == TEXT
