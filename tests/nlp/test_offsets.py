"""For any text: no exception, spans inside the text, claims in order."""

from itertools import pairwise

from hypothesis import example, given, settings
from hypothesis import strategies as st

from claims import nlp
from claims.nlp import get_language
from claims.nlp.parsing.legibility import blank_illegible
from claims.nlp.parsing.sentences import split_blocks, split_sentences
from claims.nlp.reading import Claim, Span

PIECES = (
    "“", "”", '"', "''", "‘", "’", "said ", "Ana Lima ", "told Reuters ", "that ", "300 people ", "according to ", ". ",
    ", ", ": ", "\n", "\n\n", "he ", "on Tuesday ", "!!!!!!!!!!", "é", "e\u0301", "👩‍👩‍👧",
    "\x00", "\ud800", "\u2028", "Ж",
    "the mayor ", "denied ", "(", ")", "—", "x" * 90,
    "She said ", "its ", "they ", "It ", ", Mr ", "citing ", ";", "’s ",
)  # fmt: skip
NEWS = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
TEXTS = st.one_of(NEWS, st.text(max_size=200))
BROKEN = (
    "he Ana Lima 5,000 according to , ЖShe said Ana Lima ",
    "in March according to ;per It %She said that »;!!!!!!!!!!She said ”its both )Dr. ;’officials by ",
    'per according to a , Mr \nits who he »’The Ana Lima the two "the company denied “reported \n\nThe ',
    'its chief execut.ive, ,i Wen, said he expe\n\ncts no mor:e. B"oth were quoted as sayi5,000g so’ss, citing two.',
)


def spans(claim: Claim) -> list[Span]:
    links = [span for link in claim.chain for span in (link.span, link.cue_span) if span]
    facts = [item.span for items in (claim.quantities, claim.times, claim.places) for item in items]
    return [claim.span, claim.sentence, *claim.parts, *links, *facts]


@settings(max_examples=150, deadline=None)
@example(BROKEN[0])
@example(BROKEN[1])
@example(BROKEN[2])
@example(BROKEN[3])
@given(TEXTS)
def test_every_span_stands_inside_the_text_and_claims_are_in_order(text: str) -> None:
    claims = nlp.read(text, published="2024-05-14").claims
    for claim in claims:
        assert all(0 <= span.start < span.end <= len(text) for span in spans(claim))
        assert claim.sentence.start <= claim.span.start < claim.span.end <= claim.sentence.end
        assert (claim.parts[0].start, claim.parts[-1].end) == (claim.span.start, claim.span.end)
    starts = [claim.span.start for claim in claims]
    assert starts == sorted(starts)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_blocks_and_sentences_cover_all_that_is_not_space(text: str) -> None:
    rules = get_language().parsing.sentences
    blocks = split_blocks(text)
    sentences = [one for n, block in enumerate(blocks) for one in split_sentences(text, block, n, rules)]
    covered = {place for one in sentences for place in range(one.start, one.end)}
    assert all(place in covered or not letter.isalnum() for place, letter in enumerate(text))
    assert all(one.end <= other.start for one, other in pairwise(sentences))


@given(st.text(max_size=300))
def test_making_a_text_legible_moves_nothing(text: str) -> None:
    assert len(blank_illegible(text)) == len(text)
