"""A visit obeys robots.txt, asks whether anything changed, and follows a page to its feed."""

import pytest

from claims.intake.watch_visits import fetch_watched_page, visit_address
from claims.intake.watched import NotWatchable, RobotsRefused, Visit
from claims.refusals import FetchFailed, PrivateUrl
from tests.intake.loopback_web import PAGE, LoopbackWeb, http_answer, read_headers

FEED = b"<rss version='2.0'><channel><title>Courier</title><item><link>/fire</link></item></channel></rss>"
ROBOTS = b"User-agent: factcheck-desk\nDisallow: /private*x\nCrawl-delay: 7\n\nUser-agent: *\nDisallow: /"


def visit(web: LoopbackWeb, path: str, **options: str) -> Visit:
    return visit_address(web.url(path), network=web.network, **options)


def test_a_visit_returns_the_rules_of_the_site_and_validators_that_the_next_one_sends(web: LoopbackWeb) -> None:
    web.pages["/robots.txt"] = http_answer(ROBOTS)
    web.pages["/feed"] = lambda: [
        http_answer(status="304 Not Modified")
        if "if-none-match" in read_headers(web.requests[-1])
        else http_answer(FEED, etag='"one"', last_modified="Mon, 30 Nov 2026 06:00:00 GMT")
    ]
    first = visit(web, "/feed")
    assert (first.kind, first.title, len(first.items), first.delay_seconds) == ("feed", "Courier", 1, 7)
    assert (first.etag, first.robots) == ('"one"', ROBOTS.decode())
    second = visit(web, "/feed", kind="feed", etag=first.etag, modified=first.modified, robots=first.robots or "")
    assert (second.unchanged, second.items, second.etag, second.robots) == (True, (), '"one"', None)
    assert read_headers(web.requests[-1])["if-modified-since"] == first.modified
    assert len([request for request in web.requests if "robots" in request]) == 1


def test_what_robots_txt_refuses_is_not_requested(web: LoopbackWeb) -> None:
    web.pages["/robots.txt"] = http_answer(ROBOTS)
    with pytest.raises(RobotsRefused):
        visit(web, "/private/x")
    with pytest.raises(RobotsRefused):
        fetch_watched_page(web.url("/private/x"), None, web.network)
    assert len(web.requests) == 2
    web.pages["/fire"] = http_answer(PAGE)
    rules, delay_seconds, document = fetch_watched_page(web.url("/fire"), None, web.network)
    assert (rules.text, delay_seconds, document.title) == (ROBOTS.decode(), 7, "Fire")


def test_a_site_whose_robots_txt_fails_is_left_alone(web: LoopbackWeb) -> None:
    web.pages["/robots.txt"] = http_answer(status="503 Service Unavailable", retry_after="120")
    with pytest.raises(FetchFailed) as failure:
        visit(web, "/feed")
    assert failure.value.facts["retry_after"] == 120


def test_a_page_leads_to_its_feed_unless_a_person_says_that_the_page_is_watched(web: LoopbackWeb) -> None:
    web.pages["/"] = http_answer(
        b"<html><link rel=alternate type=application/rss+xml href=/feed><a href=/a>A fire broke out"
    )
    web.pages["/feed"] = http_answer(FEED)
    assert (visit(web, "/").url, visit(web, "/").kind) == (web.url("/feed"), "feed")
    page = visit(web, "/", kind="page")
    assert (page.url, page.items[0].title) == (web.url("/"), "A fire broke out")


def test_a_feed_that_became_a_page_is_refused_and_so_is_an_inward_address(web: LoopbackWeb) -> None:
    web.pages["/feed"] = http_answer(b"<html><a href=/a>This domain is for sale</a></html>")
    with pytest.raises(NotWatchable):
        visit(web, "/feed", kind="feed")
    with pytest.raises(PrivateUrl):
        visit_address("http://127.0.0.1/feed")


def test_the_data_of_fact_checks_are_left_to_the_import(web: LoopbackWeb) -> None:
    web.pages["/checks"] = http_answer(b"[" * 9_000_000)
    assert visit(web, "/checks", kind="claimreview").kind == "claimreview"
