"""Every template compiles and follows the content security policy."""

import re
from html import unescape
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template, render_to_string

from claims.selectors.passage_marks import Mark
from claims.web.passage_marks import render_marked_text

TEMPLATES = Path(settings.BASE_DIR) / "templates"
TEMPLATE_NAMES = sorted(str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.html"))
INLINE_PATTERN = re.compile(
    r"""<style|\sstyle=|\son[a-z]+=["']|javascript:|<script(?![^>]*\b(?:src=|type="application/(?:ld\+)?json"))"""
)


@pytest.mark.parametrize("name", TEMPLATE_NAMES)
def test_a_template_compiles(name: str) -> None:
    assert get_template(name)


MARKUP_FOR_OTHER_SITES = {"public/embed_frame.html"}
"""Never part of a page of ours: readers copy it."""


@pytest.mark.parametrize("name", sorted({*TEMPLATE_NAMES} - MARKUP_FOR_OTHER_SITES))
def test_a_template_has_nothing_inline(name: str) -> None:
    assert not INLINE_PATTERN.findall((TEMPLATES / name).read_text(encoding="utf-8"))


def test_the_article_is_rendered_character_for_character() -> None:
    text = "First — “line” & <b>more</b>\n\n  second 😀 line.\n"
    marked = render_marked_text(text, [Mark(7, 8, 20, "queued")])
    html = render_to_string("components/article_text.html", {"marked": marked})
    match = re.search(r"data-article-text>(.*)</div>", html, re.DOTALL)
    assert match
    assert unescape(re.sub(r"</?mark[^>]*>", "", match[1])) == text
