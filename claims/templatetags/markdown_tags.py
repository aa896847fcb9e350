"""The justification of a verdict as HTML."""

from collections.abc import Iterable, Iterator

from django import template
from django.template import Context
from django.utils.safestring import SafeString, mark_safe

from claims.markdown_text import Picture, render_markdown
from claims.models import Evidence, Verdict
from claims.publication_page import PageEvidence, PublicationPage
from claims.templatetags.stored_files import file_url

register = template.Library()


@register.filter
def markdown_html(text: str) -> SafeString:
    """Return a text in Markdown as sanitised HTML."""
    return mark_safe(render_markdown(text))  # noqa: S308 - sanitised


@register.simple_tag(takes_context=True)
def justification_html(context: Context, verdict: Verdict | PublicationPage, citations: str = "links") -> SafeString:
    """Return the justification of a verdict or a publication page as sanitised HTML.

    With "plain" its citations are no links, for pages that show several verdicts.
    """
    items: list[Evidence | PageEvidence] = [
        *(verdict.evidence.all() if isinstance(verdict, Verdict) else verdict.evidence)
    ]
    anchors = frozenset(item.number or place for place, item in enumerate(items, 1))
    pictures = frozenset(_list_pictures(context, items))
    html = render_markdown(verdict.justification, anchors, pictures, anchors=citations == "links")
    return mark_safe(html)  # noqa: S308 - sanitised


def _list_pictures(context: Context, items: Iterable[Evidence | PageEvidence]) -> Iterator[Picture]:
    for item in items:
        if item.file and item.file.is_image:
            size = item.file.width, item.file.height
            yield Picture(item.number, file_url(context, item.file), item.alt_text, item.credit, *size)
