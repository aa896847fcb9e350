"""Matching of quotes: spaces and marks are ignored, words and numbers count."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.intake.quote_matching import (
    MAX_CONTEXT_CHARACTERS,
    QuoteFinding,
    find_quote_context,
    fold_text,
    match_quote,
    nearest_passage,
    quote_spans,
)

PAGE = (
    "The town’s parks office said: “298 trees were planted in spring — a record.” There are 1,300 trees now.\n\n"
    "The ﬁnal count was done by Zoë\xa0Müller, who said the “un­usual” weather had cost 2.5 percent."
)

TABLE = [
    ("298 trees were planted in spring", QuoteFinding.VERBATIM),
    ("“298 trees were planted in spring”", QuoteFinding.VERBATIM),
    ("298 TREES\n were   planted", QuoteFinding.VERBATIM),
    ("The town's parks office said: \"298 trees", QuoteFinding.VERBATIM),
    ("in spring - a record", QuoteFinding.VERBATIM),
    ("in spring—a record,", QuoteFinding.VERBATIM),
    ("the final count was done by Zoe\u0308 Müller", QuoteFinding.VERBATIM),
    ("the 'unusual' weather", QuoteFinding.VERBATIM),
    ("1,300 trees now", QuoteFinding.VERBATIM),
    ("298 trees … in spring", QuoteFinding.GAPS),
    ("298 trees [...] in spring", QuoteFinding.GAPS),
    ("[They] said: “298 trees were planted", QuoteFinding.GAPS),
    ("298 trees ... 1,300 trees", QuoteFinding.GAPS),
    ("300 trees", QuoteFinding.CUT),
    ("1,300 tree", QuoteFinding.CUT),
    ("5 percent", QuoteFinding.CUT),
    ("trees were plant", QuoteFinding.CUT),
    ("298 trees … 300 trees now", QuoteFinding.CUT),
    ("300 trees were planted in spring", QuoteFinding.MISSING),
    ("in spring … 298 trees", QuoteFinding.MISSING),
    ("298 trees were not planted", QuoteFinding.MISSING),
    ("Zoe Muller", QuoteFinding.MISSING),
    ("", QuoteFinding.NONE),
    (" … ", QuoteFinding.NONE),
    ("“”", QuoteFinding.NONE),
    ("[…]", QuoteFinding.NONE),
]


@pytest.mark.parametrize(("quote", "finding"), TABLE, ids=lambda value: str(value)[:40])
def test_a_quote_is_matched(quote: str, finding: QuoteFinding) -> None:
    assert match_quote(PAGE, quote).finding == finding


def test_skipped_words_are_counted() -> None:
    assert match_quote(PAGE, "298 trees … a record").skipped_words == 4


def test_a_missing_quote_gets_the_nearest_passage() -> None:
    assert "298 trees were planted in spring" in match_quote(PAGE, "300 trees were planted in spring").nearest
    assert nearest_passage(PAGE, "A cat sat on my mat") == ""


@pytest.mark.parametrize(
    ("quote", "passages"),
    [
        ("298 TREES were", ["298 trees were"]),
        ("298 trees … a record", ["298 trees", "a record"]),
        ("the final count", ["The ﬁnal count"]),
        ("zoë müller", ["Zoë\xa0Müller"]),
        ("in spring-a", ["in spring — a"]),
        ("THE TOWN'S", ["The town’s"]),
        ("not there at all", []),
    ],
)
def test_a_match_has_its_spans_in_the_text(quote: str, passages: list[str]) -> None:
    assert [PAGE[start:end] for start, end in quote_spans(PAGE, match_quote(PAGE, quote))] == passages


matched_words = st.text(alphabet=st.sampled_from("ab1é “”'—-….,[]()\n\xad\u0301\ufb01"), max_size=60)


@given(matched_words, st.data())
@settings(max_examples=400, deadline=None)
def test_any_passage_of_a_text_is_found(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    passage = text[start : data.draw(st.integers(start, len(text)))]
    finding = match_quote(text, passage).finding
    has_words = any(character.isalnum() for character in fold_text(passage))
    assert finding in ({QuoteFinding.VERBATIM, QuoteFinding.CUT} if has_words else {QuoteFinding.NONE})


@given(matched_words, matched_words)
@settings(max_examples=300, deadline=None)
def test_spans_are_in_the_text_and_in_order(text: str, quote: str) -> None:
    ends = [end for span in quote_spans(text, match_quote(text, quote)) for end in span]
    assert ends == sorted(ends)
    assert all(0 <= end <= len(text) for end in ends)


HOSTILE = {
    "one letter": ("a" * 1_000_000, "a" * 19_999 + "b"),
    "one word": ("a " * 500_000, "a " * 9_999 + "b"),
    "brackets": ("[" * 1_000_000, "[" * 20_000 + "a"),
    "dots": ("a. . . " * 140_000, ". . . a" * 2_800 + "b"),
    "pieces": ("a b " * 250_000, " … ".join("a" * 45) + " … c"),
    "accents": ("e" + "\u0301" * 900_000, "e" + "\u0301" * 19_000 + "x"),
    "cut everywhere": ("xa" * 500_000, "a"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_take_linear_time(name: str) -> None:
    """Ten times the text takes about ten times as long, and the longest a few seconds on a busy machine."""
    text, quote = HOSTILE[name]
    started = time.process_time()
    quote_spans(text, match_quote(text, quote))
    assert time.process_time() - started < 5


LONG_PAGE = " ".join(f"Sentence {number} says nothing." for number in range(100))
QUOTED_PAGE = f"{LONG_PAGE} The office counted 298 trees in spring. It counted twice. {LONG_PAGE}"


def context_of(page: str, quote: str) -> str:
    return find_quote_context(page, match_quote(page, quote))


def test_a_quote_stands_among_whole_sentences() -> None:
    context = context_of(QUOTED_PAGE, "298 trees in spring")
    assert "nothing. The office counted 298 trees in spring. It counted twice. Sentence 0" in context
    assert context.startswith("Sentence ")
    assert context.endswith("nothing.")
    assert len(context) < 2 * MAX_CONTEXT_CHARACTERS + 100


def test_the_context_of_a_short_page_is_all_of_it() -> None:
    assert context_of("One. Two trees fell. Three.", "two trees") == "One. Two trees fell. Three."


def test_without_sentences_the_context_ends_between_words() -> None:
    words = "tree " * 200
    assert context_of(f"{words}298 oaks {words}", "298 oaks").count("…") == 2
    assert len(context_of("x" * 9_000 + " 298 oaks " + "x" * 9_000, "298 oaks")) < 2 * MAX_CONTEXT_CHARACTERS + 20


@pytest.mark.parametrize("quote", ["298 trees … twice", "300 trees fell", "", QUOTED_PAGE[:2_000]])
def test_other_quotes_have_no_context(quote: str) -> None:
    assert context_of(QUOTED_PAGE, quote) == ""
