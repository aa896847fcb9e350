"""The quick start as a page: docs/quick-start.md, with the address of this desk in its examples."""

from functools import cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe
from markdown_it import MarkdownIt

EXAMPLE_URL = "http://127.0.0.1:8000"
"""The address of the desk in the document."""


@require_safe
def quick_start_page(request: HttpRequest) -> HttpResponse:
    """Show the quick start."""
    return render(request, "public/api/quick_start.html", {"text": render_quick_start(settings.BASE_URL)})


@cache
def render_quick_start(base_url: str) -> SafeString:
    """Return the document as HTML, without its links to other documents, which the desk does not serve."""
    text = (settings.BASE_DIR / "docs" / "quick-start.md").read_text(encoding="utf-8")
    text = text.replace(EXAMPLE_URL, base_url).replace("(api.md)", "(../docs/)")
    html: str = MarkdownIt("commonmark").render(text)
    return mark_safe(html)  # noqa: S308 - a document of ours
