"""What stands around the article of a web page stays out of it, and what only looks like it stays in."""

import time
from typing import Any

import pytest
import trafilatura

from claims.intake.webpages import read_webpage

FIRST = "The council of the town voted on Monday to plant three hundred trees along the river before the winter."
SECOND = (
    "The mayor said that the trees cost 90,000 euros, that the parks office will water them for two years, and that "
    "the school at the bridge will look after the youngest of them, as its pupils had asked in a letter to the council."
)
THIRD = "Residents had asked for shade since the heat of last summer, when the river fell to its lowest level."
STORY = "".join(f"<p>{words}</p>" for words in (FIRST, SECOND, THIRD))
LONG_STORIES = "".join(f"<p>{SECOND.replace('trees', 'stories')}</p>" for _ in range(3))
SLIDES = "".join(f"<p class='slide-caption'>{SECOND} The report has page {n}.</p>" for n in range(9))
LINKS = "".join(f"<li><a href='/{n}'>Stories of the bridge</a> {n}.2.2022</li>" for n in range(1, 4))
URL = "https://courier.example/news/trees"


def read_text(body: str) -> str:
    return read_webpage(f"<html><head><title>Trees</title></head><body>{body}</body></html>", URL).text


@pytest.mark.parametrize(
    "box",
    [
        "<section class='subscribe-box'><p>The best stories of the week reach readers on Friday.</p></section>",
        "<div class='more-about'><p>The bridge is closed, as our stories told before.</p></div>",
        "<div class='saboxplugin-wrap'><p>Cora writes stories about the parks of the town for us.</p></div>",
        "<div class='sd-block'><p>Send our stories to your friends and neighbours by mail.</p></div>",
        "<div class='popmake-7'><p>Three stories a day are free for all the readers of the paper.</p></div>",
        "<p class='affiliate-disclosure'>Some links in our stories pay us when readers buy something.</p>",
        "<p>Read also: stories of the bridge</p>",
        "<h3>More stories</h3><p>How the bridge fell</p><p>Why the stories of the ferry sank</p>",
        "<p>Sign up for our stories by mail, every Friday at noon.</p>",
        "<p>Photo: Emil Stories / Town Archive</p>",
        "<div class='photo-caption'>The mayor reads stories to the children of the school at the bridge.</div>",
        "<p class='imagedescription'>A reader of our stories plants a tree.</p>",
        "<h4>Press contact:</h4><p>Emil Stories, parks office</p>",
        "<p>Category: Stories | View comments</p>",
        "<p>&gt;&gt; The bridge: our stories &lt;&lt;</p>",
        "<p>© 2022, The Town Courier. No stories may be copied without its written permission.</p>",
        "<p>You must be logged in to comment on stories.</p>",
        "<div role=button>Show all stories</div>",
        f"<h3>Elsewhere</h3><ul>{LINKS}</ul>",
        "<p>From the archive: <a href='/1'>Stories of the old bridge</a></p>",
        "<p><a href='/1'>Stories of the bridge and of the ferry</a></p>",
        "<div><h3><a href='/1'>How the bridge fell</a></h3><p>The stories of the men who had built it.</p></div>",
        "<div><h3>2 comments</h3><div>Emil: I like such stories very much, and the trees too.</div></div>",
        "<div class='cookie-box'><p>The map of our stories comes from another site; press here to load it.</p></div>",
        "<div class='toc'><p>What stories stand here</p></div>",
        "<p>This site uses cookies to count the readers of its stories.</p>",
        "<p>Unless otherwise noted, our stories have the licence CC BY.</p>",
        "<p>Tell us in the comments which stories of trees you know.</p>",
        "<p>(Credit: Emil Stories / Town Archive)</p>",
        "<p>The stories of the year, PDF, 151 KB</p>",
        "<h3>The stories of the town</h3>",
        "<p>Do you like our stories? Have a look at our weekly newsletter.</p>",
    ],
)
def test_a_box_is_no_part_of_the_article(box: str) -> None:
    text = read_text(f"<article><h1>Trees</h1>{STORY}{box}</article>")
    assert text.endswith(THIRD)
    assert "stories" not in text.lower()


def test_a_dialogue_may_have_long_paragraphs() -> None:
    dialogue = f"<div class='pum pum-overlay'>{LONG_STORIES}</div>"
    text = read_text(f"<article><h1>Trees</h1>{STORY * 4}</article>{dialogue}")
    assert SECOND in text
    assert "stories" not in text


@pytest.mark.parametrize(
    "body",
    [
        f"<div class='paywall-container'>{STORY}{STORY.replace('Monday', 'Tuesday')}</div><p>Terms apply.</p>",
        f"<article>{STORY}<p>Follow the money on Monday, the mayor said, and the report will be read.</p></article>",
        f"<article>{STORY}<h2 class='caption-s5-fx'>The report is a heading of its own.</h2>{STORY}</article>",
        f"<article>{STORY}{SLIDES}</article>",
        f"<article>{STORY}<p>The report says: <a href='/1'>the trees are old</a>, as all agree.</p></article>",
        f"<article>{STORY}<ul><li>The <a href='/1'>report</a></li><li>A map</li><li>A list</li></ul>{STORY}</article>",
        f"<article>{STORY}<h3>Comments</h3><p>The report is criticized.</p>{STORY * 2}</article>",
        f"<article>{STORY}<h3>More trees</h3><p>The report of the parks office counts them.</p></article>",
        "".join(f"<div class='slide hidden'>{STORY}<p>The report has page {n}.</p></div>" for n in range(4)),
    ],
)
def test_an_article_with_the_name_of_a_box_and_links_to_sources_stay(body: str) -> None:
    text = read_text(body)
    assert SECOND in text
    assert "report" in text.lower() or "Tuesday" in text


def test_what_an_extraction_without_boxes_loses_is_read_from_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """Trafilatura looks further than the first part of a page only where the rest of the page is long."""
    extract = trafilatura.bare_extraction

    def extract_first_part(tree: Any, **options: Any) -> Any:
        found: Any = extract(tree, **options)
        if not tree.xpath("//*[@class='more-about']"):
            found.text = FIRST
        return found

    monkeypatch.setattr(trafilatura, "bare_extraction", extract_first_part)
    box = "<div class='more-about'><p>The bridge is closed, as our stories told before.</p></div>"
    text = read_text(f"<article>{STORY}{box}</article>")
    assert text == f"{FIRST}\n\n{SECOND}\n\n{THIRD}"


def list_teasers(count: int) -> str:
    return "".join(f"<h3><a href='/{n}'>The council votes on plan {n}</a></h3>" for n in range(count))


def test_a_page_of_teasers_alone_is_read_and_named_an_index() -> None:
    teasers = list_teasers(40)
    page = read_webpage(f"<html><head><title>Town</title></head><body><main>{teasers}</main></body></html>", URL)
    assert "The council votes on plan" in page.text
    assert [note.code for note in page.notes] == ["index_page"]


def test_many_teasers_cost_little() -> None:
    started = time.process_time()
    read_text(f"<article>{STORY}</article><div>{list_teasers(9_000)}</div>")
    assert time.process_time() - started < 7  # about 2 s; quadratic time would be 11


@pytest.mark.parametrize("name", ["teaser-text", "article__intro", "standfirst"])
def test_the_lead_between_heading_and_text_comes_first(name: str) -> None:
    lead = "Shade at last: after years of heat, the town plants trees on both sides of its river."
    text = read_text(f"<header><h1>Trees</h1><div class='{name}'>{lead}</div></header><article>{STORY}</article>")
    assert text.startswith(f"{lead}\n\n{FIRST}")
