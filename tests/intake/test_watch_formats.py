"""What is at a watched address is told by its content, and hostile content ends as a refusal."""

from datetime import UTC, datetime

import pytest

from claims.intake.fetching import FetchedBody
from claims.intake.opml import read_opml
from claims.intake.watch_formats import Reading, read_watched
from claims.intake.watched import MAX_ITEMS, NotWatchable
from claims.refusals import NotAFeed

BASE = "https://courier.example/news"
MORNING = datetime(2026, 11, 30, 6, tzinfo=UTC)
RSS = """<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY file SYSTEM "file:///etc/passwd">]>
<rss version="2.0"><channel><title>Courier</title><language>en-GB</language>
<item><title>A &lt;b&gt;fire&lt;/b&gt; &file;</title><link>/fire?utm_source=x</link><guid isPermaLink="false">g1</guid>
<author>Ana Lima</author><pubDate>Mon, 30 Nov 2026 06:00:00 GMT</pubDate></item>
<item><title>Again</title><link>/fire</link><guid isPermaLink="false">g1</guid></item>
<item><title>Script</title><link>javascript:alert(1)</link></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Courier</title><entry><id>tag:1</id><title>Fire</title>
<link rel="alternate" href="https://courier.example/fire"/><updated>2026-11-30T07:00:00+01:00</updated>
</entry></feed>"""
JSON_FEED = """{"version": "https://jsonfeed.org/version/1.1", "title": "Courier", "items": [7,
{"id": "1", "url": "/fire", "title": "Fire", "date_published": "2026-11-30T06:00:00Z", "authors": [{"name": "Ana"}]},
{"id": "\\ud800", "url": "/storm", "title": "\\u0000Storm"}]}"""
NEWS = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://courier.example/fire</loc><news:news>
<news:publication><news:name>Courier</news:name><news:language>fr</news:language></news:publication>
<news:publication_date>2026-11-30T06:00:00Z</news:publication_date><news:title>Fire</news:title></news:news></url>
<url><loc>https://courier.example/old</loc><lastmod>2020-01-01</lastmod></url></urlset>"""
INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>/2026.xml</loc>
<lastmod>2026-11-30</lastmod></sitemap><sitemap><loc>/2025.xml</loc><lastmod>2025-12-31</lastmod></sitemap>
</sitemapindex>"""
PAGE = """<!doctype html><html lang="fr"><title>News</title>
<link rel="alternate" type="application/rss+xml" href="/feed.xml"><nav><a href="/a">All our news of today</a></nav>
<a href="/fire">A fire broke out yesterday</a><a href="https://other.example/x">A fire broke out yesterday</a>
<a href="/b">More</a><a href="http://[">A fire broke out yesterday</a></html>"""


def read(text: str, charset: str = "") -> Reading:
    return read_watched(FetchedBody(BASE, "text/plain", text.encode("utf-8"), charset))


def test_a_feed_is_read_with_its_declared_facts_and_without_its_entities() -> None:
    reading = read(RSS)
    (item,) = reading.items
    assert (reading.kind, reading.title) == ("feed", "Courier")
    assert (item.identity, item.url, item.language, item.source) == (
        "g1",
        "https://courier.example/fire",
        "en",
        "Ana Lima",
    )
    assert item.published == MORNING
    assert "root:" not in item.title
    (entry,) = read(ATOM).items
    assert (entry.identity, entry.title, entry.published) == ("tag:1", "Fire", MORNING)


def test_a_json_feed_is_a_feed_and_other_json_has_fact_checks() -> None:
    fire, storm = read(JSON_FEED).items
    assert (fire.identity, fire.url, fire.source, fire.published) == (
        "1",
        "https://courier.example/fire",
        "Ana",
        MORNING,
    )
    assert (storm.identity, storm.title) == ("?", "Storm")
    assert read('[{"@type": "ClaimReview"}]').kind == "claimreview"


def test_a_sitemap_has_its_newest_urls_first_and_an_index_its_newest_part() -> None:
    fire, old = read(NEWS).items
    assert (fire.title, fire.source, fire.language, fire.published) == ("Fire", "Courier", "fr", MORNING)
    assert old.url.endswith("/old")
    assert read(INDEX).part == "https://courier.example/2026.xml"


def test_a_page_names_its_feed_and_the_headlines_of_its_site() -> None:
    reading = read(PAGE)
    assert (reading.kind, reading.feed) == ("page", "https://courier.example/feed.xml")
    assert [(item.url, item.title, item.language) for item in reading.items] == [
        ("https://courier.example/fire", "A fire broke out yesterday", "fr")
    ]


def test_a_feed_is_cut_at_its_oldest_items() -> None:
    rows = (f"<url><loc>/{number}</loc><lastmod>{2000 + number % 20}-01-01</lastmod></url>" for number in range(1_500))
    items = read(f"<urlset>{''.join(rows)}</urlset>").items
    assert len(items) == MAX_ITEMS
    assert items[0].published
    assert items[0].published.year == 2019


@pytest.mark.parametrize("text", ["", "words", "{", "<svg></svg>", "[" * 100_000, "<sitemapindex/>"])
def test_what_is_nothing_of_this_is_refused(text: str) -> None:
    with pytest.raises(NotWatchable):
        read(text)


@pytest.mark.parametrize("text", ["<rss >", "<html ></html", "<urlset><url><loc>https://[</loc>"])
def test_what_is_broken_has_no_items(text: str) -> None:
    assert read(text).items == ()


def test_a_list_of_feeds_is_read_without_its_folders_and_entities() -> None:
    bomb = "<!DOCTYPE opml [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]>"
    text = f"""{bomb}<opml version="2.0"><body><outline text="News"><outline type="rss" text=" Courier &b;"
    xmlUrl="https://courier.example/feed"/></outline><outline text="x" xmlUrl="nonsense"/></body></opml>"""
    assert [row.url for row in read_opml(text.encode())] == ["https://courier.example/feed", "nonsense"]
    for hostile in (b"", b"<opml/>", b"<rss/>", b"\0\1"):
        with pytest.raises(NotAFeed):
            read_opml(hostile)
