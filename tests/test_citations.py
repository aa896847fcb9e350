"""Citations: which sentences cite what, and what is amiss."""

import pytest

from claims.citations import CitationReview, find_citing_sentences, review_citations

TEXT = """# 298 trees

The office counted 298 trees [1]. It planted two fewer in 2024. Nobody disputes it.

| year | trees |
|------|-------|
| 2024 | 296 [2] |
"""


def test_each_sentence_is_compared_with_the_evidence() -> None:
    assert review_citations(TEXT, [1, 2, 3], [1]) == CitationReview(
        uncited_sentences=("It planted two fewer in 2024.",),
        uncited_evidence=(3,),
        second_look=("The office counted 298 trees [1].",),
    )


def test_a_citation_without_evidence_is_named() -> None:
    assert review_citations("So it is [4, 1].", [1]).unknown_numbers == (4,)


@pytest.mark.parametrize("text", ["They counted 298. [1] Then 5 [2].", "They counted 298.[1] Then 5 [2]."])
def test_a_citation_behind_the_full_stop_belongs_to_its_sentence(text: str) -> None:
    assert review_citations(text, [1, 2]) == CitationReview()
    assert list(find_citing_sentences(text)) == [1, 2]


@pytest.mark.parametrize(
    "text", ["", "No figures here.", "`[9]`", "[9](https://e.example)", "[see [9]](https://e.example)"]
)
def test_what_is_no_citation_is_none(text: str) -> None:
    assert not review_citations(text, []).unknown_numbers
