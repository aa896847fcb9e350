"""The public log: its newest signed head, the key that signed it, and all entries."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from claims.refusals import NotFound
from claims.selectors.publication_log import find_newest_head
from claims.services.log_signing import public_signing_key
from claims.web.access import public_view
from claims.web.public.exports import send_export
from claims.web.public.verdicts import CACHE_HEADERS


@public_view
@require_safe
@conditional_page
@cache_control(**CACHE_HEADERS)
def log_head(request: HttpRequest) -> HttpResponse:
    """Return the newest signed head. A copy kept elsewhere proves later what the log contained today."""
    signed = find_newest_head()
    if signed is None:
        raise NotFound(_("The log has no signed head yet. The first one follows within minutes of the first verdict."))
    return JsonResponse(
        {
            "sequence": signed.entry_id,
            "entry_sha256": signed.entry.entry_sha256,
            "root_sha256": signed.root_sha256,
            "at": signed.signed.isoformat(timespec="seconds"),
            "jws": signed.jws,
            "key": settings.BASE_URL + reverse("log_key"),
            "log": settings.BASE_URL + reverse("log_lines"),
        }
    )


@public_view
@require_safe
@conditional_page
@cache_control(**CACHE_HEADERS)
def log_key(request: HttpRequest) -> HttpResponse:
    """Return the public key as a JSON Web Key."""
    return JsonResponse(public_signing_key(), content_type="application/jwk+json")


@public_view
@require_safe
@cache_control(**CACHE_HEADERS)
def log_lines(request: HttpRequest) -> HttpResponseBase:
    """Send the file of the whole log; `bin/verify-log` checks it without this desk."""
    return send_export(request, "log.jsonl")
