"""Comments beside a claim, `{% load comments %}{% comments claim %}`, and what one says, `{{ comment|said }}`."""

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
"""What ends a sentence around an address, not the address."""


@register.inclusion_tag("desk/comments/section.html", takes_context=True)
def comments_section(context: dict[str, Any], claim: Claim) -> dict[str, Any]:
    """The newest comments on a claim, and the form that adds one."""
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
    """The text with its addresses as links, http and https alone, and the people whom it names marked."""
    names = sorted({name for person in comment.mentioned for name in _mention_names(person["name"])}, key=len)
    named = "|".join(map(re.escape, reversed(names)))
    wanted = re.compile(rf"({URL_PATTERN})|(@(?:{named})(?!\w))" if named else rf"({URL_PATTERN})()", re.IGNORECASE)
    parts, at = [], 0
    for found in wanted.finditer(comment.text):
        parts += [comment.text[at : found.start()], _highlight(*found.groups(default=""))]
        at = found.end()
    return format_html_join("", "{}", ((part,) for part in [*parts, comment.text[at:]]))


def _mention_names(name: str) -> list[str]:
    return [name, *name.split()[:1]]


def _highlight(address: str, name: str) -> SafeString:
    if name:
        return format_html('<span class="comment__name">{}</span>', name)
    url = address.rstrip(TRAILING_PUNCTUATION)
    return format_html('<a href="{0}" rel="noopener nofollow ugc">{0}</a>{1}', url, address[len(url) :])
