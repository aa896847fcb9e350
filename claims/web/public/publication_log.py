"""The log for everybody: its newest signed head, the key that signed it, and all of its entries."""

from collections.abc import Iterator

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition, conditional_page, require_safe

from claims.refusals import NotFound
from claims.selectors.publication_log import find_newest_entry, find_newest_head, iterate_log_lines
from claims.services.log_signing import public_signing_key
from claims.web.access import public_view
from claims.web.public.verdicts import CACHE_HEADERS


@public_view
@require_safe
@conditional_page
@cache_control(**CACHE_HEADERS)
def log_head(request: HttpRequest) -> HttpResponse:
    """The newest signed head. Keep a copy elsewhere: it proves later what the log held today."""
    signed = find_newest_head()
    if signed is None:
        raise NotFound("Nothing is signed yet; the first head follows the first verdict within minutes.")
    return JsonResponse(
        {
            "sequence": signed.entry_id,
            "entry_sha256": signed.entry.entry_sha256,
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
    """The public key as a JSON Web Key."""
    return JsonResponse(public_signing_key(), content_type="application/jwk+json")


def log_etag(request: HttpRequest) -> str | None:
    """Changes when something goes out or is signed, and not before."""
    newest, signed = find_newest_entry(), find_newest_head()
    return f'"{newest.entry_sha256[:32]}-{signed.day if signed else ""}"' if newest else None


@public_view
@require_safe
@condition(etag_func=log_etag)
@cache_control(**CACHE_HEADERS)
def log_lines(request: HttpRequest) -> StreamingHttpResponse:
    """The whole log as `manage.py export_log` writes it; `bin/verify-log` proves it without this desk."""
    return StreamingHttpResponse(_add_line_ends(iterate_log_lines()), content_type="application/jsonl; charset=utf-8")


def _add_line_ends(each: Iterator[str]) -> Iterator[str]:
    return (f"{line}\n" for line in each)
