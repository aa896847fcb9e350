"""A parsed sentence as lists."""

from claims.nlp.parsing.alignment import align_sentence
from claims.nlp.parsing.trees import Columns, build_tree
from claims.nlp.reading import Span

TEXT = ">> The old dam, he said, holds"
WORDS = ["The", "old", "dam", ",", "he", "said", ",", "holds"]
LABELS = ["det", "amod", "nsubj", "punct", "nsubj", "parataxis", "punct", "ROOT"]
STEPS = [2, 1, 5, 4, 1, 2, 1, 0]
STARTS = [0, 4, 8, 11, 13, 16, 20, 22]
TREE = build_tree(Columns(WORDS, ["X"] * 8, LABELS, STEPS, STARTS), align_sentence(TEXT, 3, len(TEXT)))


def test_spans_point_into_the_text() -> None:
    span = TREE.span(0, 2)
    assert TEXT[span.start : span.end] == "The old dam"
    assert TREE.span(7, 7) == Span(25, 30)


def test_children_and_edges_follow_the_heads() -> None:
    assert TREE.children[7] == [2, 3, 5, 6]
    assert TREE.edges[2] == (0, 2)
    assert TREE.edges[7] == (0, 7)
    assert TREE.first_child(5, "dobj", "nsubj") == 4
    assert TREE.first_child(5, "dobj") is None


def test_marks_at_the_edges_are_trimmed() -> None:
    assert TREE.trim(3, 6) == (4, 5)
    assert TREE.trim(3, 3) is None


def test_words_are_found_by_their_offsets() -> None:
    assert TREE.find_word(7) == 1
    assert TREE.find_word(8) is None
    assert TREE.find_word(len(TEXT)) is None
    assert list(TREE.list_words(TREE.span(4, 5))) == [4, 5]
    assert list(TREE.list_words(Span(4, 15))) == [1, 2, 3]
