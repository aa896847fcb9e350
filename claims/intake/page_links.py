"""The links of a web page: the feeds that it declares, and those that look like links to articles."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import html

from claims.intake.addresses import is_same_site, join_url, parse_url
from claims.intake.charsets import decode_text, find_declared_encoding
from claims.intake.watched import NotWatchable
from claims.refusals import BadUrl

FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json")
LEAST_LINK_WORDS = 4
"""Headlines have more words than entries of a menu."""
_MENUS = frozenset({"nav", "header", "footer", "form"})


@dataclass(frozen=True, slots=True)
class PageLinks:
    """`links` are the addresses and words of links to pages of the same site, in their order."""

    title: str
    language: str
    feeds: tuple[str, ...]
    links: tuple[tuple[str, str], ...]


def read_page_links(data: bytes, charset: str, url: str) -> PageLinks:
    """Read an HTML page. Raises `NotText`, and `NotWatchable` if there is nothing in it."""
    text = decode_text(data, declared=charset or find_declared_encoding(data), repair=True)
    try:
        tree = html.document_fromstring(text.encode(), parser=html.HTMLParser(encoding="utf-8", huge_tree=False))
    except (ValueError, html.etree.ParserError) as error:
        raise NotWatchable from error
    return PageLinks(
        title=tree.findtext(".//title") or "",
        language=tree.get("lang") or "",
        feeds=tuple(_declared_feeds(tree)),
        links=tuple(_article_links(tree, url)),
    )


def _declared_feeds(tree: Any) -> Iterator[str]:
    for link in tree.iterfind(".//link[@href]"):
        is_alternate = "alternate" in (link.get("rel") or "").lower().split()
        if is_alternate and (link.get("type") or "").lower() in FEED_TYPES:
            yield link.get("href")


def _article_links(tree: Any, url: str) -> Iterator[tuple[str, str]]:
    """Yield the links with the words of a headline to other pages of the site, outside menus."""
    here = parse_url(url)
    for link in tree.iterfind(".//a[@href]"):
        words = " ".join(link.text_content().split())
        if len(words.split()) < LEAST_LINK_WORDS or any(parent.tag in _MENUS for parent in link.iterancestors()):
            continue
        try:
            target = join_url(here, link.get("href"))
        except BadUrl:
            continue
        if is_same_site(here, target) and target.raw_path not in (b"/", here.raw_path):
            yield str(target), words
