"""What a web page is instead of an article: a wall, an index, or the beginning of a text that is not there."""

import re
from typing import Any

from claims.source_notes import SourceNote

WALLED_WORDS, SHORT_WORDS = 200, 60
"""Texts with more words are no wall and no list, and not short."""
CHARACTERS_OF_A_WORD = 8
SHORT_SHARE = 0.2
"""The share of its page that a short article has."""
LEAST_HEADLINES, HEADLINE_WORDS = 25, 5
INDEX_SHARE = 0.5
"""The share of the words of an index that stands in links."""

_WALL = re.compile(
    r"verify (?:that )?you are (?:a )?human|are you a robot|unusual traffic|enable javascript|enable cookies|"
    r"subscribe (?:now )?to (?:continue|read|keep)|to (?:continue|keep) reading|already a subscriber|"
    r"this (?:article|content) is (?:only )?(?:for|available to) subscribers|accept (?:all )?cookies to|"
    r"nur für abonnenten|jetzt abonnieren|weiterlesen mit|inhalt freischalten|javascript aktivieren|"
    r"réservée? aux abonnés|abonnez-vous pour|activer javascript|"
    r"contenido exclusivo para suscriptores|suscríbete para|solo para suscriptores",
    re.IGNORECASE,
)


def describe_page(tree: Any, text: str, *, is_home: bool) -> tuple[SourceNote, ...]:
    """Return what is to be said about a page of which `text` was taken for the article; nothing for most pages."""
    page = _visible_text(tree)
    words, page_words = _count_words(text), _count_words(page)
    if words < WALLED_WORDS and _WALL.search(page):
        return (SourceNote("walled_page", words),)
    links = [" ".join(link.text_content().split()) for link in tree.iter("a")]
    headlines = [link for link in links if len(link.split()) >= HEADLINE_WORDS]
    linked = sum(len(link.split()) for link in headlines)
    is_list = words < WALLED_WORDS and linked >= INDEX_SHARE * page_words and not _is_declared_article(tree)
    if len(headlines) >= LEAST_HEADLINES and (is_home or is_list):
        return (SourceNote("index_page", len(headlines)),)
    if words < SHORT_WORDS and words < SHORT_SHARE * page_words:
        return (SourceNote("short_page", words),)
    return ()


def _count_words(text: str) -> int:
    """Count the words of a text; some scripts have no spaces between them."""
    return max(len(text.split()), len(text) // CHARACTERS_OF_A_WORD)


def _is_declared_article(tree: Any) -> bool:
    kinds = tree.iterfind(".//meta[@property='og:type'][@content]")
    return any("article" in kind.get("content").lower() for kind in kinds)


def _visible_text(tree: Any) -> str:
    texts = tree.xpath("//body//text()[not(ancestor::script or ancestor::style or ancestor::template)]")
    return " ".join(" ".join(texts).split())
