"""ClaimReviews in a web page: the JSON-LD of its scripts, which refer to one another."""

import html
import re
from collections.abc import Iterator

from claims.intake.feed_text import FeedText
from claims.intake.json_scanner import SHOWN_CHARACTERS, ScannedValue, parse_json

MAX_PIECE_CHARACTERS = 10_000_000
_START = re.compile(r"<!--|<script\b[^<>]*>", re.IGNORECASE)
_JSON_LD = re.compile(r"""type\s*=\s*["']?\s*application/(?:ld\+)?json""", re.IGNORECASE)
_END = re.compile(r"</script", re.IGNORECASE)
_WRAPPING = re.compile(
    r"^(?:\s|/\*\s*<!\[CDATA\[\s*\*/|//\s*<!\[CDATA\[|<!\[CDATA\[|<!--)+"
    r"|(?<![\s;>/])(?:\s|/\*\s*\]\]>\s*\*/|//\s*\]\]>|\]\]>|//\s*-->|-->|;)++$"
)
_LINK = re.compile(r"<link\b[^<>]*>", re.IGNORECASE)
_CANONICAL = re.compile(r"""rel\s*=\s*["']?canonical\b""", re.IGNORECASE)
_HREF = re.compile(r"""href\s*=\s*["']?([^"'\s<>]+)""", re.IGNORECASE)


def is_page(feed: FeedText) -> bool:
    """Return whether the feed is a web page instead of JSON."""
    return feed.text[:2_000].lstrip("\ufeff \t\r\n").startswith("<")


def read_page(feed: FeedText) -> Iterator[tuple[int, str]]:
    """Yield the markup of a page with its first line; a long one comes in pieces that end with a script."""
    has_more = True
    while has_more:
        while len(feed.text) - feed.position < MAX_PIECE_CHARACTERS and (has_more := feed.more()):
            pass
        end = len(feed.text)
        if has_more and (scripts := [*_END.finditer(feed.text, feed.position)]):
            end = scripts[-1].end()
        yield feed.line, feed.text[feed.position : end]
        feed.advance(end)


def scan_scripts(markup: str, first_line: int = 1) -> Iterator[ScannedValue]:
    """Yield the values of the scripts of a page."""
    for line, text in _iterate_scripts(markup, first_line):
        try:
            yield ScannedValue(line, _parse_script(text), is_entry=False)
        except ValueError:
            if "ClaimReview" in text:
                yield ScannedValue(line, text[:SHOWN_CHARACTERS], error="broken")


def canonical_address(markup: str) -> str:
    """Return the URL that a page gives as its own; empty if it gives none."""
    for link in _LINK.finditer(markup):
        if _CANONICAL.search(link[0]) and (href := _HREF.search(link[0])):
            return html.unescape(href[1])
    return ""


def _iterate_scripts(markup: str, line: int) -> Iterator[tuple[int, str]]:
    """Yield line and text of each script with JSON; comments of the page are left out."""
    position, counted = 0, 0
    while start := _START.search(markup, position):
        if start[0] == "<!--":
            end = markup.find("-->", start.end())
            if end < 0:
                return
            position = end + 3
            continue
        closing = _END.search(markup, start.end())
        position = closing.start() if closing else len(markup)
        if _JSON_LD.search(start[0]):
            line, counted = line + markup.count("\n", counted, start.end()), start.end()
            yield line, markup[start.end() : position]


def _parse_script(text: str) -> object:
    bare = _WRAPPING.sub("", text)
    try:
        return parse_json(bare)
    except ValueError:
        return parse_json(html.unescape(bare))
