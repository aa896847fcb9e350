"""What a change of a page does to the passages taken from it."""

import pytest

from claims.page_changes import CHANGED, GONE, Passage, find_touched_passages

TEXT = "The mayor – who was ill – said “300 trees were planted”. Nobody counted them."
CLAIM = Passage(1, "300 trees were planted", "The mayor – who was ill – said “300 trees were planted”.")
QUOTE = Passage(1, "The mayor … said “300 trees", evidence=7)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (TEXT, []),
        ('THE MAYOR - who was ill - said  "300 trees\nwere planted". Somebody counted them.', []),
        (TEXT.replace("said", "did not say"), [CHANGED, GONE]),
        (TEXT.replace("300", "1,300"), [GONE, GONE]),
        (TEXT.replace("who was ill", "who was well"), [CHANGED]),
        (TEXT.replace(" were planted", ""), [GONE]),
        (None, [GONE, GONE]),
    ],
)
def test_a_passage_is_touched_when_its_words_or_its_sentence_change(text: str | None, expected: list[str]) -> None:
    assert [passage.finding for passage in find_touched_passages(text, [CLAIM, QUOTE])] == expected


def test_evidence_without_a_quote_is_touched_only_when_its_page_is_gone() -> None:
    bare = Passage(1, "", evidence=7)
    assert find_touched_passages("Other words.", [bare]) == []
    assert [passage.evidence for passage in find_touched_passages(None, [bare])] == [7]
