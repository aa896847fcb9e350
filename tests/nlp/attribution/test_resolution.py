"""One answer where attributions contradict each other."""

from claims.nlp import get_language
from claims.nlp.attribution.nesting import keep_outermost, may_relay
from claims.nlp.attribution.resolution import join_spans
from claims.nlp.attribution.types import Attribution
from claims.nlp.reading import Span

CUES = get_language().attribution.cues


def attribute(content: Span, cue: Span, lemma: str = "say", how: str = "clause") -> Attribution:
    return Attribution((content,), None, cue, lemma, how)


def test_overlapping_spans_are_joined_in_order() -> None:
    assert join_spans([Span(8, 9), Span(0, 3), Span(2, 5)]) == (Span(0, 5), Span(8, 9))


def test_what_a_source_says_inside_another_content_is_dropped() -> None:
    outer, inner = attribute(Span(10, 50), Span(4, 8)), attribute(Span(30, 50), Span(20, 25))
    assert keep_outermost([inner, outer], CUES) == [outer]


def test_according_to_relays_what_somebody_asserts_inside() -> None:
    outer = attribute(Span(10, 50), Span(0, 9), "according to", "phrase")
    asserting, asking = attribute(Span(30, 50), Span(20, 25)), attribute(Span(30, 50), Span(20, 25), "ask")
    assert keep_outermost([outer, asserting], CUES) == [outer, asserting]
    assert keep_outermost([outer, asking], CUES) == [outer]
    assert not may_relay(asserting, asserting, CUES)
