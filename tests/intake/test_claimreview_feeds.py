"""ClaimReview feeds in all variants, and streams that are not feeds."""

import io
import json
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.intake.claimreview_feeds import CONTAINER_KEYS, iterate_entries
from claims.intake.claimreviews import REFUSAL_REASONS, MalformedEntry, read_claimreview
from claims.refusals import NotAFeed

REVIEW = {"@type": "ClaimReview", "claimReviewed": "300 trees were planted.", "url": "https://check.example/trees"}


def feed_entries(data: bytes) -> list[Any]:
    return list(iterate_entries(io.BytesIO(data)))


def stream_of(value: object) -> list[Any]:
    return feed_entries(json.dumps(value).encode())


@pytest.mark.parametrize(
    "feed",
    [
        REVIEW,
        [REVIEW],
        [[REVIEW]],
        {"@graph": [REVIEW]},
        {"@context": "https://schema.org", "@graph": REVIEW},
        {"@type": "DataFeed", "dataFeedElement": [{"@type": "DataFeedItem", "item": [REVIEW]}]},
        {"@type": "DataFeed", "dataFeedElement": [{"@type": "DataFeedItem", "item": REVIEW}], "name": "Checks"},
        {"dataFeedElement": {"item": REVIEW}},
        {"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "position": 1, "item": REVIEW}]},
        [{"dataFeedElement": [{"item": [{"@graph": [REVIEW]}]}]}],
    ],
)
def test_a_claimreview_is_found_in_any_container(feed: object) -> None:
    assert stream_of(feed) == [REVIEW]


def test_one_claimreview_per_line_is_a_feed() -> None:
    assert (
        feed_entries(b"\xef\xbb\xbf" + json.dumps(REVIEW).encode() + b"\n" + json.dumps(REVIEW).encode())
        == [REVIEW] * 2
    )


def test_other_entries_are_passed_on() -> None:
    feed = {"dataFeedElement": [{"item": None}, None, {"item": [REVIEW, None, 3]}, "text", {"@type": "Person"}]}
    assert stream_of(feed) == [None, None, REVIEW, None, 3, "text", {"@type": "Person"}]


def test_lists_within_a_claimreview_are_not_containers() -> None:
    review = {**REVIEW, "itemReviewed": {"author": [{"item": 1}]}, "item": "x"}
    assert stream_of(review) == ["x", {name: value for name, value in review.items() if name != "item"}]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b" ",
        b"{",
        b"[1,",
        b"nothing",
        b"\xff\xfe\x00",
        b'["\xff"]',
        b"[NaN]",
        b"[" + b"9" * 5_000 + b"]",
        b"[" * 10_000,
    ],
)
def test_invalid_json_is_refused(data: bytes) -> None:
    with pytest.raises(NotAFeed, match="not valid JSON"):
        feed_entries(data)


@pytest.mark.parametrize("data", [b"[" * 50_000 + b"]" * 50_000, b'{"a":' * 50_000 + b"1" + b"}" * 50_000])
def test_deep_nesting_uses_no_stack(data: bytes) -> None:
    assert len(feed_entries(data)) == 1


def test_entries_come_before_the_end_is_read() -> None:
    """An endless feed."""

    class Endless(io.RawIOBase):
        def __init__(self) -> None:
            self.lines = self._lines()

        def _lines(self) -> Iterator[bytes]:
            yield b"["
            while True:
                yield json.dumps(REVIEW).encode() + b","

        def read(self, size: int = -1) -> bytes:
            return next(self.lines) if size else b""

    entries = iterate_entries(Endless())  # type: ignore[arg-type]
    assert [next(entries) for _ in range(5_000)][-1] == REVIEW


@pytest.mark.parametrize("endless", [b'["' + b"a" * 3_000_000, b"[" + b" " * 3_000_000, b'{"a":[' + b"1," * 1_500_000])
def test_an_endless_entry_is_refused(endless: bytes) -> None:
    with pytest.raises(NotAFeed, match="2 MB"):
        feed_entries(endless)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from([*REVIEW, *CONTAINER_KEYS, "author", "name", "reviewRating"]), inner, max_size=6
        )
    ),
    max_leaves=30,
)


def parse_outcome(entry: object) -> str:
    try:
        read_claimreview(entry)
    except MalformedEntry as reason:
        return str(reason)
    return "read"


@given(JSON)
def test_any_json_is_read_or_refused(value: object) -> None:
    for entry in stream_of(value):
        assert parse_outcome(entry) in {"read", *REFUSAL_REASONS}


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with suppress(NotAFeed):
        assert isinstance(feed_entries(data), list)
