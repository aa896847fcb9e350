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

from claims.refusals import Busy, Refusal
from claims.services import errors as refusals

log = structlog.get_logger(__name__)

MEDIA_TYPE = "application/problem+json"

KINDS: dict[str, tuple[int, str]] = {
    "invalid": (400, "Something in the request is missing or cannot be used."),
    "parse_error": (400, "The body cannot be read."),
    "not_authenticated": (401, "Sign in, or send a token."),
    "authentication_failed": (401, "The sign-in was not accepted."),
    "permission_denied": (403, "This is not for you."),
    "not_found": (404, "It is not there, or not for you to see."),
    "method_not_allowed": (405, "This address does not know the method."),
    "not_acceptable": (406, "The answer is not available in the form you accept."),
    "too_large": (413, "The body is too large."),
    "unsupported_media_type": (415, "The body has a form that is not read here."),
    "throttled": (429, "Too many requests."),
    "error": (500, "Something went wrong here. It has been written down."),
}
"""Problems that are no refusals: code, HTTP status and title."""


class TooLarge(exceptions.APIException):
    """The body is larger than what is read at all."""

    status_code, default_code = 413, "too_large"
    default_detail = "A request has at most five megabytes."


@dataclass(frozen=True, slots=True)
class Problem:
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
            "detail": _encodable(self.detail or self.title),
            "code": self.code,
            "facts": self.facts,
            "errors": [{name: _encodable(text) for name, text in each.items()} for each in self.errors],
        }


def _encodable(text: str) -> str:
    """A sentence may quote what was sent, and JSON can carry half of a surrogate pair that UTF-8 cannot."""
    return text.encode(errors="replace").decode()


def handler(exception: Exception, context: dict[str, Any]) -> Response:
    """The answer to whatever a view raised (DRF's EXCEPTION_HANDLER)."""
    problem = problem_of(exception)
    if problem.code == "error":
        log.error("api.failed", exc_info=exception)
        got_request_exception.send(sender=None, request=context["request"])
    usual = exception_handler(exception, context)
    headers = {name: usual[name] for name in ("WWW-Authenticate", "Retry-After") if usual and name in usual}
    if problem.status == Busy.status:
        headers["Retry-After"] = "5"
    return Response(problem.document(), problem.status, headers=headers, content_type=MEDIA_TYPE)


def kind(code: str, detail: str = "", **more: Any) -> Problem:
    """A problem out of `KINDS`."""
    status, title = KINDS[code]
    return Problem(code, status, title, detail, **more)


@singledispatch
def problem_of(exception: Exception) -> Problem:
    """Which problem an exception is; the one that nobody expected is logged and told to Django."""
    return kind("error")


@problem_of.register
def _(exception: Refusal) -> Problem:
    facts = dict(exception.facts)
    name = facts.pop("field", None)
    wrong = {"field": str(name), "code": exception.code, "detail": exception.detail}
    title = str(exception.title)
    return Problem(exception.code, exception.status, title, exception.detail, facts, (wrong,) if name else ())


@problem_of.register
def _(exception: exceptions.APIException) -> Problem:
    return kind(exception.default_code, str(exception.detail))


@problem_of.register
def _(exception: exceptions.ValidationError) -> Problem:
    errors = tuple(_errors(exception.get_full_details()))
    return kind("invalid", " ".join(_sentence(each) for each in errors), errors=errors)


def _sentence(error: dict[str, str]) -> str:
    return f"{error['field']}: {error['detail']}" if error["field"] else error["detail"]


def _errors(details: Any, name: str = "") -> Iterator[dict[str, str]]:
    """DRF's tree of mistakes as a flat list; the body as a whole has the name ''."""
    if isinstance(details, dict) and "message" in details and "code" in details:
        yield {"field": name, "code": str(details["code"]), "detail": str(details["message"])}
        return
    branches: Iterable[tuple[Any, Any]] = details.items() if isinstance(details, dict) else ((name, d) for d in details)
    for branch, below in branches:
        yield from _errors(below, "" if branch == "non_field_errors" else str(branch))


@problem_of.register
def _(_exception: Http404) -> Problem:
    return kind("not_found")


@problem_of.register
def _(_exception: PermissionDenied) -> Problem:
    return kind("permission_denied")


@problem_of.register
def _(exception: SuspiciousOperation) -> Problem:
    return kind("parse_error", str(exception))


@problem_of.register
def _(exception: DatabaseError) -> Problem:
    refusal = refusals.refusal(exception)
    return problem_of(refusal) if refusal else kind("error")
