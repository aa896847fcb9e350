"""Hostile texts: linear cost and no exception, on a machine that may be busy."""

import gc
import time
from collections.abc import Callable

import pytest

from claims import nlp

STORY = "The envoy told Reuters that nearly 300 people had fled {place} on Tuesday. “We saw the smoke,” she said.\n"
MOST_OF_A_STORY = 25  # times the CPU time of an ordinary story of 2 kB at that moment; the dearest shape takes 10
MOST_GROWTH = 15  # for ten times the text; an idle core stays below 12


def story(size: int) -> str:
    lines = [STORY.format(place=f"village {number}") for number in range(size // len(STORY) + 1)]
    return "".join(lines)[:size]


def surname(number: int) -> str:
    """Return a surname that no other number gives: "Limabca"."""
    return "Lima" + "".join(chr(ord("a") + number // 26**power % 26) for power in range(3))


def numbered(line: str) -> Callable[[int], str]:
    """Return a text of lines with a name of their own each."""
    return lambda size: "".join(line.format(surname(number)) for number in range(size // len(line) + 1))[:size]


def repeated(piece: str) -> Callable[[int], str]:
    return lambda size: (piece * (size // len(piece) + 1))[:size]


HOSTILE = {
    "exclamations": repeated("!"),
    "parentheses": repeated("("),
    "straight quotes": repeated('"'),
    "doubled quotes": repeated("''"),
    "opening quotes never closed": repeated("“Hello, he said. "),
    "letters without a space": repeated("a"),
    "capitals without a space": repeated("A"),
    "digits": repeated("7"),
    "number words": repeated("one "),
    "cue words": repeated("said "),
    "names": repeated("Ana Lima "),
    "headings": repeated("The mayor said so\n"),
    "bullets": repeated("- the mayor said that it rained\n"),
    "table": repeated("a\tb\t300\n"),
    "a cell before empty ones": lambda size: "a" + "\t" * (size - 1),
    "captions": repeated("Photo: the mayor said hello\nRead more\n"),
    "emoji": repeated("👩‍👩‍👧 "),
    "combining characters": repeated("e\u0301"),
    "another script": repeated("中文"),
    "blank lines": repeated("\n"),
    "no line break at all": lambda size: story(size).replace("\n", " "),
    "all capitals": lambda size: story(size).upper(),
    "story": story,
    "nested quotes": repeated("“He said ‘she said “it rained” again’ twice,” Ana Lima said. "),
    "nested quotes never closed": repeated("“he said ‘"),
    "quotations of one block": repeated("“It rained,” she said, “in May.” "),
    "quoted words": repeated("“a” “b” said "),
    "commas": repeated("the mayor, "),
    "lines of one letter": repeated("a\n"),
    "lines of one number": repeated("300\n"),
    "alternating speakers": repeated("LIMA: We lost 300 jobs.\nCHEN: They lost 400 jobs.\n"),
    "numbers": repeated("1,234 5.6 78% "),
    "ranges": repeated("between 1 and 2 and 3 to 4 "),
    "dates": repeated("on 3 May 2024, by Monday, in 2019, "),
    "pronouns": repeated("He said she lost it. "),
    "names with titles": numbered("President Ana {0} said Mr Chen{0} lied. "),
    "names with roles": numbered("The mayor, Ana {0}, a nurse, said she left. "),
    "brackets": repeated("(he said [it] "),
    "abbreviations": repeated("Ana Lima Institute (ALI) said "),
    "ellipses": repeated("he said ... "),
    "said that said that": repeated("the mayor said that "),
    "mixed scripts": repeated("said он сказал 中文 said 300 "),
    "relays": repeated("Crime rose, according to police. "),
    "cited sources": repeated("Reuters reported, citing police, that 300 died. "),
    "headings with numbers": repeated("Mayor sees 300 jobs lost\n"),
    "plans and companies": repeated("This plan is new. The company said it. "),
    "footnotes": repeated("he said it[1] (2) "),
    "names in capitals": lambda size: numbered("MAYOR {0} SAID POLICE TOLD REUTERS 300 DIED IN MAY ")(size).upper(),
    "opening quotes of many speakers": numbered("“Lima {0} said “Chen {0} told him "),
    "according to according to": repeated("according to the mayor according to police "),
    "weekdays": repeated("from Monday to Friday on Tuesday, "),
    "addresses": numbered("http://x.y/{0}?a=3&said=300 "),
    "fractions": repeated("half of a third of two thirds of a quarter of "),
    "words for many": repeated("dozens of hundreds of several thousand of tens of "),
    "corrections": repeated("Correction: he never said falsely claimed not true that it is untrue that "),
    "possessives": repeated("the mayor's police's claim's report's that "),
    "dashes": repeated("the mayor — said — that — 300 — people - left -- and "),
}


def seconds(text: str) -> float:
    """Return the CPU time of a reading."""
    start = time.process_time()
    nlp.read(text, published="2024-05-14")
    return time.process_time() - start


@pytest.fixture(scope="module", autouse=True)
def _loaded_model() -> None:
    """Load the model and keep it out of the collector's way, as workers do."""
    nlp.read(story(2_000))
    gc.freeze()


@pytest.mark.parametrize("shape", HOSTILE)
def test_20_kb_of_anything_is_read_in_a_moment_and_costs_ten_times_2_kb(shape: str) -> None:
    small, large = HOSTILE[shape](2_000), HOSTILE[shape](20_000)

    def is_cheap() -> bool:
        ordinary = seconds(story(2_000))
        least = ordinary / 2  # of 2 kB the reader parses nothing of some shapes, and of the 20 kB all
        return seconds(large) < min(MOST_GROWTH * max(seconds(small), least), MOST_OF_A_STORY * ordinary)

    assert any(is_cheap() for _ in range(3))


@pytest.mark.parametrize("shape", ["exclamations", "letters without a space", "straight quotes", "parentheses"])
def test_a_megabyte_of_marks_is_no_harder(shape: str) -> None:
    assert seconds(HOSTILE[shape](1_000_000)) < MOST_OF_A_STORY * seconds(story(2_000))


@pytest.mark.parametrize("shape", ["story", "relays"])
def test_the_claims_of_a_long_text_cost_as_much_as_those_of_a_short_one(shape: str) -> None:
    small, large = HOSTILE[shape](8_000), HOSTILE[shape](80_000)
    assert any(seconds(large) < MOST_GROWTH * seconds(small) for _ in range(3))
