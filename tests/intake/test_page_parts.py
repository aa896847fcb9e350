"""What is the article of a web page, what is not, and what is said where there is none."""

import json
from datetime import date
from typing import Any

import pytest

from claims.intake.webpages import ExtractedPage, read_webpage

FIRST = "The council of the town voted on Monday to plant three hundred trees along the river before the winter."
SECOND = "The mayor said that the trees cost 90,000 euros, and that the parks office will water them for two years."
THIRD = "Residents had asked for shade since the heat of last summer, when the river fell to its lowest level."
STORY = "".join(f"<p>{words}</p>" for words in (FIRST, SECOND, THIRD))


PUBLISHED_META = '<meta property="og:article:published_time" content="2020-01-19T12:25Z">'


def read(
    body: str, declared: dict[str, Any] | None = None, *, head: str = "", url: str = "https://courier.example/trees"
) -> ExtractedPage:
    script = f'<script type="application/ld+json">{json.dumps(declared)}</script>' if declared else ""
    return read_webpage(f"<html><head><title>Trees</title>{head}{script}</head><body>{body}</body></html>", url)


def test_numbered_captions_of_a_gallery_are_no_article() -> None:
    captions = "".join(
        f"<li><div>{n}/12 A firm</div><div>The firm lost {n},000 jobs in May.</div></li>" for n in range(1, 13)
    )
    page = read(f"<article>{STORY}<ul class=slideshow>{captions}</ul></article>")
    assert THIRD in page.text
    assert "lost" not in page.text


def test_what_stands_behind_a_caption_stays() -> None:
    captions = (f"Tree {n}.<figure>{n}/3 A firm</figure>Behind it the mayor counts {n}.<br>" for n in range(1, 4))
    page = read(f"<article>{STORY}{''.join(captions)}</article>")
    assert [f"Tree {n}. Behind it the mayor counts {n}." in page.text for n in (1, 2, 3)] == [True] * 3
    assert "A firm" not in page.text


@pytest.mark.parametrize(
    "lead",
    [
        "<div class=intro><h4>Trees</h4><time>19.01.2020</time><p>{words}</p><em class=copyright>Town</em></div>",
        "<div class=teaser-text><ul><li>{words}</li></ul></div>",
    ],
)
def test_a_lead_is_a_paragraph_without_the_picture_and_the_day_beside_it(lead: str) -> None:
    words = "Shade at last: after years of heat, the town plants trees on both sides of its river."
    page = read(f"<h1>Shade</h1><header>{lead.format(words=words)}</header><article>{STORY}{STORY}</article>")
    assert page.text.startswith(f"{words}\n\n{FIRST}")


def test_a_caption_and_the_teaser_of_another_story_are_no_lead() -> None:
    other = "The ferry of the town was sold on Friday to a shipyard in the south, as the port office said."
    aside = f"<div class='widget widget_rss sidebar'><ul><li><div class=rssSummary>{other}</div></li></ul></div>"
    caption = "The mayor stands on the bridge with a spade in her left hand, and looks at the trees."
    caption = f"<figure><figcaption class=lead>{caption}</figcaption></figure>"
    page = read(f"<h1>Shade</h1>{aside}{caption}<article>{STORY}{STORY}</article>")
    assert page.text.startswith(FIRST)


def test_what_stands_behind_the_declared_text_is_another_story() -> None:
    body = "\n".join([FIRST, SECOND, THIRD] * 2)
    other = "<p>In other news, the bridge will be closed for repairs until the spring of next year, the town says.</p>"
    page = read(f"<article>{STORY}{STORY}{other}</article>", {"@type": "NewsArticle", "articleBody": body})
    assert THIRD in page.text
    assert "bridge" not in page.text


def test_a_declared_text_replaces_an_extraction_that_lacks_it() -> None:
    body = "\n".join([FIRST, SECOND, THIRD] * 3)
    page = read("<div><p>A photo of a tree.</p></div>", {"@type": "NewsArticle", "articleBody": body})
    assert page.text.count(SECOND) == 3


def test_a_lead_outside_the_article_comes_first_and_lines_to_other_stories_go() -> None:
    lead = "Shade at last: after years of heat, the town plants trees on both sides of its river."
    head = f'<meta name="description" content="{lead[:70]}…">'
    page = read(
        f"<header><div class=deck><span>{lead}</span></div></header><article>{STORY}"
        "<p>Read more: How the bridge fell</p></article>",
        head=head,
    )
    assert page.text.startswith(f"{lead}\n\n{FIRST}")
    assert "bridge" not in page.text


def test_the_entries_of_a_live_blog_keep_their_times() -> None:
    updates = [
        {
            "@type": "BlogPosting",
            "headline": f"Vote {n}",
            "datePublished": f"2026-03-02T1{n}:05:00Z",
            "articleBody": words,
        }
        for n, words in enumerate((SECOND, THIRD))
    ]
    page = read(f"<article>{STORY}</article>", {"@type": "LiveBlogPosting", "liveBlogUpdate": updates})
    assert f"2026-03-02 11:05 Vote 1\n{THIRD}" in page.text
    assert page.text.startswith(FIRST)


@pytest.mark.parametrize(
    ("head", "body", "declared", "url", "expected"),
    [
        ("", "<time>8 July 2020</time>", {"datePublished": "2020-04-27T17:58:19+02:00"}, "", (2020, 4, 27)),
        (
            f'<meta name="REVISION_DATE" content="2020-01-20">{PUBLISHED_META}',
            "", {}, "", (2020, 1, 19),
        ),
        (
            "", '<time datetime="2022-05-03T23:37:37-04:00">May 3</time>',
            {"datePublished": "2022-05-04T03:37:37+00:00"}, "", (2022, 5, 3),
        ),
        ("", "", {"datePublished": "2020-02-25T01:00:00Z"}, "https://courier.example/2020/02/24/trees", (2020, 2, 24)),
    ],
)  # fmt: skip
def test_a_declared_day_of_publication_counts_first_as_the_page_shows_it(
    head: str, body: str, declared: dict[str, str], url: str, expected: tuple[int, int, int]
) -> None:
    node = {"@type": "NewsArticle", **declared} if declared else {}
    page = read(f"{body}<article>{STORY}</article>", node, head=head, url=url or "https://courier.example/trees")
    assert page.published == date(*expected)
    assert "published" not in page.guesses


def test_a_title_loses_the_name_of_its_site_and_a_publisher_is_no_handle() -> None:
    head = (
        '<meta property="og:title" content="Trees for the town | Town Courier">'
        '<meta name="twitter:site" content="@Courier_De">'
    )
    page = read(
        f"<article><h1>Trees for the town</h1>{STORY}</article>",
        {"@type": "NewsArticle", "publisher": {"name": "Town Courier"}, "datePublished": "2026-03-02"},
        head=head,
    )
    assert (page.title, page.publisher) == ("Trees for the town", "Town Courier")


LINKS = "".join(f"<p><a href='/{n}'>The council of town {n} votes about trees</a></p>" for n in range(30))


@pytest.mark.parametrize(
    ("body", "url", "codes"),
    [
        (f"<article>{STORY}</article>", "https://courier.example/trees", []),
        (f"<main>{LINKS}</main>", "https://courier.example/", ["index_page"]),
        (f"<main><article>{4 * STORY}</article>{LINKS}</main>", "https://courier.example/trees", []),
        ("<p>Please verify you are human to continue.</p>", "https://courier.example/trees", ["walled_page"]),
        (f"<p>{FIRST}</p><p>Subscribe to continue reading.</p>", "https://courier.example/trees", ["walled_page"]),
    ],
)
def test_a_wall_and_an_index_are_named(body: str, url: str, codes: list[str]) -> None:
    assert [note.code for note in read(body, url=url).notes] == codes
