"""Problem types: the meaning of the `type` of each error."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.errors import PROBLEM_KINDS
from claims.api.publications import PublicResource
from claims.refusals import Rejection


class ProblemKindSerializer(serializers.Serializer[Any]):
    """A problem type."""

    code = serializers.CharField()
    status = serializers.IntegerField()
    title = serializers.CharField()


class ProblemListSerializer(serializers.Serializer[Any]):
    """All problem types."""

    results = ProblemKindSerializer(many=True)


def _iterate_refusals(kind: type[Rejection] = Rejection) -> Iterator[type[Rejection]]:
    yield kind
    for subclass in kind.__subclasses__():
        yield from _iterate_refusals(subclass)


def problem_kinds() -> dict[str, dict[str, Any]]:
    """Return code, status and title of all problems, by code."""
    refusals = {kind.code: (kind.status, str(kind.title)) for kind in _iterate_refusals()}
    kinds = {**PROBLEM_KINDS, **refusals}
    return {code: {"code": code, "status": status, "title": title} for code, (status, title) in sorted(kinds.items())}


class ProblemTypesResource(PublicResource):
    """The types of problems."""

    @extend_schema(operation_id="problems_list", summary="All problem types", responses=ProblemListSerializer)
    def list_all(self, request: Request) -> Response:
        """Return all problems that a response can name in its `code` and `type`."""
        return self.render({"results": list(problem_kinds().values())}, ProblemListSerializer)

    @extend_schema(operation_id="problems_retrieve", summary="One problem type", responses=ProblemKindSerializer)
    def retrieve(self, request: Request, code: str) -> Response:
        """Return the meaning of a problem's `type`."""
        kinds = problem_kinds()
        if code not in kinds:
            raise NotFound
        return self.render(kinds[code], ProblemKindSerializer)


class UnknownPathResource(PublicResource):
    """Every URL that is not part of the API."""

    schema = None

    def not_found(self, request: Request, **_: str) -> Response:
        """Respond with a problem document instead of Django's page."""
        raise NotFound(gettext("There is nothing at this URL. Every URL of the API ends with a slash."))
