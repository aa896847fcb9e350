"""What search engines read: robots.txt as a robot reads it, and sitemaps as XML."""

from typing import Any
from urllib.robotparser import RobotFileParser

import pytest
from django.core.cache import cache
from django.test import Client
from lxml import etree

from claims.identity import Identity
from claims.models import User
from claims.selectors.identity import CACHE_KEY
from claims.selectors.kept_values import KEPT_SECONDS
from claims.services.publications import withdraw_verdict
from claims.services.site_pages import save_site_page
from claims.web.kept_pages import STORES
from tests.desk_look import Commits
from tests.stories import make_publication
from tests.web.public.test_verdicts import make_correction

SITE = "http://127.0.0.1:8000"
NAMES = {
    "map": "http://www.sitemaps.org/schemas/sitemap/0.9", "news": "http://www.google.com/schemas/sitemap-news/0.9"
}  # fmt: skip


def read_xml(client: Client, path: str, query: str) -> list[str]:
    """Return the texts of a sitemap that an XPath finds."""
    answer = client.get(path)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/xml; charset=utf-8")
    assert client.get(path, headers={"If-None-Match": answer["ETag"]}).status_code == 304
    return [str(text) for text in etree.fromstring(answer.content).xpath(query, namespaces=NAMES)]


def test_robots_stay_away_from_the_desk(client: Client, db: None) -> None:
    robots = RobotFileParser()
    robots.parse(client.get("/robots.txt").content.decode().splitlines())
    for path in ("/", "/verdicts/1-a-dam/", "/topics/war/", "/tips/new/", "/feeds/atom.xml", "/corrections/", "/log/"):
        assert robots.can_fetch("*", SITE + path), path
    for path in ("/queue/", "/claims/1/", "/articles/", "/moderation/", "/account/login/", "/admin/", "/users/"):
        assert not robots.can_fetch("*", SITE + path), path
    assert robots.site_maps() == [f"{SITE}/sitemap.xml", f"{SITE}/sitemap-news.xml"]


def test_the_sitemap_has_every_current_verdict_once(
    client: Client, edith: User, mona: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("claims.selectors.sitemaps.BLOCK_CLAIMS", 2)
    kept, corrected, gone, last = (make_publication(edith, mona) for _ in range(4))
    correction = make_correction(corrected, edith, mona)
    withdraw_verdict(claim_id=gone.claim_id, moderator=mona, reason="Wrong.")
    pages, *parts = read_xml(client, "/sitemap.xml", "//map:sitemap/map:loc/text()")
    assert f"{SITE}/corrections/" in read_xml(client, pages.removeprefix(SITE), "//map:loc/text()")
    rows = [
        row
        for part in parts
        if (path := part.removeprefix(SITE)) and client.get(path).status_code == 200
        for row in zip(*(read_xml(client, path, f"//map:{name}/text()") for name in ("loc", "lastmod")), strict=True)
    ]
    assert rows == [
        (SITE + row.get_absolute_url(), row.published.isoformat()) for row in (kept, correction, last)
    ]  # fmt: skip


def test_the_pages_of_the_sitemap_are_those_of_every_desk_and_those_that_it_wrote(
    client: Client, ada: User, commits: Commits
) -> None:
    with commits():
        for slug, published in (("about", True), ("funding", False)):
            save_site_page(slug=slug, language="en", title="Us", body="We check.", published=published, by=ada)
    paths = ("", "corrections/", "how-we-rate/", "log/", "privacy/", "tips/new/", "pages/about/")
    assert read_xml(client, "/sitemap-pages.xml", "//map:loc/text()") == [f"{SITE}/{path}" for path in paths]


def test_a_part_without_a_verdict_is_not_found(client: Client, edith: User, mona: User) -> None:
    assert read_xml(client, "/sitemap.xml", "//map:loc/text()") == [f"{SITE}/sitemap-pages.xml"]
    published = make_publication(edith, mona)
    block = published.claim_id // 10_000
    assert len(read_xml(client, f"/sitemap-verdicts-{block}.xml", "//map:loc/text()")) == 1
    for number in (block + 1, 10**18):
        assert client.get(f"/sitemap-verdicts-{number}.xml").status_code == 404


def test_the_news_sitemap_has_the_verdicts_of_two_days(
    client: Client, edith: User, mona: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    published = make_publication(edith, mona)
    correction = make_correction(published, edith, mona)
    withdraw_verdict(claim_id=make_publication(edith, mona).claim_id, moderator=mona, reason="Wrong.")
    assert read_xml(client, "/sitemap-news.xml", "//map:loc/text()") == [SITE + correction.get_absolute_url()]
    assert read_xml(client, "/sitemap-news.xml", "//news:title/text()") == ["300 trees were planted"]
    (day,) = read_xml(client, "/sitemap-news.xml", "//news:publication_date/text()")
    assert day == published.published.isoformat(timespec="seconds")
    monkeypatch.setattr("claims.selectors.sitemaps.NEWS_DAYS", 0)
    STORES[False].clear()
    assert read_xml(client, "/sitemap-news.xml", "//map:loc/text()") == []


def test_news_are_in_the_language_of_the_desk(client: Client, edith: User, mona: User, settings: Any) -> None:
    settings.LANGUAGES = [("en", "English"), ("fr", "Français")]
    make_publication(edith, mona)
    french = Identity(name="Facts", time_zone="UTC", language="fr", languages=("en", "fr"))
    cache.set(CACHE_KEY, {"row": french.to_json()}, KEPT_SECONDS)
    assert read_xml(client, "/sitemap-news.xml", "//news:language/text()") == ["fr"]
