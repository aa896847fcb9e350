"""Names before what is said make a transcript of a text."""

import pytest

from claims.intake.document import Document
from claims.intake.turns import add_turns, find_turns

HEARING = (
    "Hearing of the council\n\nANA LIMA, MAYOR: We built 300 homes.\nIt was cheap.\n\n"
    "[00:12:10] BOB STONE: That is wrong.\n\nLIMA:\nNo. Note: we did.\n12:40\nTwice."
)


def list_passages(text: str) -> list[tuple[str, int | None, str]]:
    return [(text[row.start : row.end], row.second, row.speaker) for row in find_turns(text)]


def test_each_passage_has_its_speaker_and_second() -> None:
    assert list_passages(HEARING) == [
        ("We built 300 homes.\nIt was cheap.", None, "ANA LIMA"),
        ("That is wrong.", 730, "BOB STONE"),
        ("No. Note: we did.", None, "ANA LIMA"),
        ("Twice.", 760, "ANA LIMA"),
    ]


def test_a_name_in_small_letters_counts_from_its_second_turn_on() -> None:
    assert list_passages("Ana Lima: We did.\nNote: nobody asked.\nAna Lima: We did not.") == [
        ("We did.\nNote: nobody asked.", None, "Ana Lima"),
        ("We did not.", None, "Ana Lima"),
    ]
    assert list_passages("The mayor said one thing: nothing.") == []


def test_only_spoken_texts_are_read_so_unless_the_text_is_turns() -> None:
    news = Document(title="", text="POLICE: Two people were hurt.\n\n" + "The fire went out in the morning. " * 9)
    assert add_turns(news) == news
    talk = "\n".join(["ANA LIMA: We built 300 homes.", "BOB STONE: You did not."] * 2)
    guessed = add_turns(Document(title="", text=talk, guesses=("title",)))
    assert (guessed.kind, guessed.guesses, len(guessed.positions)) == ("transcript", ("title", "kind"), 4)
    given = add_turns(Document(title="", text=news.text, kind="interview"))
    assert [row.speaker for row in given.positions] == ["POLICE"]
    assert given.guesses == ()


@pytest.mark.parametrize("text", ["A" * 500_000, "A b " * 120_000, "A:" * 200_000, "1:" * 200_000, "A (" * 150_000])
def test_hostile_text_costs_no_time(text: str) -> None:
    find_turns(text)
