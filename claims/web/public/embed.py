"""Verdicts as cards in other sites: the card, and the oEmbed endpoint that offers it.

The card is plain HTML without scripts and can be framed by any site. It shows the current revision, so that a
correction or withdrawal appears in every page that embeds it. The card of a translation shows the original while the
translation lacks a correction.
"""

from typing import Any
from urllib.parse import urlsplit

from csp.decorators import csp_replace
from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import conditional_page, require_safe

from claims.models import Publication
from claims.refusals import NotFound
from claims.selectors.identity import get_identity
from claims.selectors.page_versions import read_verdict_versions
from claims.selectors.publications import get_revision, get_valid_version
from claims.share_picture import HEIGHT_PIXELS, WIDTH_PIXELS
from claims.web.access import public_view
from claims.web.kept_pages import keep_ready
from claims.web.public.addresses import absolute_url
from claims.web.public.frame_size import WIDE_PIXELS, measure_card
from claims.web.public.share_pictures import share_picture_url
from claims.web.public.snippets import card_address, write_frame
from claims.web.public.verdicts import CACHE_HEADERS
from claims.web.publication_view import describe_publication

MIN_SIZE_PIXELS = 200
VERDICT_URL_NAMES = {"verdict", "verdict_revision", "translation"}
"""URL names of the pages that can be embedded."""


@csp_replace({"frame-ancestors": ["*"]})
@public_view
@require_safe
@xframe_options_exempt
@keep_ready(read_verdict_versions)
@cache_control(**CACHE_HEADERS)
def embed_card(request: HttpRequest, claim_id: int, language: str = "") -> HttpResponse:
    """Show the current revision of a verdict, or of its translation into a language, as a card."""
    newest = get_valid_version(claim_id, language)
    address = settings.BASE_URL + newest.get_absolute_url()
    return render(request, "public/embed.html", {"address": address, **describe_publication(newest)})


class OEmbedForm(forms.Form):
    """The parameters of oEmbed (https://oembed.com)."""

    url = forms.URLField(max_length=2000, assume_scheme="https")
    format = forms.CharField(max_length=20, required=False)
    maxwidth = forms.IntegerField(min_value=1, max_value=100_000, required=False)
    maxheight = forms.IntegerField(min_value=1, max_value=100_000, required=False)


@public_view
@require_safe
@conditional_page
@cache_control(**CACHE_HEADERS)
def oembed_view(request: HttpRequest) -> JsonResponse:
    """Answer `/oembed?url=`: 404 for an address that is no verdict of this desk, 501 for formats other than JSON."""
    form = OEmbedForm(request.GET)
    if not form.is_valid():
        return JsonResponse({"error": form.errors.get_json_data()}, status=400)
    parameters = form.cleaned_data
    if parameters["format"] not in ("", "json"):
        return JsonResponse({"error": _("The only format is JSON.")}, status=501)
    try:
        claim_id, language = _find_verdict(parameters["url"])
        newest = get_valid_version(claim_id, language)
    except NotFound:
        return JsonResponse({"error": _("This desk has no verdict at this address.")}, status=404)
    width = _clamp_size(parameters["maxwidth"], WIDE_PIXELS)
    height = _clamp_size(parameters["maxheight"], measure_card(newest, width))
    frame = write_frame(newest, card_address(claim_id, language), width=width, height=height)
    document = _oembed_document(newest, frame, width, height)
    if not newest.is_gone and _allows_picture(parameters["maxwidth"], parameters["maxheight"]):
        document |= {
            "thumbnail_url": share_picture_url(newest),
            "thumbnail_width": WIDTH_PIXELS,
            "thumbnail_height": HEIGHT_PIXELS,
        }
    return JsonResponse(document)


def _allows_picture(max_width: int | None, max_height: int | None) -> bool:
    """Return whether the picture of a verdict, which has one size, is within the limits."""
    return (max_width or WIDTH_PIXELS) >= WIDTH_PIXELS and (max_height or HEIGHT_PIXELS) >= HEIGHT_PIXELS


def _clamp_size(limit: int | None, default: int) -> int:
    """Return the default size, or the limit if it is smaller, in pixels; never less than a card needs."""
    return max(min(limit or default, default), MIN_SIZE_PIXELS)


def _find_verdict(url: str) -> tuple[int, str]:
    """Return the claim of the verdict page at an address, and the language if it shows a translation.

    Raises `NotFound` for any other address.
    """
    target, desk = urlsplit(url), urlsplit(settings.BASE_URL)
    try:
        page = resolve(target.path.removeprefix(desk.path))
    except Resolver404 as error:
        raise NotFound from error
    if target.netloc != desk.netloc or page.url_name not in VERDICT_URL_NAMES:
        raise NotFound
    claim_id = int(page.kwargs["claim_id"])
    if "number" not in page.kwargs:
        return claim_id, page.kwargs.get("language", "")
    return claim_id, get_revision(claim_id, page.kwargs["number"]).translated_into


def _oembed_document(publication: Publication, frame: str, width: int, height: int) -> dict[str, Any]:
    return {
        "type": "rich",
        "version": "1.0",
        "title": publication.headline,
        "provider_name": get_identity().name,
        "provider_url": absolute_url("front"),
        "cache_age": 3600,
        "html": frame,
        "width": width,
        "height": height,
    }
