"""Offsets of the parser lead back to the text."""

from claims.nlp.parsing.alignment import align_sentence


def test_marks_become_plain_and_keep_their_offsets() -> None:
    text = "x “It’s «over»” said"
    aligned = align_sentence(text, 2, len(text))
    assert aligned.text == '"It\'s "over"" said'
    assert aligned.source_offset(0) == 2


def test_an_added_space_moves_no_offset() -> None:
    text = "“The harvest is lost”said Ivo"
    aligned = align_sentence(text, 0, len(text))
    assert aligned.text == '"The harvest is lost" said Ivo'
    assert text[aligned.source_offset(aligned.text.index("said")) :] == "said Ivo"
    assert text[aligned.source_offset(aligned.text.index("Ivo")) :] == "Ivo"
