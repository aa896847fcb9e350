"""Problem documents (RFC 9457): the one place that turns refusals and exceptions into error responses."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import singledispatch
from typing import TYPE_CHECKING, Any

import structlog
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.core.signals import got_request_exception
from django.db import Error as DatabaseError
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import exception_handler

from claims.refusals import Busy, NotFound, Rejection
from claims.services.database_errors import refusal_for_database_error

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise, _StrPromise

log = structlog.get_logger(__name__)

MEDIA_TYPE = "application/problem+json"

PROBLEM_KINDS: "dict[str, tuple[int, _StrPromise]]" = {
    "invalid": (400, _("Part of the request is missing or not valid.")),
    "parse_error": (400, _("The body of the request cannot be read.")),
    "not_authenticated": (401, _("Sign in or send a token.")),
    "authentication_failed": (401, _("The sign-in failed.")),
    "permission_denied": (403, _("You do not have permission to do this.")),
    "method_not_allowed": (405, _("This URL does not support the HTTP method.")),
    "not_acceptable": (406, _("The response is not available in a format that you accept.")),
    "unsupported_media_type": (415, _("This URL does not accept the media type of the body.")),
    "throttled": (429, _("Too many requests.")),
    "error": (500, _("An internal error occurred. It has been logged.")),
}
"""Problems that are not refusals: HTTP status and title by code."""


@dataclass(frozen=True, slots=True)
class ProblemDocument:
    """A problem document: `facts` are data for programs, `errors` lists field, code and detail."""

    code: str
    status: int
    title: "_StrOrPromise"
    detail: str = ""
    facts: dict[str, Any] = field(default_factory=dict)
    errors: tuple[dict[str, str], ...] = ()

    def document(self) -> dict[str, Any]:
        """Return the body of the response."""
        return {
            "type": reverse("api:problem", args=[self.code]),
            "title": str(self.title),
            "status": self.status,
            "detail": _make_encodable(self.detail or str(self.title)),
            "code": self.code,
            "facts": self.facts,
            "errors": [{name: _make_encodable(text) for name, text in error.items()} for error in self.errors],
        }


def _make_encodable(text: str) -> str:
    """Replace lone surrogates: a sentence may quote them from JSON, and UTF-8 cannot encode them."""
    return text.encode(errors="replace").decode()


def handle_exception(exception: Exception, context: dict[str, Any]) -> Response:
    """Return the response for an exception that a view raised (DRF's EXCEPTION_HANDLER)."""
    problem = problem_from_exception(exception)
    if problem.code == "error":
        log.error("api.failed", exc_info=exception)
        got_request_exception.send(sender=None, request=context["request"])
    response = exception_handler(exception, context)
    headers = {name: response[name] for name in ("WWW-Authenticate", "Retry-After") if response and name in response}
    if problem.status == Busy.status:
        headers["Retry-After"] = str(Busy.RETRY_SECONDS)
    if "seconds" in problem.facts:
        headers["Retry-After"] = str(problem.facts["seconds"])
    return Response(problem.document(), problem.status, headers=headers, content_type=MEDIA_TYPE)


def render_busy_problem(refusal: Busy) -> HttpResponse:
    """Return the problem document of a request that did not reach a view, without asking the database."""
    response = render_problem(refusal)
    response["Retry-After"] = str(refusal.RETRY_SECONDS)
    return response


def render_problem(refusal: Rejection) -> HttpResponse:
    """Return the problem document of a refusal by a middleware."""
    body = json.dumps(problem_from_exception(refusal).document())
    return HttpResponse(body, MEDIA_TYPE, refusal.status)


def problem_of_kind(code: str, detail: str = "", **fields: Any) -> ProblemDocument:
    """Return a problem of `PROBLEM_KINDS`."""
    status, title = PROBLEM_KINDS[code]
    return ProblemDocument(code, status, title, detail, **fields)


@singledispatch
def problem_from_exception(exception: Exception) -> ProblemDocument:
    """Return the problem for an exception; an unexpected one is an internal error."""
    return problem_of_kind("error")


@problem_from_exception.register
def _problem_of_rejection(exception: Rejection) -> ProblemDocument:
    facts = dict(exception.facts)
    name = facts.pop("field", None)
    error = {"field": str(name), "code": exception.code, "detail": exception.detail}
    errors = (error,) if name else ()
    return ProblemDocument(exception.code, exception.status, exception.title, exception.detail, facts, errors)


@problem_from_exception.register
def _problem_of_api_exception(exception: exceptions.APIException) -> ProblemDocument:
    return problem_of_kind(exception.default_code, str(exception.detail))


@problem_from_exception.register
def _problem_of_api_not_found(exception: exceptions.NotFound) -> ProblemDocument:
    return problem_from_exception(NotFound(str(exception.detail)))


@problem_from_exception.register
def _problem_of_validation_error(exception: exceptions.ValidationError) -> ProblemDocument:
    errors = tuple(_flatten_errors(exception.get_full_details()))
    return problem_of_kind("invalid", " ".join(_error_sentence(error) for error in errors), errors=errors)


def _error_sentence(error: dict[str, str]) -> str:
    return f"{error['field']}: {error['detail']}" if error["field"] else error["detail"]


def _flatten_errors(details: Any, name: str = "") -> Iterator[dict[str, str]]:
    """Flatten DRF's tree of errors; errors of the body as a whole have an empty field name."""
    if isinstance(details, dict) and "message" in details and "code" in details:
        yield {"field": name, "code": str(details["code"]), "detail": str(details["message"])}
        return
    branches: Iterable[tuple[Any, Any]] = details.items() if isinstance(details, dict) else ((name, d) for d in details)
    for branch, details_below in branches:
        yield from _flatten_errors(details_below, "" if branch == "non_field_errors" else str(branch))


@problem_from_exception.register
def _problem_of_http404(_exception: Http404) -> ProblemDocument:
    return problem_from_exception(NotFound())


@problem_from_exception.register
def _problem_of_denial(_exception: PermissionDenied) -> ProblemDocument:
    return problem_of_kind("permission_denied")


@problem_from_exception.register
def _problem_of_suspicious_operation(exception: SuspiciousOperation) -> ProblemDocument:
    return problem_of_kind("parse_error", str(exception))


@problem_from_exception.register
def _problem_of_database_error(exception: DatabaseError) -> ProblemDocument:
    refusal = refusal_for_database_error(exception)
    return problem_from_exception(refusal) if refusal else problem_of_kind("error")
