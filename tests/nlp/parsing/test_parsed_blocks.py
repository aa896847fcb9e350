"""The blocks of a text, parsed where an attribution is possible."""

import pytest

from claims.nlp import get_language
from claims.nlp.parsing.parsed_blocks import ParsedBlock, block_at, is_heading, parse_blocks, surrounding_sentences
from claims.nlp.reading import Span

TEXT = "The dam again\n\nIt rained. The mayor said that it rained. “She said that it is over,” said Ana Lima."


@pytest.fixture(scope="module")
def blocks() -> list[ParsedBlock]:
    return parse_blocks(TEXT, get_language().parsing)


def test_only_sentences_with_a_cue_are_parsed(blocks: list[ParsedBlock]) -> None:
    assert [len(block.trees) for block in blocks] == [0, 2]
    assert blocks[1].trees[0].words[:3] == ["The", "mayor", "said"]


def test_a_passage_lies_in_a_block_and_its_sentences(blocks: list[ParsedBlock]) -> None:
    start = TEXT.index("rained. The")
    sentences = surrounding_sentences(blocks, Span(start, start + 10))
    assert TEXT[sentences.start : sentences.end] == "It rained. The mayor said that it rained."
    assert block_at(blocks, start) is blocks[1]


def test_a_short_block_without_a_full_stop_is_a_heading(blocks: list[ParsedBlock]) -> None:
    assert [is_heading(TEXT, block) for block in blocks] == [True, False]
