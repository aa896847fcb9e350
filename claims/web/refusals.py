"""Rendering of refusals: as a page, or as a message in an open page."""

from collections.abc import Callable
from typing import TypeVar

from django.core.exceptions import RequestDataTooBig
from django.db import Error as DatabaseError
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views import csrf, defaults

from claims.rate_limits import TooManyRequests
from claims.refusals import Busy, FormTooOld, Refusal, Rejection, TextTooLong
from claims.services.database_errors import refusal_for_database_error

GetResponse = Callable[[HttpRequest], HttpResponse]
WorkResult = TypeVar("WorkResult")


class RefusalMiddleware:
    """Render a `Refusal` or `NotFound` that no view handled, with its status."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Render a refusal; a conflict that the database detected is one too."""
        refusal = refusal_for_database_error(exception) if isinstance(exception, DatabaseError) else exception
        return render_refusal(request, refusal) if isinstance(refusal, Rejection) else None


def add_refusal(form: BaseForm, refusal: Refusal, *, otherwise: str = "") -> None:
    """Show a refusal beside the field that it names, or `otherwise`; above the form if that has no such field."""
    name = str(refusal.facts.get("field", otherwise))
    form.add_error(name if name in form.fields else None, refusal.detail)


def render_refusal(request: HttpRequest, refusal: Rejection) -> HttpResponse:
    """Render the refusal as a page, or as a message in the page that asked through HTMX."""
    context = {"refusal": refusal}
    if isinstance(refusal, Busy):
        return render_busy_page(request, refusal)
    if not request.htmx:  # type: ignore[attr-defined]
        return with_waiting_time(render(request, "refusal.html", context, status=refusal.status), refusal)
    message = render(request, "components/refusal.html", context, status=refusal.status)
    return with_waiting_time(_retarget(message), refusal)


def with_waiting_time(response: HttpResponse, refusal: Rejection) -> HttpResponse:
    """Say in the header when the next request is accepted."""
    if "seconds" in refusal.facts:
        response["Retry-After"] = str(refusal.facts["seconds"])
    return response


def render_busy_page(request: HttpRequest, refusal: Busy) -> HttpResponse:
    """Render a refusal without asking the database: for the session, the person or what waits for them."""
    in_page = bool(request.headers.get("HX-Request"))
    template = "components/refusal.html" if in_page else "503.html"
    response = HttpResponse(render_to_string(template, {"refusal": refusal}), status=refusal.status)
    response["Retry-After"] = str(refusal.RETRY_SECONDS)
    return _retarget(response) if in_page else response


def _retarget(message: HttpResponse) -> HttpResponse:
    """Let HTMX show a message beside the others instead of where the answer was to go."""
    message["HX-Retarget"], message["HX-Reswap"] = "#messages", "beforeend"
    return message


def run_or_refusal(request: HttpRequest, work: Callable[[], WorkResult]) -> WorkResult | Refusal:
    """Return what the work returns, or its refusal if HTMX asked. A full-page request and `NotFound` raise."""
    try:
        return work()
    except Refusal as refusal:
        if not request.htmx:  # type: ignore[attr-defined]
            raise
        return refusal


def bad_request_page(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's handler400. A body that is too big gets the same refusal as a text that is too long."""
    if isinstance(exception, RequestDataTooBig):
        return render_refusal(request, TextTooLong())
    return defaults.bad_request(request, exception)


def too_many_requests_page(request: HttpRequest) -> HttpResponse:
    """Return allauth's handler429, for its own limits of a minute."""
    return render_refusal(request, TooManyRequests(seconds=60))


def csrf_failure_page(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's CSRF_FAILURE_VIEW. HTMX gets a message: a whole page would replace the form and what was typed."""
    if request.htmx:  # type: ignore[attr-defined]
        return render_refusal(request, FormTooOld())
    return csrf.csrf_failure(request, reason)
