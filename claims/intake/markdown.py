"""Markdown to plain text: what a reader would see, a blank line between the blocks."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import trafilatura
from markdown_it import MarkdownIt
from markdown_it.token import Token

_PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
_FRONT_MATTER = re.compile(r"\A---\n(?=\w[\w-]*:).*?\n(?:---|\.\.\.)(?:\n|\Z)", re.DOTALL)
_TITLE = re.compile(r"""^title:[ \t]*["']?(.*?)["']?[ \t]*$""", re.MULTILINE)

# Tokens whose content is the text itself; a link or an emphasis has its text in a token of these.
_LITERAL = frozenset({"text", "code_inline", "text_special"})
_BREAKS = {"softbreak": " ", "hardbreak": "\n"}


def plain(source: str) -> str:
    """The text of headings, paragraphs, list items, table cells, quotations and code, in order.

    Links and emphasis keep their words, a paragraph wrapped over several lines becomes one line;
    pictures, HTML tags, scripts and front matter are gone.
    """
    tokens = _PARSER.parse(_FRONT_MATTER.sub("", _lines(source)))
    return "\n\n".join(block for block in _blocks(tokens) if block)


def title(source: str) -> str:
    """The title that the front matter names, else the first heading, else an empty string."""
    front = _FRONT_MATTER.match(_lines(source))
    named = _TITLE.search(front[0]) if front else None
    return (named[1] if named else "") or _first_heading(_FRONT_MATTER.sub("", _lines(source)))


def _lines(source: str) -> str:
    return source.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _blocks(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type == "inline":
            yield _inline(token.children or [])
        elif token.type == "html_block":
            yield trafilatura.html2txt(f"<html><body>{token.content}</body></html>")
        elif token.type in {"fence", "code_block"}:
            yield token.content.strip("\n")


def _inline(children: Sequence[Token]) -> str:
    text = "".join(child.content if child.type in _LITERAL else _BREAKS.get(child.type, "") for child in children)
    return text.strip()


def _first_heading(source: str) -> str:
    tokens = _PARSER.parse(source)
    return next((_inline(text.children or []) for mark, text in pairwise(tokens) if mark.type == "heading_open"), "")
