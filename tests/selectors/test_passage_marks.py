"""Passages are found by their words, with any spaces between them, in linear time."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.models import Article
from claims.refusals import AnchorLost, BadValue
from claims.selectors.passage_marks import _find_words, find_passage

WORDS = st.lists(st.sampled_from(["a", "ab", "b", "aa"]), min_size=1, max_size=12)
SPACES = st.sampled_from([" ", "  ", "\n", "\u00a0", "\n\n "])


@given(WORDS, SPACES, WORDS.filter(lambda words: len(words) <= 4))
def test_the_same_passages_are_found_as_with_a_pattern(words: list[str], space: str, searched: list[str]) -> None:
    text = space + space.join(words) + space
    pattern = r"\s+".join(map(re.escape, searched))
    assert list(_find_words(text, " ".join(searched))) == [match.span() for match in re.finditer(pattern, text)]


def test_a_hostile_passage_costs_no_more_than_a_long_text() -> None:
    article = Article(text="a " * 500_000)
    started = time.process_time()
    with pytest.raises(AnchorLost):
        find_passage(article, "a " * 9_900 + "b")
    with pytest.raises(BadValue):
        find_passage(article, "a " * 9_900)
    assert time.process_time() - started < 4


def test_a_passage_is_found_across_lines() -> None:
    text = "The mayor\n said  so. Twice."
    assert find_passage(Article(text=text), "mayor said so.") == (4, 20)
