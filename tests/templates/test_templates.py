"""Every template compiles and follows the content security policy."""

import re
from collections import Counter
from html import unescape
from pathlib import Path

import pytest
from django.conf import settings
from django.template import engines
from django.template.backends.django import get_installed_libraries
from django.template.library import import_library
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


def test_no_tag_and_no_filter_hides_another_one() -> None:
    modules = {*get_installed_libraries().values(), *engines["django"].engine.builtins}  # type: ignore[attr-defined]
    libraries = [import_library(module) for module in sorted(modules)]
    names = Counter((kind, name) for each in libraries for kind in ("tags", "filters") for name in getattr(each, kind))
    assert [name for name, count in names.items() if count > 1] == [("tags", "url")]  # ours is built in, in its place


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
