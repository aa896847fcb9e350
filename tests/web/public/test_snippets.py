"""What other sites copy: HTML with its ClaimReview, a frame, and blocks of WordPress."""

import json
import re
from html import unescape

import pytest
from django.test import Client
from extruct import extract
from lxml import html

from claims.models import Publication, User
from claims.web.public.frame_size import FrameSize, measure_card, measure_frame
from claims.web.public.snippets import Snippets, write_snippets
from tests.stories import make_publication, make_taken_claim, make_written_draft
from tests.web.public.test_verdict_articles import publish_article
from tests.web.public.test_verdicts import make_correction, public_page_text

ADDRESS = "https://desk.example/verdicts/1-trees/"
BLOCK = re.compile(r"<!--\s+wp:([a-z/-]+)\s+(?:({.*?})\s+)?-->\n(.*)\n<!--\s+/wp:\1\s+-->", re.DOTALL)
"""A block as the parser of WordPress reads it."""


@pytest.fixture
def hostile(edith: User, mona: User) -> Publication:
    """A verdict with a headline that would end whatever it stands in."""
    claim = make_taken_claim(edith)
    make_written_draft(claim, edith)
    headline = "--> <!-- /wp:html --> </textarea></script><img src=x onerror=alert(1)> \"quoted\" 'words'"
    return publish_article(claim, edith, mona, headline=headline)


def snippets_of(publication: Publication) -> Snippets:
    return write_snippets(publication, ADDRESS)


def test_the_page_offers_all_snippets(client: Client, edith: User, mona: User) -> None:
    publication = make_publication(edith, mona)
    page = public_page_text(client, "verdict", publication.claim_id)
    shown = [unescape(text) for text in re.findall(r"<textarea[^>]*>(.*?)</textarea>", page, re.DOTALL)]
    address = f"http://127.0.0.1:8000{publication.get_absolute_url()}"
    snippets = write_snippets(publication, address)
    assert shown == [snippets.frame, snippets.html, snippets.wordpress_frame, snippets.wordpress_embed]
    make_correction(publication, edith, mona)
    assert "<textarea" not in public_page_text(client, "verdict_revision", publication.claim_id, 1)
    assert len(page.encode()) < 35_000


def test_the_text_carries_its_claimreview_and_no_program(hostile: Publication) -> None:
    tree = html.fragment_fromstring(snippets_of(hostile).html, create_parent=True)
    (script,) = tree.findall(".//script")
    assert script.get("type") == "application/ld+json"
    assert json.loads(script.text) == json.loads(hostile.document)
    assert tree.findall(".//img") == []
    assert [link.get("href") for link in tree.findall(".//a")] == [ADDRESS]
    assert "300 trees were planted" in tree.text_content()


def test_wordpress_reads_the_blocks(hostile: Publication) -> None:
    snippets = snippets_of(hostile)
    framed = BLOCK.fullmatch(snippets.wordpress_frame)
    assert framed
    assert (framed[1], framed[2], framed[3]) == ("html", None, snippets.frame)
    embed = write_snippets(hostile, "https://desk.example/a--b/?x=<&>").wordpress_embed
    block = BLOCK.fullmatch(embed)
    assert block
    assert block[1] == "embed"
    assert "--" not in block[2]
    assert json.loads(block[2]) == {"url": "https://desk.example/a--b/?x=<&>", "type": "rich", "responsive": False}


def test_the_frame_runs_nothing_and_follows_the_width(hostile: Publication) -> None:
    (frame,) = html.fragments_fromstring(snippets_of(hostile).frame)
    size = measure_frame(hostile)
    assert frame.get("sandbox") == "allow-popups allow-popups-to-escape-sandbox"
    assert (frame.get("width"), frame.get("height")) == ("600", str(size.wide))
    assert frame.get("style") == f"width:100%;max-width:600px;height:{size.css_height};border:0"


def test_a_frame_is_as_high_as_its_text_asks() -> None:
    assert FrameSize(300, 300).css_height == "300px"
    assert FrameSize(300, 440).css_height == "clamp(300px,calc(620px - 50.0vw),440px)"


def test_more_text_and_less_width_make_a_higher_card(edith: User, mona: User) -> None:
    publication = make_publication(edith, mona)
    short = measure_card(publication, 600)
    assert measure_card(publication, 320) > short
    publication.summary = "Two trees fewer, but close. " * 15
    assert measure_card(publication, 600) > short


def test_search_engines_read_page_and_snippet_alike(client: Client, edith: User, mona: User) -> None:
    publication = make_publication(edith, mona)
    address = f"http://127.0.0.1:8000{publication.get_absolute_url()}"
    page = extract(public_page_text(client, "verdict", publication.claim_id), base_url=address, uniform=True)
    copied = extract(write_snippets(publication, address).html, base_url="https://paper.example/a")
    assert page["json-ld"] == copied["json-ld"] == [json.loads(publication.document)]
    (graph,) = page["opengraph"]
    assert (graph["@type"], graph["og:url"]) == ("article", address)
    assert graph["og:title"]
    assert graph["og:image"].startswith("http://127.0.0.1:8000/")
    assert page["microdata"] == page["microformat"] == []
