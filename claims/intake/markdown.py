r"""Markdown, with ``\n`` for line ends, to plain text: what a reader sees, a blank line between blocks."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import trafilatura
from markdown_it import MarkdownIt
from markdown_it.token import Token

from claims.refusals import NotText

# The parser needs seconds for each 100,000 of these, more if they are never closed.
MAX_MARKS = 50_000
_COSTLY_MARKS = "[*_~"

_PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
_FRONT_MATTER = re.compile(r"\A---\n(?=\w[\w-]*:).*?\n(?:---|\.\.\.)(?:\n|\Z)", re.DOTALL)
_TITLE = re.compile(r"""^title:[ \t]*["']?(.*?)["']?[ \t]*$""", re.MULTILINE)

# Tokens whose content is the text itself; a link or an emphasis has its text in a token of these.
_LITERAL_TOKENS = frozenset({"text", "code_inline", "text_special"})
_BREAK_TEXTS = {"softbreak": " ", "hardbreak": "\n"}


def read_markdown(source: str) -> tuple[str, str]:
    """Title and text. The title is the one that the front matter names, else the first heading, else empty.

    The text has headings, paragraphs, list items, table cells, quotations and code in order.
    Links and emphasis keep their words, a paragraph wrapped over several lines becomes one line;
    pictures, HTML tags, scripts and front matter are gone. Refuses what is mostly marks (`NotText`).
    """
    if sum(source.count(mark) for mark in _COSTLY_MARKS) > MAX_MARKS:
        raise NotText("There is more markup than text in it. Send the text itself.")
    front = _FRONT_MATTER.match(source)
    tokens = _PARSER.parse(source[front.end() :] if front else source)
    named = _TITLE.search(front[0]) if front else None
    text = "\n\n".join(block for block in _block_texts(tokens) if block)
    return (named[1] if named else "") or _first_heading(tokens), text


def _block_texts(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type == "inline":
            yield _inline_text(token.children or [])
        elif token.type == "html_block":
            yield trafilatura.html2txt(f"<html><body>{token.content}</body></html>")
        elif token.type in {"fence", "code_block"}:
            yield token.content.strip("\n")


def _inline_text(children: Sequence[Token]) -> str:
    text = "".join(
        child.content if child.type in _LITERAL_TOKENS else _BREAK_TEXTS.get(child.type, "") for child in children
    )
    return text.strip()


def _first_heading(tokens: Sequence[Token]) -> str:
    return next(
        (_inline_text(text.children or []) for mark, text in pairwise(tokens) if mark.type == "heading_open"), ""
    )
