"""A verdict as a card in somebody else's page: the card itself, and the oEmbed endpoint that offers it.

The card is plain HTML without a script, may stand in a frame anywhere, and shows what holds now: a correction
or withdrawal appears in every page that embeds it.
"""

from typing import Any
from urllib.parse import urlsplit

from csp.decorators import csp_replace
from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve
from django.views.decorators.cache import cache_control
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import conditional_page, require_safe

from claims.models import Publication
from claims.refusals import NotFound
from claims.selectors import publications
from claims.web import access
from claims.web.feeds import address
from claims.web.public import CACHED
from claims.web.publication_view import describe_publication

WIDTH, HEIGHT = 600, 320
LEAST = 200
PAGES = {"verdict", "verdict_revision"}
"""The pages that can be embedded, by their URL names."""


@csp_replace({"frame-ancestors": ["*"]})
@access.public
@require_safe
@xframe_options_exempt
@conditional_page
@cache_control(**CACHED)
def card(request: HttpRequest, claim_id: int) -> HttpResponse:
    """The card of a verdict."""
    newest = publications.of_claim(claim_id)[0]
    return render(
        request, "embed/verdict.html", {"address": address("verdict", claim_id), **describe_publication(newest)}
    )


class EmbedForm(forms.Form):
    """What oEmbed (https://oembed.com) asks for."""

    url = forms.URLField(max_length=2000, assume_scheme="https")
    format = forms.CharField(max_length=20, required=False)
    maxwidth = forms.IntegerField(min_value=1, max_value=100_000, required=False)
    maxheight = forms.IntegerField(min_value=1, max_value=100_000, required=False)


@access.public
@require_safe
@conditional_page
@cache_control(**CACHED)
def oembed(request: HttpRequest) -> JsonResponse:
    """`/oembed?url=`: 404 for an address that is no verdict of ours, 501 for another format than JSON."""
    form = EmbedForm(request.GET)
    if not form.is_valid():
        return JsonResponse({"error": form.errors.get_json_data()}, status=400)
    asked = form.cleaned_data
    if asked["format"] not in ("", "json"):
        return JsonResponse({"error": "Only JSON is offered."}, status=501)
    try:
        newest = publications.of_claim(_claim(asked["url"]))[0]
    except NotFound:
        return JsonResponse({"error": "No verdict of this desk stands at this address."}, status=404)
    width = max(min(asked["maxwidth"] or WIDTH, WIDTH), LEAST)
    return JsonResponse(_rich(newest, width, max(min(asked["maxheight"] or HEIGHT, HEIGHT), LEAST)))


def _claim(url: str) -> int:
    """The claim whose verdict stands at an address of ours."""
    asked, ours = urlsplit(url), urlsplit(settings.BASE_URL)
    try:
        page = resolve(asked.path.removeprefix(ours.path))
    except Resolver404 as error:
        raise NotFound from error
    if asked.netloc != ours.netloc or page.url_name not in PAGES:
        raise NotFound
    return int(page.kwargs["claim_id"])


def _rich(publication: Publication, width: int, height: int) -> dict[str, Any]:
    frame = {
        "publication": publication,
        "src": address("embed", publication.claim_id),
        "width": width,
        "height": height,
    }
    return {
        "type": "rich",
        "version": "1.0",
        "title": publication.claim_text,
        "provider_name": settings.DESK_NAME,
        "provider_url": address("front"),
        "cache_age": 3600,
        "html": render_to_string("embed/frame.html", frame).strip(),
        "width": width,
        "height": height,
    }
