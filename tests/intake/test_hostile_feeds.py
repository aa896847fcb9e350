"""Feeds without end, bombs, and what is no feed at all: read in part or refused, in bounded memory."""

import gzip
import io
import json
from collections.abc import Iterator
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.intake.claimreview_feeds import iterate_entries
from claims.intake.fact_check_entries import REFUSAL_REASONS, FeedEntry
from claims.intake.json_scanner import ENTRY_LISTS
from claims.refusals import NotAFeed, NotText
from tests.intake.test_claimreview_feeds import GOOD, REVIEW, entries_of, feed_entries, review, texts


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
    assert texts([next(entries) for _ in range(5_000)])[-1] == GOOD


@pytest.mark.parametrize(
    ("endless", "outcome"),
    [
        (b'"' + b"a" * 3_000_000 + b'"', ["too_long", GOOD]),
        (b" " * 5_000_000 + b"null", ["empty", GOOD]),
        (b'{"@type": "ClaimReview", "a": ["' + b"a" * 3_000_000 + b'"]}', ["too_long", GOOD]),
    ],
)
def test_an_endless_entry_is_left_out(endless: bytes, outcome: list[str]) -> None:
    assert texts(feed_entries(b"[" + endless + b"," + json.dumps(REVIEW).encode() + b"]")) == outcome


def test_a_packed_bomb_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("claims.intake.feed_text.MAX_UNPACKED_BYTES", 3_000_000)
    with pytest.raises(NotAFeed, match="unpacked"):
        feed_entries(gzip.compress(b"[" + b" " * 9_000_000 + b"]"))


def test_dates_are_read_as_the_feed_shows() -> None:
    days = ["05/03/2018", "13/03/2018", "2018"]
    dated = entries_of([review(str(number), datePublished=day) for number, day in enumerate(days)])
    found = [str(entry.fact_check.reviewed) if entry.fact_check else "" for entry in dated]
    assert found == ["2018-03-05", "2018-03-13", "None"]
    assert [entry.undated for entry in dated] == [False, False, True]
    assert entries_of(review(datePublished="05/03/2018"))[0].undated


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from([*REVIEW, *ENTRY_LISTS, "@graph", "@id", "author", "name", "claimReview"]),
            inner,
            max_size=6,
        )
    ),
    max_leaves=30,
)


@given(JSON)
def test_any_json_is_read_or_refused(value: object) -> None:
    for entry in entries_of(value):
        assert entry.fact_check or entry.refusal in REFUSAL_REASONS
        assert FeedEntry.from_json(json.loads(json.dumps(entry.to_json()))) == entry


@given(st.binary(max_size=200) | st.text('{}[]",:\\ \n/*a1', max_size=40).map(str.encode))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with suppress(NotAFeed, NotText):
        assert isinstance(feed_entries(data), list)
