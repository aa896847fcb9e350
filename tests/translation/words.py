"""The words that a person sees in a page or a template, apart from those that are translated or data."""

import re
from collections.abc import Iterator

from django.template.base import Lexer, TokenType
from lxml import html

WORD = re.compile(r"[^\W\d_]+")
ATTRIBUTES = ("title", "aria-label", "alt", "placeholder", "data-key-label", "label", "summary")
SILENT = {"script", "style", "kbd", "code", "pre", "template"}
"""Elements whose text is not prose. A translator's ``translate="no"`` counts like one of these."""

NAMES = {
    "API",
    "Atom",
    "CSV",
    "ClaimReview",
    "IFCN",
    "JSON",
    "OpenAPI",
    "PDF",
    "SHA",
    "URL",
    "UTC",
    "docx",
    "eml",
    "html",
    "http",
    "https",
    "odt",
    "pdf",
    "rtf",
    "sbv",
    "srt",
    "txt",
    "vtt",
}
"""Names of formats and organisations, the same in every language."""

SEPARATORS = {"-", "–", "—", "·", "|", "→", "←"}

ENTITY = re.compile(r"&\w+;")


def words_of_page(text: str) -> list[str]:
    """Return the words a reader sees or hears, in order: text, and the attributes that are read out."""
    return [word for run in runs_of_page(text) for word in run.split()]


def runs_of_page(text: str) -> list[str]:
    """Return the words of a page in runs. A translated word, a name and the end of a line or an element end a run."""
    if not text.strip():
        return []
    root = html.fromstring(f"<div>{text}</div>" if "<html" not in text else text)
    return [run for part in _visible(root) for line in part.splitlines() for run in _runs(line)]


def words_of_template(source: str) -> list[str]:
    """Return the words of a template that no translation tag covers."""
    return words_of_page("".join(_bare(source)))


def plain_words(text: str) -> Iterator[str]:
    """Yield the words of a text, without URLs, addresses and single letters; a separator of two texts is "—"."""
    for token in text.split():
        if token in SEPARATORS:
            yield "—"
        elif "://" not in token and "@" not in token:
            yield from (word for word in WORD.findall(token) if len(word) > 1)


def _runs(text: str) -> Iterator[str]:
    run: list[str] = []
    for word in plain_words(text):
        if word.isascii() and word not in NAMES:
            run.append(word)
        elif run:
            yield " ".join(run)
            run = []
    if run:
        yield " ".join(run)


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
    """Yield a template's text without tags, variables, translations, comments, and blocks of classes or attributes."""
    closing = previous = ""
    for token in Lexer(source).tokenize():
        if token.token_type is TokenType.BLOCK:
            tag = token.contents.split()[0]
            if closing and tag == closing:
                closing = ""
            elif tag in {"blocktranslate", "blocktrans", "comment"}:
                closing = f"end{tag}"
            elif tag == "block" and token.contents.endswith(("_class", "_attributes")):
                closing = "endblock"
        if token.token_type is TokenType.TEXT and not closing:
            yield ENTITY.sub(" ", token.contents)
        elif token.token_type is TokenType.VAR and previous.endswith(("<", "</")):
            yield "span"
        previous = token.contents
