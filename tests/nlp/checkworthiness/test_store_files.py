"""Stores of fact-checks in files."""

import json
from datetime import date

import pytest

from claims.nlp.checkworthiness.store_files import read_store


def test_rows_have_a_text_and_a_day() -> None:
    rows = [
        {"text": "Crime rose.", "published": "2020-05-01T10:00:00Z"},
        {"text": "No day."},
        {"published": "2020-05-01"},
    ]
    assert list(read_store("\n".join(map(json.dumps, rows)))) == [("Crime rose.", date(2020, 5, 1))]
    assert list(read_store(json.dumps(rows[0]))) == [("Crime rose.", date(2020, 5, 1))]


def review(**fields: object) -> dict[str, object]:
    return {"@type": "ClaimReview", "claimReviewed": "Crime rose."} | fields


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (review(datePublished="2020-05-01"), [("Crime rose.", date(2020, 5, 1))]),
        ([review(itemReviewed={"datePublished": "2020-05-01"})], [("Crime rose.", date(2020, 5, 15))]),
        ([review()], []),
        ([review(itemReviewed="a claim", datePublished="soon")], []),
        ([review(claimReviewed="", datePublished="2020-05-01")], []),
    ],
)
@pytest.mark.parametrize("indent", [None, 1])
def test_a_feed_of_claimreviews_is_read(item: object, expected: list[object], indent: int | None) -> None:
    feed = {"@type": "DataFeed", "dataFeedElement": [{"@type": "DataFeedItem", "item": item}]}
    assert list(read_store(json.dumps(feed, indent=indent))) == expected


@pytest.mark.parametrize("content", ["", "no json", "[1, 2", '{"text": "a", "published": "2020-05-01"}\nno json'])
def test_a_file_that_is_no_store_is_refused(content: str) -> None:
    with pytest.raises(ValueError, match=r"line|char"):
        list(read_store(content))
