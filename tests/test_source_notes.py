"""Each note about a file or a page has its sentence, for one thing and for many."""

import pytest

from claims.source_notes import SOURCE_NOTES, list_note_sentences

COUNTING = {"walled_page", "short_page", "index_page", "long_table"}
"""Notes that count words or links, and name none of them."""


@pytest.mark.parametrize("code", SOURCE_NOTES)
def test_each_note_names_its_things_or_counts_them(code: str) -> None:
    one, many = list_note_sentences(
        [{"code": code, "count": 1, "names": "3"}, {"code": code, "count": 12, "names": "3, 5"}]
    )
    assert ("1 " if code in COUNTING else "3") in one
    assert "12" in many
    assert ("3, 5" in many) is (code not in COUNTING)
