"""ClaimReviews in web pages: in scripts of long pages and of news feeds, as microdata and as RDFa."""

import html
import io
import json
import time

import pytest

from claims.intake import review_pages
from claims.intake.claimreview_feeds import iterate_entries
from claims.intake.fact_check_entries import MAX_TEXT_CHARACTERS, FactCheckEntry
from claims.intake.review_markup import scan_elements
from claims.refusals import NotAFeed
from tests.claimreview_samples import claimreview_sample

MICRODATA = """<!DOCTYPE html><html><body>
<div itemscope itemtype="http://schema.org/Article"><h1 itemprop="name">A page</h1>
<article itemscope itemtype="http://schema.org/ClaimReview">
<a itemprop="url" href="https://check.example/dam">The dam</a>
<time itemprop="datePublished" datetime="2026-03-05">on Thursday</time>
<p>They said: <b itemprop="claimReviewed">The dam <i>cracked</i>.</b></p>
<div itemprop="author" itemscope itemtype="http://schema.org/Organization">
<meta itemprop="name" content="Checkers"></div>
<div><div itemprop="reviewRating" itemscope itemtype="http://schema.org/Rating">
<meta itemprop="ratingValue" content="1"><span itemprop="alternateName">False</span></div></div>
<p itemprop="itemReviewed" itemscope itemtype="http://schema.org/Claim">
<span itemprop="author" itemscope itemtype="http://schema.org/Person"><span itemprop="name">Ann Lee</span></span></p>
</article></div></body></html>"""
RDFA = (
    MICRODATA.replace("itemscope ", "")
    .replace('itemtype="http://schema.org/', 'typeof="')
    .replace("itemprop", "property")
)


def read_page(page: str) -> list[FactCheckEntry | None]:
    return [entry.fact_check for entry in iterate_entries(io.BytesIO(page.encode()))]


@pytest.mark.parametrize("page", [MICRODATA, RDFA, f'<?xml version="1.0" encoding="utf-8"?>\n{RDFA}'])
def test_the_elements_of_a_page_are_read(page: str) -> None:
    (found,) = read_page(page)
    assert found
    assert (found.claim_text, found.rating, found.publisher) == ("The dam cracked.", "False", "Checkers")
    assert (found.url, found.claimant, str(found.reviewed)) == ("https://check.example/dam", "Ann Lee", "2026-03-05")


def test_scripts_come_before_elements() -> None:
    (found,) = read_page(MICRODATA.replace("<article", write_script(1) + "<article"))
    assert found
    assert found.url == claimreview_sample(1)["url"]


def test_elements_that_are_nested_deeply_end() -> None:
    opened = '<div itemprop="author" itemscope itemtype="http://schema.org/Person">' * 5_000
    with pytest.raises(NotAFeed):
        read_page(f'<div typeof="Article">{opened}')
    assert read_page(f'<div typeof="ClaimReview">{opened}') == [None]


def write_script(number: int) -> str:
    return f"<script type='application/ld+json'>{json.dumps(claimreview_sample(number))}</script>\n"


def test_a_long_page_is_read_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(review_pages, "MAX_PIECE_CHARACTERS", 1_000)
    page = "".join(map(write_script, range(900)))
    entries = list(iterate_entries(io.BytesIO(page.encode())))
    assert all(entry.fact_check for entry in entries)
    assert len(entries) == 900
    assert [entry.line for entry in entries] == [*range(1, 901)]


def test_a_page_within_a_news_feed_is_read() -> None:
    for content in (html.escape(write_script(1)), f"<![CDATA[{write_script(1)}]]>"):
        feed = f"<?xml version='1.0'?><rss><channel><item><description>{content}</description></item></channel></rss>"
        assert len(read_page(feed)) == 1


@pytest.mark.parametrize("middle", [" " * 100_000, ";" * 100_000, "]]>" * 50_000, "a$" * 200_000])
def test_a_script_that_is_no_json_takes_linear_time(middle: str) -> None:
    page = f'<html><script type="application/ld+json">["ClaimReview" {middle} x</script>'
    before = time.process_time()
    with pytest.raises(NotAFeed):
        read_page(page)
    assert time.process_time() - before < 5  # about 0.1 s; quadratic time would be minutes


def test_the_properties_of_elements_are_no_longer_than_texts_may_be() -> None:
    words = "word " * MAX_TEXT_CHARACTERS
    (found,) = scan_elements(f'<div itemtype="https://schema.org/ClaimReview"><p itemprop="name">{words}</p></div>')
    assert len(found.value["name"][0]) == MAX_TEXT_CHARACTERS + 1
