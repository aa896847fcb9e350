"""Subtitles as transcripts: sentences, seconds and speakers, however the file is written."""

import time

import pytest

from claims.file_refusals import NoCues, TooManyCues
from claims.intake.cues import MAX_CUES
from claims.intake.document import Document
from claims.intake.documents import document_from_file
from claims.text_positions import TextPosition

VOICES = """\ufeffWEBVTT - council
Kind: captions

NOTE made by hand
two lines

STYLE
::cue { color: red }

intro
00:00:01.000 --> 00:00:04.000 align:start
<v Ana Lima>We built 300 homes
in 2020,</v>

2
00:04.000 --> 00:06.000
<v Ana Lima>and taxes fell by 3&nbsp;percent.

00:06,500 --> 00:08,000
<v.loud Bob Stone>That is <i>wrong</i>.
[Applause]

1:02:33.5 --> 1:02:40.000
Who said so?
"""
ROLLING = """WEBVTT

00:00:00.000 --> 00:00:02.000 align:start position:0%
 
the<00:00:00.500><c> mayor</c><00:00:01.000><c> said</c>

00:00:02.000 --> 00:00:02.010
the mayor said
 

00:00:02.010 --> 00:00:04.000
the mayor said
that<00:00:02.500><c> trees fell</c>

00:00:04.000 --> 00:00:04.010
that trees fell
 

00:00:04.010 --> 00:00:06.000
that trees fell
and the roof too.
"""  # noqa: W293 - as players write it


def read(text: str, name: str = "council.vtt") -> Document:
    return document_from_file(name, text.encode())


def list_passages(document: Document) -> list[tuple[str, int | None, str]]:
    return [(document.text[row.start : row.end], row.second, row.speaker) for row in document.positions]


def test_cues_become_sentences_with_second_and_speaker() -> None:
    document = read(VOICES)
    assert document.kind == "transcript"
    assert document.text == (
        "Ana Lima: We built 300 homes in 2020, and taxes fell by 3 percent.\n\n"
        "Bob Stone: That is wrong.\n\nWho said so?"
    )
    assert list_passages(document) == [
        ("We built 300 homes in 2020,", 1, "Ana Lima"),
        ("and taxes fell by 3 percent.", 4, "Ana Lima"),
        ("That is wrong.", 6, "Bob Stone"),
        ("Who said so?", 3753, ""),
    ]


def test_lines_that_roll_up_are_said_once() -> None:
    document = read(ROLLING)
    assert document.text == "the mayor said that trees fell and the roof too."
    assert [row.second for row in document.positions] == [0, 2, 4]


def test_what_is_said_twice_after_a_pause_stays() -> None:
    text = "1\n00:00:01,000 --> 00:00:02,000\nYes, we did.\n\n2\n00:00:03,000 --> 00:00:04,000\nYes, we did.\n"
    assert read(text, "a.srt").text == "Yes, we did. Yes, we did."


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.srt", "1\n00:00:01,000 --> 00:00:02,000\nThe mayor said no.\n2\n00:00:02,500 --> 00:00:04,000\nTwice.\n"),
        ("a.srt", "00:00:01.000 --> 00:00:02.000\n{\\an8}The mayor said no.\n\n0:0:2,5 --> 0:0:4,0\n\nTwice.\n"),
        ("a.vtt", "00:01,000 --> 00:02,000\n<b>The mayor</b> said no.\n00:02,500 --> 00:04,000\nTwice.\n"),
        ("a.sbv", "0:00:01.000,0:00:02.000\nThe mayor said no.\n\n0:00:02.500,0:00:04.000\nTwice.\n"),
    ],
)
def test_a_file_that_follows_no_format_is_read(name: str, text: str) -> None:
    document = read(text, name)
    assert document.text == "The mayor said no. Twice."
    assert [row.second for row in document.positions] == [1, 2]


def test_names_and_dashes_in_the_words_change_the_speaker() -> None:
    text = (
        "1\n00:00:01,000 --> 00:00:03,000\n>> ANA LIMA: We built 300 homes.\n- Did you?\n\n"
        "2\n00:00:03,000 --> 00:00:05,000\n&gt;&gt; Bob Stone:\n\n3\n00:00:05,000 --> 00:00:06,000\nThey did not.\n"
    )
    assert list_passages(read(text, "a.srt")) == [
        ("We built 300 homes.", 1, "ANA LIMA"),
        ("Did you?", 1, ""),
        ("They did not.", 5, "Bob Stone"),
    ]


def test_a_clock_in_the_words_is_no_speaker() -> None:
    document = read("1\n00:00:01,000 --> 00:00:03,000\nAt 10:30: nothing. The point: money.\n", "a.srt")
    assert document.positions == (TextPosition(0, len(document.text), second=1),)


def test_a_pause_ends_a_paragraph_behind_a_sentence() -> None:
    text = "1\n00:00:01,000 --> 00:00:02,000\nIt ended.\n\n2\n00:00:09,000 --> 00:00:10,000\nThen it began.\n"
    assert read(text, "a.srt").text == "It ended.\n\nThen it began."


def test_a_file_without_cues_or_with_too_many_is_refused() -> None:
    with pytest.raises(NoCues):
        read("WEBVTT\n\nNothing here.")
    with pytest.raises(TooManyCues, match="50000 subtitles"):
        read("0:01 --> 0:02\na\n" * (MAX_CUES + 1))


def test_two_hours_are_read_within_three_seconds() -> None:
    cues = [
        f"{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}.000 --> "
        f"{(second + 3) // 3600:02}:{(second + 3) // 60 % 60:02}:{(second + 3) % 60:02}.000\n"
        f"<v Speaker {second // 60 % 4}>The council built {second} homes in the town,\nand nobody has counted them.\n"
        for second in range(0, 7_200, 3)
    ]
    began = time.process_time()
    document = read("WEBVTT\n\n" + "\n".join(cues))
    assert time.process_time() - began < 3
    assert len(document.positions) == len(cues)


@pytest.mark.parametrize("text", ["<" * 200_000, "<v " * 70_000, "a: " * 70_000, "[(" * 100_000, "{\\" * 90_000])
def test_hostile_markup_costs_no_time(text: str) -> None:
    began = time.process_time()
    read(f"WEBVTT\n\n00:01.000 --> 00:02.000\nThe mayor said no. {text}")
    assert time.process_time() - began < 2
