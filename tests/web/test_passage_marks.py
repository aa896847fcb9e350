"""The text on the page is the stored text, character for character, wherever its claims are."""

import re
import time
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from claims.selectors.passage_marks import Mark
from claims.web.passage_marks import MAX_NESTING, render_marked_text

TAG = re.compile("<mark[^>]*>|</mark>")
LETTER_SAMPLES = st.text(
    alphabet=st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1, max_size=60
)


@st.composite
def texts_with_marks(draw: st.DrawFn) -> tuple[str, list[Mark]]:
    text = draw(LETTER_SAMPLES)
    places = st.tuples(st.integers(0, len(text) - 1), st.integers(1, len(text))).filter(
        lambda place: place[0] < place[1]
    )
    spans = sorted(draw(st.sets(places, max_size=12)), key=lambda place: (place[0], -place[1]))
    return text, [Mark(number, start, end, "queued") for number, (start, end) in enumerate(spans, 1)]


def marked_words(html: str) -> str:
    """Return the text as a browser's parser reads it; a bare CR becomes a newline."""
    return unescape(TAG.sub("", html.replace("\r\n", "\n").replace("\r", "\n")))


@given(texts_with_marks())
def test_the_text_content_is_the_text(marked_text: tuple[str, list[Mark]]) -> None:
    text, marks = marked_text
    assert marked_words(render_marked_text(text, marks)) == text


@given(texts_with_marks())
def test_marks_are_nested_and_every_claim_has_one_id(marked_text: tuple[str, list[Mark]]) -> None:
    text, marks = marked_text
    html = render_marked_text(text, marks)
    depth = 0
    for tag in TAG.findall(html):
        depth += -1 if tag == "</mark>" else 1
        assert 0 <= depth <= MAX_NESTING
    assert depth == 0
    assert sorted(re.findall('id="passage-([0-9]+)"', html), key=int) == [str(mark.claim) for mark in marks]


def test_nested_and_overlapping_claims() -> None:
    text = "0123456789"
    marks = [Mark(1, 0, 6, "queued"), Mark(2, 1, 3, "detected"), Mark(3, 5, 9, "published")]
    assert re.sub(' (class|data-status)="[^"]*"', "", render_marked_text(text, marks, focus=3)) == (
        '<mark id="passage-1" data-claim="1">0<mark id="passage-2" data-claim="2">12</mark>34'
        '<mark id="passage-3" data-claim="3" data-focused>5</mark></mark>'
        '<mark data-claim="3" data-focused>678</mark>9'
    )


def test_markup_in_a_text_is_escaped() -> None:
    text = '<script>alert(1)</script> & "quotes" </mark>\r\n'
    html = render_marked_text(text, [Mark(1, 0, 8, "queued")])
    assert "<script" not in html
    assert marked_words(html) == text


def test_a_lost_anchor_is_not_marked() -> None:
    assert render_marked_text("Some words.", [Mark(1, 0, 4, "queued", lost=True)]) == "Some words."


def test_a_long_article_with_many_claims_takes_linear_time() -> None:
    text = "lorem & ipsum <b> " * 55_556
    spread = [Mark(number, 500 * number, 500 * number + 200, "queued") for number in range(2_000)]
    crossing = [Mark(number, number, 998_000 + number, "queued") for number in range(2_000)]
    for marks in (spread, crossing):
        before = time.process_time()
        html = render_marked_text(text, marks)
        assert time.process_time() - before < 1  # about 0.03 s; quadratic time would be minutes
        assert len(html) < 5 * len(text)


def test_a_first_line_that_repeats_the_title_is_not_shown_unless_a_claim_is_in_it() -> None:
    text, hidden = (
        "Trees & towns\n\nIt rained.",
        '<span class="article__repeated">Trees &amp; towns\n\n</span>It rained.',
    )
    assert render_marked_text(text, [], title="Trees & towns") == hidden
    assert render_marked_text(text, [], title="Trees") == "Trees &amp; towns\n\nIt rained."
    assert "article__repeated" not in render_marked_text(text, [Mark(1, 0, 5, "queued")], title="Trees & towns")
    assert "article__repeated" in render_marked_text(text, [Mark(1, 15, 17, "queued")], title="Trees & towns")
    assert render_marked_text("Trees", [], title="Trees") == "Trees"
