"""ClaimReview feeds as publishers write them."""

import gzip
import io
import json
import re
from typing import Any

import pytest

from claims.intake.claimreview_feeds import iterate_entries
from claims.intake.fact_check_entries import FeedEntry
from claims.refusals import NotAFeed

REVIEW = {
    "@type": "ClaimReview",
    "claimReviewed": "300 trees were planted.",
    "url": "https://check.example/trees",
    "reviewRating": {"alternateName": "False"},
}


def review(claim: str = "300 trees were planted.", **changes: Any) -> dict[str, Any]:
    return {**REVIEW, "claimReviewed": claim, **changes}


def feed_entries(data: bytes, **options: str) -> list[FeedEntry]:
    return list(iterate_entries(io.BytesIO(data), **options))


def entries_of(value: object) -> list[FeedEntry]:
    return feed_entries(json.dumps(value).encode())


def texts(entries: list[FeedEntry]) -> list[str]:
    """The claims that were read, and the codes of what was refused."""
    return [entry.fact_check.claim_text if entry.fact_check else entry.refusal for entry in entries]


GOOD = REVIEW["claimReviewed"]
HOLDERS: dict[str, object] = {
    "single": REVIEW,
    "list": [REVIEW],
    "list of lists": [[[REVIEW]]],
    "graph": {"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "Checks"}, REVIEW]},
    "graph with one node": {"@graph": REVIEW},
    "data feed": {"@type": "DataFeed", "dataFeedElement": [{"@type": "DataFeedItem", "item": [REVIEW]}], "name": "x"},
    "data feed with one item": {"dataFeedElement": {"item": REVIEW}},
    "item list": {"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "position": 1, "item": REVIEW}]},
    "main entity": {"@type": "WebPage", "mainEntity": {"@type": "Article", "review": REVIEW}},
    "news article": {"@type": "NewsArticle", "review": [REVIEW], "breadcrumb": [{"name": "Home"}]},
    "has part": {"@type": "CreativeWork", "hasPart": REVIEW},
    "press agency": {"id": 7, "claim-review": REVIEW},
    "WordPress": [{"id": 1, "yoast_head_json": {"schema": {"@graph": [{"@type": "WebPage"}, REVIEW]}}}],
    "JSON in a string": [{"id": 1, "structured_data": json.dumps(REVIEW)}],
    "page in a string": [
        {"id": 1, "content": {"rendered": f"<p>A</p><script type='application/ld+json'>{json.dumps(REVIEW)}</script>"}}
    ],
    "media review": {"@type": "MediaReview", "associatedClaimReview": REVIEW},
    "feed of feeds": [{"dataFeedElement": [{"item": [{"@graph": [REVIEW]}]}]}],
}


@pytest.mark.parametrize("holder", HOLDERS.values(), ids=HOLDERS)
def test_a_review_is_found_in_any_holder(holder: object) -> None:
    assert texts(entries_of(holder)) == [GOOD]


def test_what_stands_in_the_place_of_a_review_is_refused() -> None:
    feed = {"dataFeedElement": [{"item": None}, None, {"item": [REVIEW, None, 3]}, "text", {"@type": "Person"}]}
    refused = "not_a_claimreview"
    assert texts(entries_of(feed)) == ["empty", "empty", GOOD, "empty", refused, refused, refused]


GRAPH = {
    "@graph": [
        review(author={"@id": "#desk"}, reviewRating={"@id": "#rating"}, itemReviewed={"@id": "#claim"}),
        {"@id": "#desk", "@type": "Organization", "name": "The Checkers", "url": "https://checkers.example/"},
        {"@id": "#rating", "@type": "Rating", "alternateName": "Mostly false"},
        {"@id": "#claim", "@type": "Claim", "author": {"@id": "#mayor"}},
        {"@id": "#mayor", "@type": "Person", "name": "The mayor", "knows": {"@id": "#mayor"}},
    ]
}


@pytest.mark.parametrize("padding", [0, 2_500_000])
def test_references_of_a_graph_are_resolved_also_further_down(padding: int) -> None:
    """The second graph is longer than what is parsed as a whole."""
    (entry,) = feed_entries(json.dumps(GRAPH).replace(": [", f": [{' ' * padding}", 1).encode())
    assert entry.fact_check
    found = entry.fact_check
    assert (found.publisher, found.site, found.rating) == ("The Checkers", "checkers.example", "Mostly false")
    assert found.claimant == "The mayor"


def test_a_reference_to_itself_or_to_nothing_is_unknown() -> None:
    graph = [review(author={"@id": "#a"}), {"@id": "#a", "author": {"@id": "#a"}, "name": {"@id": "#a"}}]
    (entry,) = entries_of({"@graph": graph})
    assert entry.fact_check
    assert entry.fact_check.publisher == "check.example"
    assert texts(entries_of({"@graph": [review(reviewRating={"@id": "#lost"})]})) == ["no_rating"]


SEARCH_ANSWER = {
    "claims": [
        {
            "text": "Trees", "claimant": "The mayor", "claimDate": "2026-03-01T00:00:00Z",
            "claimReview": [
                {"publisher": {"name": "A", "site": "a.example"}, "url": "https://a.example/1", "title": "No",
                 "reviewDate": "2026-03-02T00:00:00Z", "textualRating": "False", "languageCode": "en"},
                {"publisher": {"site": "b.example"}, "url": "https://b.example/1", "textualRating": "Wrong"},
            ],
        }
    ],
    "nextPageToken": "x",
}  # fmt: skip
MARKUP_PAGES = {
    "claimReviewMarkupPages": [
        {
            "name": "pages/7", "pageUrl": "https://a.example/1", "publishDate": "2026-03-02",
            "claimReviewAuthor": {"name": "A"},
            "claimReviewMarkups": [
                {"claimReviewed": "Trees", "claimAuthor": {"name": "The mayor"}, "claimDate": "2026-03-01",
                 "rating": {"ratingValue": 1, "worstRating": 1, "bestRating": 5, "textualRating": "False"}},
                {"url": "https://a.example/1#b", "claimReviewed": "Bridges",
                 "rating": {"ratingValue": 2, "bestRating": 5}},
            ],
        }
    ]
}  # fmt: skip


@pytest.mark.parametrize(
    ("answer", "second"), [(SEARCH_ANSWER, ("Trees", "Wrong")), (MARKUP_PAGES, ("Bridges", "2 of 5"))]
)
def test_answers_of_googles_api_are_read(answer: object, second: tuple[str, str]) -> None:
    first, other = (entry.fact_check for entry in entries_of(answer))
    assert first
    assert other
    assert (first.url, first.rating, first.claimant) == ("https://a.example/1", "False", "The mayor")
    assert (str(first.claimed), str(first.reviewed), first.publisher) == ("2026-03-01", "2026-03-02", "A")
    assert (other.claim_text, other.rating) == second


THREE = json.dumps([review("one"), review("two"), review("three")], indent=1)
DAMAGE = {
    "raw newline, tab and bell": ('"two"', '"t\nw\to\x07"', "t w o"),
    "wrong escapes": ('"two"', r'"it\'s 5 \% \u12"', r"it's 5 % \u12"),
    "NaN": ('"two"', "NaN", "no_claim"),
    "lone quote": ('"two"', '"he said "two"', "broken"),
    "quotes in a string": ('"two"', '"he said "two" to me"', "broken"),
    "no value": ('"two"', "", "broken"),
    "no colon": ('"claimReviewed": "two"', '"claimReviewed" "two"', "broken"),
    "no comma": ('"two",', '"two"', "broken"),
}


@pytest.mark.parametrize(("good", "bad", "outcome"), DAMAGE.values(), ids=DAMAGE)
def test_one_bad_entry_never_loses_the_others(good: str, bad: str, outcome: str) -> None:
    entries = feed_entries(THREE.replace(good, bad).encode())
    assert texts(entries) == ["one", outcome, "three"]
    assert entries[1].line == 10
    if outcome == "broken":
        assert entries[1].excerpt


@pytest.mark.parametrize("length", [60, 90, -1])
def test_a_cut_line_never_loses_the_next(length: int) -> None:
    one, two, three = (json.dumps(review(claim)) for claim in ("one", "two", "three"))
    entries = feed_entries(f"{one}\n{two[:length]}\n{three}\n".encode())
    assert texts(entries) == ["one", "broken", "three"]
    assert [entry.line for entry in entries] == [1, 2, 3]


@pytest.mark.parametrize(
    "data",
    [
        THREE.replace("}\n]", "},\n]"),
        THREE.replace("},\n {", "}\n {"),
        THREE[1:-1],
        "\n".join(json.dumps(review(claim)) for claim in ("one", "two", "three")),
        "\x1e".join(json.dumps(review(claim)) for claim in ("one", "two", "three")),
        f"// checks of today\n{THREE}",
        f")]}}',\n{THREE}",
        f"callback({THREE});",
        f"var checks = {THREE};",
        repr(json.loads(THREE)),
        re.sub(r'"(\w+)":', r"\1: ", THREE),
    ],
    ids=[
        "trailing comma",
        "no commas",
        "no brackets",
        "lines",
        "record separators",
        "comment",
        "prefix",
        "callback",
        "script",
        "Python",
        "bare keys",
    ],
)
def test_other_dialects_are_read(data: str) -> None:
    assert texts(feed_entries(data.encode())) == ["one", "two", "three"]


FRENCH = "L'école à Paris, où les élèves étaient déjà préparés, a été fermée en février"
POLISH = "Łódź zasadziła więcej drzew niż Kraków w ciągu stu lat"


@pytest.mark.parametrize(
    ("data", "outcome"),
    [
        (THREE.encode()[:-40], ["one", "two", "cut"]),
        (THREE.encode()[:-1], ["one", "two", "three", "cut"]),
        (gzip.compress(THREE.encode()), ["one", "two", "three"]),
        (THREE.encode("utf-16"), ["one", "two", "three"]),
        (THREE.encode("utf-16-be"), ["one", "two", "three"]),
        (b"\xef\xbb\xbf" + THREE.encode(), ["one", "two", "three"]),
        (THREE.replace("two", FRENCH).encode("cp1252"), ["one", FRENCH, "three"]),
        (THREE.replace("two", POLISH).encode("cp1250"), ["one", POLISH, "three"]),
    ],
)
def test_cut_packed_and_otherwise_encoded_feeds_are_read(data: bytes, outcome: list[str]) -> None:
    assert texts(feed_entries(data)) == outcome


def test_a_packed_feed_that_is_cut_keeps_what_came_before() -> None:
    many = json.dumps([review(f"claim {number} of {number * 7919}") for number in range(5_000)]).encode()
    outcome = texts(feed_entries(gzip.compress(many)[:-5_000]))
    assert outcome[-1] == "cut"
    assert 1_000 < len(outcome) < 5_000


def script(text: str, attributes: str = 'type="application/ld+json"') -> str:
    return f"<script {attributes}>{text}</script>\n"


TWO_AND_THREE = [review("two", url=None), review("three", url="/three")]
PAGE = f"""<!DOCTYPE html><html><head><link rel="canonical" href="https://check.example/page">
<!-- {script(json.dumps(review("commented out")))} -->
{script(json.dumps({"@graph": [{"@type": "Organization", "@id": "#desk", "name": "The Checkers"}]}))}
{script("/*<![CDATA[*/ " + json.dumps(review("one", author={"@id": "#desk"})) + " /*]]>*/")}
{script("<!-- " + json.dumps(TWO_AND_THREE) + " //-->", "type=application/ld+json class=yoast")}
{script(json.dumps(review("four")).replace('"', "&quot;"))}
{script('{"@type": "ClaimReview", "claimReviewed": "five", ')}
{script("window.x = {a: 1}", "")}
</head><body>Text</body></html>"""


def test_the_scripts_of_a_web_page_are_read() -> None:
    *entries, broken = feed_entries(PAGE.encode())
    assert texts(entries) == ["one", "two", "three", "four"]
    one, two, three, _four = (entry.fact_check for entry in entries)
    assert one
    assert two
    assert three
    assert one.publisher == "The Checkers"
    assert (two.url, three.url) == ("https://check.example/page", "https://check.example/three")
    assert (broken.refusal, broken.excerpt, broken.line) == ("broken", "five", 12)


def test_a_page_without_its_own_address_has_that_of_the_feed() -> None:
    (entry,) = feed_entries(script(json.dumps(review(url=None))).encode(), url="https://check.example/7")
    assert entry.fact_check
    assert entry.fact_check.url == "https://check.example/7"


def test_a_review_behind_a_value_that_is_nested_too_deeply_is_read() -> None:
    deep = b"[" * 50_000 + b"]" * 50_000
    broken, good = feed_entries(deep + b"," + json.dumps(review()).encode())
    assert broken.refusal == "broken"
    assert good.fact_check


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" ", "empty"),
        (b"{", "line 1"),
        (b"[1,", "line 1"),
        (b"nothing", "line 1"),
        (b'a,b\n1,"2"\n', "line 1"),
        (b"<html><p>No script</html>", "no ClaimReview"),
        (b"PK\x03\x04rest", "ZIP"),
        (b"[" * 50_000 + b"]" * 50_000, "line 1"),
        (b"[" * 5_000_000, "line 1"),
        (b'{"a":' * 50_000 + b"1" + b"}" * 50_000, "line 1"),
    ],
)  # fmt: skip
def test_what_is_no_feed_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(NotAFeed, match=reason):
        feed_entries(data)
