"""The justification of a verdict as HTML."""

from collections.abc import Iterable

from django import template
from django.utils.safestring import SafeString, mark_safe

from claims.markdown_text import render_markdown
from claims.models import Evidence, Verdict
from claims.publication_page import PageEvidence, PublicationPage

register = template.Library()


@register.filter
def markdown_html(text: str) -> SafeString:
    """Return a text in Markdown as sanitised HTML."""
    return mark_safe(render_markdown(text))  # noqa: S308 - sanitised


@register.filter
def justification_html(verdict: Verdict | PublicationPage, citations: str = "links") -> SafeString:
    """Return the justification of a verdict or a publication page as sanitised HTML.

    With "plain" its citations are no links, for pages that show several verdicts.
    """
    items: Iterable[Evidence | PageEvidence] = (
        verdict.evidence.all() if isinstance(verdict, Verdict) else verdict.evidence
    )
    anchors = frozenset(item.number or place for place, item in enumerate(items, 1))
    return mark_safe(render_markdown(verdict.justification, anchors, anchors=citations == "links"))  # noqa: S308 - sanitised
