"""Sending to the desk: the filled form that other programs open, and the manifest that lets phones share with it."""

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from claims.intake.addresses import parse_url
from claims.refusals import BadUrl
from claims.selectors.identity import get_identity
from claims.web.access import SignedInRequest, public_view, require_ability
from claims.web.desk.forms import ArticleForm

PARTS = ("title", "text", "url")
"""The parameters of the address, as the Web Share Target API names them."""


@require_ability("articles.submit")
@require_safe
def send_page(request: SignedInRequest) -> HttpResponse:
    """Show the form of a new article, filled with what another program sends; nothing is submitted."""
    title, text, url = (request.GET.get(part, "").strip().replace("\0", "") for part in PARTS)
    form = ArticleForm(initial=_fill(title, text, url))
    return render(request, "desk/articles/new.html", {"form": form})


def _fill(title: str, text: str, url: str) -> dict[str, Any]:
    """Return the values of the form. Some phones share an address as the text."""
    if not url and _is_address(text):
        text, url = "", text
    if not text:
        return {"source_kind": "address", "address": url, "title": title}
    return {"source_kind": "text", "text": text, "title": title, "claimed_url": url, "address": url}


def _is_address(text: str) -> bool:
    try:
        return not any(map(str.isspace, text)) and bool(parse_url(text).host)
    except BadUrl:
        return False


@public_view
@require_safe
def manifest_view(request: SignedInRequest) -> HttpResponse:
    """Return the web app manifest, by which phones offer the desk as a target for sharing."""
    name = get_identity().name
    manifest = {
        "name": gettext("%(name)s: the desk") % {"name": name},
        "short_name": name,
        "id": reverse("desk"),
        "start_url": reverse("desk"),
        "scope": "/",
        "display": "standalone",
        "icons": [{"src": static("claims/favicon.svg"), "sizes": "any", "type": "image/svg+xml"}],
        "share_target": {
            "action": reverse("send"),
            "method": "GET",
            "params": {part: part for part in PARTS},
        },
    }
    return JsonResponse(manifest, content_type="application/manifest+json")
