r"""Conversion of Markdown, with ``\n`` as line ends, to plain text with a blank line between blocks."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import trafilatura
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt
from markdown_it.token import Token

from claims.markdown_text import inline_text
from claims.refusals import NotText

# The parser takes seconds for 100,000 of these marks, and longer if they are never closed.
MAX_MARKS = 50_000
_COSTLY_MARKS = "[*_~|"

_PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
_FRONT_MATTER = re.compile(r"\A---\n(?=\w[\w-]*:).*?\n(?:---|\.\.\.)(?:\n|\Z)", re.DOTALL)
_TITLE = re.compile(r"""^title:[ \t]*["']?(.*?)["']?[ \t]*$""", re.MULTILINE)


def read_markdown(source: str) -> tuple[str, str]:
    """Return title and text. The title is the one in the front matter, or the first heading, or empty.

    The text has headings, paragraphs, list items, table cells, quotations and code in their order. Links and
    emphasis keep their text, and a wrapped paragraph becomes one line; images, HTML tags, scripts and front matter
    are removed. Raises `NotText` for text that is mostly markup.
    """
    if sum(source.count(mark) for mark in _COSTLY_MARKS) > MAX_MARKS:
        raise NotText(_("The file contains too much markup. Submit its plain text."))
    front_matter = _FRONT_MATTER.match(source)
    tokens = _PARSER.parse(source[front_matter.end() :] if front_matter else source)
    title = _TITLE.search(front_matter[0]) if front_matter else None
    text = "\n\n".join(block for block in _block_texts(tokens) if block)
    return (title[1] if title else "") or _first_heading(tokens), text


def _block_texts(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type == "inline":
            yield inline_text(token.children or [])
        elif token.type == "html_block":
            yield trafilatura.html2txt(f"<html><body>{token.content}</body></html>")
        elif token.type in {"fence", "code_block"}:
            yield token.content.strip("\n")


def _first_heading(tokens: Sequence[Token]) -> str:
    return next(
        (inline_text(text.children or []) for mark, text in pairwise(tokens) if mark.type == "heading_open"), ""
    )
