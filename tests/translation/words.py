"""The words that a person sees in a page or a template, apart from those that are translated or data."""

import re
from collections.abc import Iterator

from django.template.base import Lexer, TokenType
from lxml import html

WORD = re.compile(r"[A-Za-z]{2,}")
ATTRIBUTES = ("title", "aria-label", "alt", "placeholder", "data-key-label", "label", "summary")
SILENT = {"script", "style", "kbd", "code", "pre", "svg", "template"}
"""Elements whose text is not prose. A translator's ``translate="no"`` counts like one of these."""

NAMES = {"API", "Atom", "CSV", "ClaimReview", "JSON", "OpenAPI", "URL", "UTC", "http", "https"}
"""Names of formats, the same in every language."""

ENTITY = re.compile(r"&\w+;")


def words_of_page(text: str) -> list[str]:
    """Return the words a reader sees or hears, in order: text, and the attributes that are read out."""
    if not text.strip():
        return []
    root = html.fromstring(f"<div>{text}</div>" if "<html" not in text else text)
    return [word for part in _visible(root) for word in _words(part)]


def words_of_template(source: str) -> list[str]:
    """Return the words of a template that no translation tag covers."""
    return words_of_page("".join(_bare(source)))


def _words(text: str) -> Iterator[str]:
    for token in text.split():
        if "://" in token or "@" in token:
            continue
        yield from (word for word in WORD.findall(token) if word not in NAMES)


def _visible(element: html.HtmlElement) -> Iterator[str]:
    if not isinstance(element.tag, str) or element.tag in SILENT or element.get("translate") == "no":
        return
    yield from (value for name in ATTRIBUTES if (value := element.get(name)))
    if element.tag == "meta" and element.get("name") == "description":
        yield element.get("content") or ""
    yield element.text or ""
    for child in element:
        yield from _visible(child)
        yield child.tail or ""


def _bare(source: str) -> Iterator[str]:
    """Yield a template's text with a blank for each tag and variable, and without what is translated or a comment."""
    closing = ""
    for token in Lexer(source).tokenize():
        if token.token_type is TokenType.BLOCK:
            tag = token.contents.split()[0]
            if closing and tag == closing:
                closing = ""
            elif tag in {"blocktranslate", "blocktrans", "comment"}:
                closing = f"end{tag}"
        if token.token_type is TokenType.TEXT and not closing:
            yield ENTITY.sub(" ", token.contents)
