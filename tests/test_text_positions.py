"""Where passages stand in a file, and links into recordings."""

from typing import Any

import pytest

from claims.text_positions import TextPosition, find_position, format_second, link_to_second, read_positions

ROWS: list[dict[str, Any]] = [
    {"start": 10, "end": 20, "page": 1},
    {"start": 22, "end": 30, "page": 2, "speaker": "Ana Lima"},
    {"start": 40, "end": 50, "second": 7},
]


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [(0, 10, None), (0, 11, 0), (10, 12, 0), (19, 25, 0), (20, 22, None), (20, 25, 1), (45, 60, 2), (50, 60, None)],
)
def test_the_first_position_that_shares_a_character_is_found(start: int, end: int, found: int | None) -> None:
    assert find_position(ROWS, start, end) == (None if found is None else read_positions(ROWS)[found])


def test_positions_are_stored_without_what_is_unknown() -> None:
    assert [position.to_json() for position in read_positions(ROWS)] == ROWS
    assert TextPosition(1, 2, second=0).to_json() == {"start": 1, "end": 2, "second": 0}


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://www.youtube.com/watch?v=abc&t=3s", "https://www.youtube.com/watch?v=abc&t=75s"),
        ("https://youtu.be/abc", "https://youtu.be/abc?t=75s"),
        ("https://town.example/council.mp4#top", "https://town.example/council.mp4#t=75"),
        ("https://notyoutube.com/a", "https://notyoutube.com/a#t=75"),
    ],
)
def test_a_recording_begins_at_a_second(url: str, link: str) -> None:
    assert link_to_second(url, 75) == link


@pytest.mark.parametrize(("second", "words"), [(0, "0:00"), (75, "1:15"), (3753, "1:02:33"), (400_000, "111:06:40")])
def test_a_second_is_shown_as_players_show_it(second: int, words: str) -> None:
    assert format_second(second) == words
