"""Every error is a problem document (RFC 9457): one place turns refusals and exceptions into it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import singledispatch
from typing import Any

import structlog
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.core.signals import got_request_exception
from django.db import DatabaseError
from django.http import Http404
from django.urls import reverse
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import exception_handler

from claims.refusals import Busy, NotFound, Rejection
from claims.services.database_errors import refusal_for_database_error

log = structlog.get_logger(__name__)

MEDIA_TYPE = "application/problem+json"

PROBLEM_KINDS: dict[str, tuple[int, str]] = {
    "invalid": (400, "Something in the request is missing or cannot be used."),
    "parse_error": (400, "The body cannot be read."),
    "not_authenticated": (401, "Sign in, or send a token."),
    "authentication_failed": (401, "The sign-in was not accepted."),
    "permission_denied": (403, "This is not for you."),
    "method_not_allowed": (405, "This address does not know the method."),
    "not_acceptable": (406, "The answer is not available in the form you accept."),
    "too_large": (413, "The body is too large."),
    "unsupported_media_type": (415, "The body has a form that is not read here."),
    "throttled": (429, "Too many requests."),
    "error": (500, "Something went wrong here. It has been written down."),
}
"""Problems that are no refusals: code, HTTP status and title."""


class RequestTooLarge(exceptions.APIException):
    """The body is larger than what is read at all."""

    status_code, default_code = 413, "too_large"
    default_detail = "A request has at most five megabytes."


@dataclass(frozen=True, slots=True)
class ProblemDocument:
    """What went wrong: `facts` for programs, `errors` a list of field, code and detail."""

    code: str
    status: int
    title: str
    detail: str = ""
    facts: dict[str, Any] = field(default_factory=dict)
    errors: tuple[dict[str, str], ...] = ()

    def document(self) -> dict[str, Any]:
        """The body of the answer."""
        return {
            "type": reverse("api:problem", args=[self.code]),
            "title": self.title,
            "status": self.status,
            "detail": _make_encodable(self.detail or self.title),
            "code": self.code,
            "facts": self.facts,
            "errors": [{name: _make_encodable(text) for name, text in each.items()} for each in self.errors],
        }


def _make_encodable(text: str) -> str:
    """A sentence may quote what was sent, and JSON can carry half of a surrogate pair that UTF-8 cannot."""
    return text.encode(errors="replace").decode()


def handle_exception(exception: Exception, context: dict[str, Any]) -> Response:
    """The answer to whatever a view raised (DRF's EXCEPTION_HANDLER)."""
    problem = problem_from_exception(exception)
    if problem.code == "error":
        log.error("api.failed", exc_info=exception)
        got_request_exception.send(sender=None, request=context["request"])
    usual = exception_handler(exception, context)
    headers = {name: usual[name] for name in ("WWW-Authenticate", "Retry-After") if usual and name in usual}
    if problem.status == Busy.status:
        headers["Retry-After"] = "5"
    return Response(problem.document(), problem.status, headers=headers, content_type=MEDIA_TYPE)


def problem_of_kind(code: str, detail: str = "", **more: Any) -> ProblemDocument:
    """A problem out of `KINDS`."""
    status, title = PROBLEM_KINDS[code]
    return ProblemDocument(code, status, title, detail, **more)


@singledispatch
def problem_from_exception(exception: Exception) -> ProblemDocument:
    """Which problem an exception is; the one that nobody expected is logged and told to Django."""
    return problem_of_kind("error")


@problem_from_exception.register
def _(exception: Rejection) -> ProblemDocument:
    facts = dict(exception.facts)
    name = facts.pop("field", None)
    wrong = {"field": str(name), "code": exception.code, "detail": exception.detail}
    errors = (wrong,) if name else ()
    return ProblemDocument(exception.code, exception.status, str(exception.title), exception.detail, facts, errors)


@problem_from_exception.register
def _(exception: exceptions.APIException) -> ProblemDocument:
    return problem_of_kind(exception.default_code, str(exception.detail))


@problem_from_exception.register
def _(exception: exceptions.NotFound) -> ProblemDocument:
    return problem_from_exception(NotFound(str(exception.detail)))


@problem_from_exception.register
def _(exception: exceptions.ValidationError) -> ProblemDocument:
    errors = tuple(_flatten_errors(exception.get_full_details()))
    return problem_of_kind("invalid", " ".join(_error_sentence(each) for each in errors), errors=errors)


def _error_sentence(error: dict[str, str]) -> str:
    return f"{error['field']}: {error['detail']}" if error["field"] else error["detail"]


def _flatten_errors(details: Any, name: str = "") -> Iterator[dict[str, str]]:
    """DRF's tree of mistakes as a flat list; the body as a whole has the name ''."""
    if isinstance(details, dict) and "message" in details and "code" in details:
        yield {"field": name, "code": str(details["code"]), "detail": str(details["message"])}
        return
    branches: Iterable[tuple[Any, Any]] = details.items() if isinstance(details, dict) else ((name, d) for d in details)
    for branch, below in branches:
        yield from _flatten_errors(below, "" if branch == "non_field_errors" else str(branch))


@problem_from_exception.register
def _(_exception: Http404) -> ProblemDocument:
    return problem_from_exception(NotFound())


@problem_from_exception.register
def _(_exception: PermissionDenied) -> ProblemDocument:
    return problem_of_kind("permission_denied")


@problem_from_exception.register
def _(exception: SuspiciousOperation) -> ProblemDocument:
    return problem_of_kind("parse_error", str(exception))


@problem_from_exception.register
def _(exception: DatabaseError) -> ProblemDocument:
    refusal = refusal_for_database_error(exception)
    return problem_from_exception(refusal) if refusal else problem_of_kind("error")
