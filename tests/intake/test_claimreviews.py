"""Single ClaimReviews: variants, cleaning, refusals, and writing."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.claimreview import serialize_json_ld
from claims.intake.claimreviews import FeedContext, claimreview_document, has_unknown_date, read_claimreview
from claims.intake.fact_check_entries import REFUSAL_REASONS, FactCheckEntry, MalformedEntry, page_identity

FOUND_ENTRY = {
    "@type": "ClaimReview",
    "identifier": "check-7",
    "url": "https://www.check.example/trees",
    "inLanguage": "en-GB",
    "headline": "Two trees fewer",
    "datePublished": "2026-03-05T09:00:00+01:00",
    "author": {"@type": "Organization", "name": "The Checkers", "url": "https://www.check.example/about"},
    "claimReviewed": "300 trees were planted.",
    "reviewRating": {"@type": "Rating", "alternateName": "Mostly true", "ratingValue": 4},
    "itemReviewed": {"@type": "Claim", "author": {"name": "The mayor"}, "datePublished": "2026-03-02"},
}


def read_entry(**changes: Any) -> FactCheckEntry:
    return read_claimreview({**FOUND_ENTRY, **changes})


def test_a_claimreview_is_read() -> None:
    assert read_entry() == FactCheckEntry(
        url="https://www.check.example/trees",
        claim_text="300 trees were planted.",
        rating="Mostly true",
        publisher="The Checkers",
        site="check.example",
        title="Two trees fewer",
        claimant="The mayor",
        claimed=date(2026, 3, 2),
        reviewed=date(2026, 3, 5),
        language="en-GB",
        identifier="check-7",
    )


@pytest.mark.parametrize(
    ("changes", "field", "value"),
    [
        ({"@type": ["Article", "ClaimReview"]}, "rating", "Mostly true"),
        ({"@type": "http://schema.org/ClaimReview"}, "rating", "Mostly true"),
        ({"@type": "schema:ClaimReview"}, "rating", "Mostly true"),
        ({"@type": None}, "rating", "Mostly true"),
        ({"claimReviewed": "<p>300&nbsp;trees&#39; <b>shade</b></p>\n"}, "claim_text", "300 trees' shade"),
        ({"claimReviewed": "5 &lt; 6 &amp; 7 < 8"}, "claim_text", "5 < 6 & 7 < 8"),
        ({"claimReviewed": "&amp;lt;b&amp;gt;bold&amp;lt;/b&amp;gt;"}, "claim_text", "bold"),
        ({"claimReviewed": "<script>alert(1)</script>trees"}, "claim_text", "trees"),
        ({"claimReviewed": "tr\x00ee\u200bs\u202e \x07"}, "claim_text", "trees"),
        ({"claimReviewed": {"@value": "trees", "@language": "en"}}, "claim_text", "trees"),
        ({"claimReviewed": None, "itemReviewed": [{"name": "trees"}]}, "claim_text", "trees"),
        ({"author": "The Checkers"}, "site", "check.example"),
        ({"author": [{"name": "A"}, "B", None, {"name": "A"}]}, "publisher", "A, B"),
        ({"author": None}, "publisher", "check.example"),
        ({"author": {"name": "A", "url": "not an address"}}, "site", "check.example"),
        ({"author": {"name": "A", "url": "https://WWW.Other.example:8000/"}}, "site", "other.example"),
        ({"reviewRating": [{"ratingValue": 2, "bestRating": "5"}]}, "rating", "2 of 5"),
        ({"reviewRating": {"ratingValue": 0.5}}, "rating", "0.5"),
        ({"reviewRating": {"name": "False"}}, "rating", "False"),
        ({"reviewRating": "False"}, "rating", "False"),
        ({"reviewRating": ["Half true", "x"]}, "rating", "Half true"),
        ({"reviewRating": {"ratingValue": "MOSTLY FALSE", "bestRating": "TRUE"}}, "rating", "MOSTLY FALSE"),
        ({"reviewRating": {"ratingValue": "-1", "bestRating": -1, "name": "Unproven"}}, "rating", "Unproven"),
        ({"reviewRating": {"alternateName": "4", "name": "Half true"}}, "rating", "Half true"),
        ({"reviewRating": {"alternateName": "4"}}, "rating", "4"),
        ({"reviewRating": {"alternateName": {"@value": "Faux", "@language": "fr"}}}, "rating", "Faux"),
        ({"reviewRating": {"schema:alternateName": "Faux"}}, "rating", "Faux"),
        ({"reviewRating": {"description": "Pants on fire"}}, "rating", "Pants on fire"),
        ({"reviewRating": [{"ratingValue": 1}, {"alternateName": "Faux"}]}, "rating", "Faux"),
        ({"reviewRating": {"alternateName": "null", "ratingValue": 2, "bestRating": 5}}, "rating", "2 of 5"),
        ({"reviewRating": None, "review_rating": {"alternate_name": "Faux"}}, "rating", "Faux"),
        ({"reviewRating": {"alternateName": "", "ratingValue": "80 %"}}, "rating", "80 %"),
        ({"claimReviewed": {"@type": "Claim", "text": "trees"}}, "claim_text", "trees"),
        ({"claimReviewed": ["trees", "more"]}, "claim_text", "trees"),
        ({"claimReviewed": None, "ClaimReviewed": "trees"}, "claim_text", "trees"),
        ({"claimReviewed": None, "itemReviewed": "trees"}, "claim_text", "trees"),
        ({"claimReviewed": None, "itemReviewed": {"headline": "trees"}}, "claim_text", "trees"),
        ({"claimReviewed": None, "itemReviewed": {"@type": "Claim", "description": "trees"}}, "claim_text", "trees"),
        ({"@type": "Review"}, "rating", "Mostly true"),
        ({"author": {"@type": "Person", "name": "Jo"}, "publisher": {"name": "An agency"}}, "publisher", "An agency"),
        ({"author": {"@id": "https://check.example/#desk"}, "publisher": {"name": "B"}}, "publisher", "B"),
        ({"datePublished": "5 mars 2026"}, "reviewed", date(2026, 3, 5)),
        ({"datePublished": {"@type": "Date", "@value": "2026-03-05"}}, "reviewed", date(2026, 3, 5)),
        ({"datePublished": {"$date": {"$numberLong": "1772668800000"}}}, "reviewed", date(2026, 3, 5)),
        ({"datePublished": "04/03/2026", "inLanguage": "es"}, "reviewed", date(2026, 3, 4)),
        ({"datePublished": "04/03/2026", "inLanguage": "en-US"}, "reviewed", date(2026, 4, 3)),
        ({"datePublished": "04/03/2026", "inLanguage": "en"}, "reviewed", None),
        ({"headline": None, "name": "A name"}, "title", "A name"),
        ({"headline": "x" * 600}, "title", "x" * 499 + "…"),
        ({"itemReviewed": None}, "claimant", ""),
        ({"itemReviewed": {"author": "Somebody"}}, "claimant", "Somebody"),
        ({"itemReviewed": {"creator": {"name": "Somebody"}}}, "claimant", "Somebody"),
        ({"itemReviewed": {"author": {"givenName": "Ann", "familyName": "Lee"}}}, "claimant", "Ann Lee"),
        ({"itemReviewed": {"author": {"alternateName": "Ann Lee"}}}, "claimant", "Ann Lee"),
        ({"itemReviewed": {"author": {"name": "N/A"}}}, "claimant", ""),
        ({"itemReviewed": [{"url": "x"}, {"@type": "Claim", "author": "Ann"}]}, "claimant", "Ann"),
        ({"itemReviewed": {"datePublished": "last spring"}}, "claimed", None),
        ({"itemReviewed": {"datePublished": "2026/03/02"}}, "claimed", date(2026, 3, 2)),
        ({"datePublished": "2026-02-30"}, "reviewed", None),
        ({"datePublished": 20260305}, "reviewed", date(2026, 3, 5)),
        ({"inLanguage": {"@type": "Language", "alternateName": "PT_br"}}, "language", "pt-br"),
        ({"inLanguage": "English, mostly"}, "language", ""),
        ({"inLanguage": {"@type": "Language", "name": "Spanish"}}, "language", "es"),
        ({"inLanguage": "Français"}, "language", "fr"),
        ({"identifier": 7}, "identifier", "7"),
        ({"identifier": {"@type": "PropertyValue", "value": "x1"}}, "identifier", "x1"),
        ({"url": None, "@id": "https://check.example/7"}, "url", "https://check.example/7"),
        ({"url": None, "sameAs": "https://check.example/7"}, "url", "https://check.example/7"),
        ({"url": "//check.example/7"}, "url", "https://check.example/7"),
        ({"url": "www.check.example/7"}, "url", "https://www.check.example/7"),
        ({"url": "https://check.example/a tree"}, "url", "https://check.example/a%20tree"),
        ({"url": "https://check.example/?p=7&#038;q=8&amp;copy=9"}, "url", "https://check.example/?p=7&q=8&copy=9"),
        ({"url": "#review", "@id": "org.check.review", "isPartOf": "https://check.example/7"}, "url",
         "https://check.example/7"),
        ({"url": None, "mainEntityOfPage": {"@id": "https://check.example/7"}}, "url", "https://check.example/7"),
    ],
)  # fmt: skip
def test_variants_become_one_form(changes: dict[str, Any], field: str, value: object) -> None:
    assert getattr(read_entry(**changes), field) == value


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        (None, "empty"),
        ({}, "empty"),
        (7, "not_a_claimreview"),
        ("ClaimReview", "not_a_claimreview"),
        ({"@type": "Article", "claimReviewed": "x"}, "not_a_claimreview"),
        ({**FOUND_ENTRY, "claimReviewed": "<br>"}, "no_claim"),
        ({**FOUND_ENTRY, "claimReviewed": ["", None, {}]}, "no_claim"),
        ({**FOUND_ENTRY, "reviewRating": {"bestRating": 5}}, "no_rating"),
        ({**FOUND_ENTRY, "reviewRating": {"ratingValue": -1, "bestRating": "-1"}}, "no_rating"),
        ({**FOUND_ENTRY, "reviewRating": {"ratingValue": 7, "bestRating": 5}}, "no_rating"),
        ({**FOUND_ENTRY, "reviewRating": {"ratingValue": 0, "bestRating": 0}}, "no_rating"),
        ({**FOUND_ENTRY, "reviewRating": True}, "no_rating"),
        ({**FOUND_ENTRY, "url": "javascript:alert(1)"}, "no_address"),
        ({**FOUND_ENTRY, "url": "https://"}, "no_address"),
        ({**FOUND_ENTRY, "url": "https://check.example/" + "x" * 2_000}, "no_address"),
        ({**FOUND_ENTRY, "url": "https://check.example/\x00"}, "no_address"),
        ({**FOUND_ENTRY, "url": 'https://check.example/"><script>'}, "no_address"),
        ({**FOUND_ENTRY, "claimReviewed": "x" * 5_001}, "too_long"),
        ({**FOUND_ENTRY, "headline": "a\u0301" * 10_001}, "too_long"),
        ({**FOUND_ENTRY, "claimReviewed": "&" + "amp;" * 8 + "lt;b&gt;"}, "markup"),
    ],
)
def test_a_refused_entry_has_a_reason(entry: object, reason: str) -> None:
    with pytest.raises(MalformedEntry) as refused:
        read_claimreview(entry)
    assert str(refused.value) == reason
    assert REFUSAL_REASONS[reason]


def test_a_default_language_can_be_given() -> None:
    assert read_claimreview({**FOUND_ENTRY, "inLanguage": None}, language="de").language == "de"
    assert read_claimreview(FOUND_ENTRY, language="de").language == "en-GB"


@pytest.mark.parametrize(
    ("change", "same_key"),
    [
        ({"claimReviewed": "300 TREES were planted."}, True),
        ({"headline": "Another title"}, True),
        ({"url": "http://check.example/trees/?utm_source=mail#top"}, True),
        ({"url": "https://www.check.example/other"}, False),
        ({"claimReviewed": "400 trees were planted."}, False),
    ],
)
def test_page_and_claim_identify_a_claimreview(change: dict[str, Any], *, same_key: bool) -> None:
    assert (read_entry(**change).key == read_entry().key) == same_key
    assert read_entry(**change).content_sha256 != read_entry().content_sha256


@pytest.mark.parametrize(
    ("first", "second", "is_same"),
    [
        ("https://check.example/a", "http://www.check.example/a/", True),
        ("https://check.example/a?id=1&utm_medium=x", "https://CHECK.example/a/?id=1", True),
        ("https://check.example/a#claim-2", "https://check.example/a", True),
        ("https://check.example/", "https://check.example", True),
        ("https://check.example/#/checks/7", "https://check.example/#/checks/8", False),
        ("https://check.example/a?id=1", "https://check.example/a?id=2", False),
        ("https://check.example/A", "https://check.example/a", False),
        ("https://check.example:8443/a", "https://check.example/a", False),
        ("https://wwww.example/a", "https://w.example/a", False),
    ],
)
def test_a_page_has_several_addresses(first: str, second: str, *, is_same: bool) -> None:
    assert (page_identity(first) == page_identity(second)) == is_same


def test_a_date_that_is_not_read_is_noticed() -> None:
    for changes, unknown in (({}, False), ({"datePublished": "2018"}, True), ({"datePublished": None}, False)):
        entry: dict[str, Any] = {**FOUND_ENTRY, **changes}
        assert has_unknown_date(entry, read_claimreview(entry)) == unknown


def test_the_feed_knows_dates_and_page() -> None:
    context = FeedContext(day_first=False, page_url="https://check.example/all")
    entry = {**FOUND_ENTRY, "url": None, "datePublished": "04/03/2026"}
    found = read_claimreview(entry, context=context)
    assert (found.url, found.reviewed) == ("https://check.example/all", date(2026, 4, 3))
    assert read_claimreview({**FOUND_ENTRY, "url": "/x"}, context=context).url == "https://check.example/x"


TEXT_CASES = st.text(max_size=60)
URLS = ["https://www.check.example/1", "http://www.www.a.example./x?y=1&z=%20", "https://ä.example/ü"]
HOSTILE_TEXTS = ["<\u200bb>x", "&amp;#60;i&amp;gt;x", "A\u030a <", "a&b;c", "&#0;&#xd800;x"]
SHAPES = st.fixed_dictionaries(
    {
        "@type": st.just("ClaimReview"),
        "url": st.sampled_from(URLS),
        "claimReviewed": TEXT_CASES | st.sampled_from(HOSTILE_TEXTS),
        "reviewRating": st.fixed_dictionaries(
            {"alternateName": TEXT_CASES, "ratingValue": st.integers() | st.floats() | TEXT_CASES}
        ),
    },
    optional={
        "author": TEXT_CASES
        | st.fixed_dictionaries({"name": TEXT_CASES, "url": TEXT_CASES | st.just("https://www.www.b.example/")}),
        "headline": TEXT_CASES,
        "itemReviewed": st.fixed_dictionaries(
            {"author": TEXT_CASES, "datePublished": TEXT_CASES | st.dates().map(str)}
        ),
        "datePublished": st.dates().map(str) | TEXT_CASES,
        "inLanguage": st.sampled_from(["en", "pt_BR", "x", "DE-at"]),
        "identifier": TEXT_CASES | st.integers(),
    },
)


@given(SHAPES)
def test_a_written_claimreview_reads_the_same(node: dict[str, Any]) -> None:
    try:
        entry = read_claimreview(node)
    except MalformedEntry:
        return
    written = serialize_json_ld(claimreview_document(entry))
    again = read_claimreview(json.loads(written))
    assert again == entry
    assert serialize_json_ld(claimreview_document(again)) == written
    assert "\x00" not in written
