"""Each note about a file has its sentence, for one thing and for many."""

import pytest

from claims.source_notes import SOURCE_NOTES, list_note_sentences


@pytest.mark.parametrize("code", SOURCE_NOTES)
def test_each_note_names_its_things(code: str) -> None:
    one, many = list_note_sentences(
        [{"code": code, "count": 1, "names": "3"}, {"code": code, "count": 12, "names": "3, 5"}]
    )
    assert "3" in one
    assert "12" in many
    assert "3, 5" in many
