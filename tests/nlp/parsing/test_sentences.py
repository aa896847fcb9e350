"""Where blocks and sentences end."""

import pytest

from claims.nlp import get_language
from claims.nlp.parsing.sentences import LONGEST_BLOCK_CHARACTERS, split_blocks, split_sentences
from claims.nlp.reading import Span


def split(text: str) -> list[str]:
    rules = get_language().parsing.sentences
    sentences = split_sentences(text, Span(0, len(text)), 0, rules)
    return [text[sentence.start : sentence.end] for sentence in sentences]


@pytest.mark.parametrize(
    "sentences",
    [
        ["The dam holds.", "The pumps failed."],
        ["Dr. Lima met Sen. Reis of the U.S. Senate in Sept. 2021."],
        ["Rep. Ana Lima (R-Tex.) left.", "She is well."],
        ["“The dam holds.”", "She left."],
        ["Is it safe?!", "Nobody knows…"],
        ["It rose 3.5 percent.", "It fell."],
        ["The envoy flew to Washington, D.C.", "The mayor stayed."],
        ["It sold pots, pans, etc.", "In May it closed."],
        ["The gate shut at 7 p.m.", "Ana Lima waited outside."],
        ["The gate shut at 7 p.m. Monday.", "She waited."],
        ["He worked for Smith & Co.", "His brother did not."],
        ["The U.S. Government met Acme Inc. lawyers."],
        ["It was vitamin B.", "The nurse wrote K."],
        ["J. A. Crane met W. B. Hall of St. Mary."],
        ["Crime fell.[3]", "It rose again.[4][5]", "Nobody saw it."],
        ["Hall et al. [2011] found it.", "Others did not."],
        ["“Is it safe?” Ana Lima asked.", "“No.”"],
        ["“Go home!” the guard shouted.", "They went."],
        ["The vote was 30-12.", "£3m was lost."],
        ["1. The dam holds.", "2. The pumps failed."],
        ["The law (Art. 5, para. 2) is clear.", "Courts agree."],
        ["He loves art.", "The museum is free."],
        ["It was built ca. 1840 at Ft. Hale.", "Nobody lives there."],
        ["He saw pier no. 9 burn.", "She said no.", "They agreed."],
        ["The coach met Kurt Lowe Sr.", "Lowe said so."],
        ["It is on Hill St.", "Neighbours say it moved."],
        ["The mayor of St. Paul said no.", "The mayor of Ft. Worth agreed."],
        ["The U.S. Senate said no.", "Members said yes."],
        ["He lives in Wellington, N.Z.", "Voters said so."],
        ["The cliff is 900 ft.", "Guides measured it."],
        ["The fine was Rs. 500.", "The clerk took it."],
        ["The school has a Plan B.", "Parents saw it."],
        ["The vote was 5 to 4.*", "The town has 900 people.[citation needed]", "It fell.²", "It rose.(3)", "It fell."],
        ["She asked, “Why?”", "He said nothing."],
        ["It was 4 ... 5 ... 6.", "Nobody knew."],
    ],
)
def test_a_sentence_ends_at_its_full_stop(sentences: list[str]) -> None:
    assert split(" ".join(sentences)) == sentences


def test_a_short_line_is_a_block_and_a_long_one_wraps() -> None:
    long = "The mayor said on Tuesday that the dam was safe and that the pumps"
    text = f"A heading\n{long}\nhad not failed.\n\n- one\n- two"
    blocks = [text[span.start : span.end] for span in split_blocks(text)]
    assert blocks == ["A heading", f"{long}\nhad not failed.", "- one", "- two"]


def test_a_block_that_never_ends_is_cut_at_a_full_stop() -> None:
    text = "It rained all day. " * LONGEST_BLOCK_CHARACTERS
    blocks = split_blocks(text)
    assert all(span.end - span.start <= LONGEST_BLOCK_CHARACTERS for span in blocks)
    assert {text[span.end - 1] for span in blocks} == {"."}
