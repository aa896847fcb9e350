"""Hostile texts: linear cost and no exception, on a machine that may be busy."""

import sys
import time
from collections.abc import Callable

import pytest

from claims import nlp

STORY = "The envoy told Reuters that nearly 300 people had fled {place} on Tuesday. “We saw the smoke,” she said.\n"
SECONDS_PER_100_KB = 6.0  # CPU time; an idle core takes a third of the promised 2


def story(size: int) -> str:
    lines = [STORY.format(place=f"village {number}") for number in range(size // len(STORY) + 1)]
    return "".join(lines)[:size]


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
    "captions": repeated("Photo: the mayor said hello\nRead more\n"),
    "emoji": repeated("👩‍👩‍👧 "),
    "combining characters": repeated("e\u0301"),
    "another script": repeated("中文"),
    "blank lines": repeated("\n"),
    "no line break at all": lambda size: story(size).replace("\n", " "),
    "all capitals": lambda size: story(size).upper(),
    "story": story,
}


def seconds(text: str) -> float:
    """Return the CPU time of a reading, without that of a tracer which measures coverage."""
    tracer = sys.gettrace()
    sys.settrace(None)
    try:
        start = time.process_time()
        nlp.read(text, published="2024-05-14")
        return time.process_time() - start
    finally:
        sys.settrace(tracer)


@pytest.fixture(scope="module", autouse=True)
def _loaded_model() -> None:
    nlp.read(story(2_000))


@pytest.mark.parametrize("name", HOSTILE)
def test_100_kb_of_anything_is_read_in_seconds(name: str) -> None:
    assert seconds(HOSTILE[name](100_000)) < SECONDS_PER_100_KB


@pytest.mark.parametrize("name", ["exclamations", "letters without a space", "straight quotes", "parentheses"])
def test_a_megabyte_of_marks_is_no_harder(name: str) -> None:
    assert seconds(HOSTILE[name](1_000_000)) < SECONDS_PER_100_KB


def test_ten_times_the_text_takes_about_ten_times_as_long() -> None:
    assert seconds(story(300_000)) < 25 * max(seconds(story(30_000)), 0.05)
