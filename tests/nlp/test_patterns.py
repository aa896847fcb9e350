"""Patterns from words."""

import re

from claims.nlp.patterns import has_part, list_parts, match_any, match_any_phrase


def test_words_are_tried_in_their_order_and_escaped() -> None:
    assert match_any("a.b ab") == r"a\.b|ab"
    assert match_any(["in", "out of"]) == r"in|out\ of"


def test_the_longest_phrase_is_tried_first_with_hyphens_or_spaces() -> None:
    pattern = re.compile(match_any_phrase(["two", "two thirds"]))
    assert pattern.fullmatch("two-thirds")
    match = pattern.match("two thirds")
    assert match
    assert match.group() == "two thirds"


def test_a_text_has_a_part_anywhere() -> None:
    assert list_parts("rate_ led_to") == ("rate ", "led to")
    assert has_part("it led to rates", list_parts("rate_ led_to"))
    assert not has_part("it led home", list_parts("rate_ led_to"))
