"""Comments on a claim: `{% comments_section claim %}` and `{{ comment|render_comment_text }}`."""

import re
from typing import Any

from django import template
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from claims.models import Claim
from claims.selectors.comments import LoadedComment, newest_page

register = template.Library()
URL_PATTERN = r"https?://[^\s<>\"“”]+"
TRAILING_PUNCTUATION = ".,;:!?'’)]}…"
"""Characters that end the sentence around a URL and not the URL."""


@register.inclusion_tag("desk/comments/section.html", takes_context=True)
def comments_section(context: dict[str, Any], claim: Claim) -> dict[str, Any]:
    """Render the newest comments on a claim, and the form that adds one."""
    page = newest_page(claim)
    newest = page.rows[-1].pk if page.rows else 0
    return {
        "claim": claim,
        "page": page,
        "newest": newest,
        "now": timezone.now(),
        "user": context.get("user"),
    }


@register.filter
def render_comment_text(comment: LoadedComment) -> SafeString:
    """Return the text with http and https URLs as links, and mentioned people highlighted."""
    names = sorted({name for person in comment.mentioned for name in _mention_names(person["name"])}, key=len)
    names_pattern = "|".join(map(re.escape, reversed(names)))
    mention_pattern = rf"(@(?:{names_pattern})(?!\w))" if names_pattern else "()"
    separator = "|" if names_pattern else ""
    pattern = re.compile(rf"({URL_PATTERN}){separator}{mention_pattern}", re.IGNORECASE)
    parts, end = [], 0
    for match in pattern.finditer(comment.text):
        parts += [comment.text[end : match.start()], _highlight(*match.groups(default=""))]
        end = match.end()
    return format_html_join("", "{}", ((part,) for part in [*parts, comment.text[end:]]))


def _mention_names(name: str) -> list[str]:
    return [name, *name.split()[:1]]


def _highlight(link: str, name: str) -> SafeString:
    if name:
        return format_html('<span class="comment__name">{}</span>', name)
    url = link.rstrip(TRAILING_PUNCTUATION)
    return format_html('<a href="{0}" rel="noopener nofollow ugc">{0}</a>{1}', url, link[len(url) :])
