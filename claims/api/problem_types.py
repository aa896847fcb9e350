"""Problems: what each `type` of an error means."""

from collections.abc import Iterator
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.errors import PROBLEM_KINDS
from claims.api.publications import PublicResource
from claims.refusals import Rejection


class ProblemKindSerializer(serializers.Serializer[Any]):
    """A kind of problem."""

    code = serializers.CharField()
    status = serializers.IntegerField()
    title = serializers.CharField()


class ProblemListSerializer(serializers.Serializer[Any]):
    """All kinds of problems."""

    results = ProblemKindSerializer(many=True)


def _iterate_refusals(kind: type[Rejection] = Rejection) -> Iterator[type[Rejection]]:
    yield kind
    for below in kind.__subclasses__():
        yield from _iterate_refusals(below)


def _problem_kinds() -> dict[str, dict[str, Any]]:
    refusals = {kind.code: (kind.status, str(kind.title)) for kind in _iterate_refusals()}
    known = {**PROBLEM_KINDS, **refusals}
    return {code: {"code": code, "status": status, "title": title} for code, (status, title) in sorted(known.items())}


class ProblemTypesResource(PublicResource):
    """What can go wrong, and what it is called."""

    @extend_schema(operation_id="problems_list", summary="Kinds of problems", responses=ProblemListSerializer)
    def list_all(self, request: Request) -> Response:
        """All kinds of problems that an answer can carry as its `code` and `type`."""
        return self.render({"results": list(_problem_kinds().values())}, ProblemListSerializer)

    @extend_schema(operation_id="problems_retrieve", summary="One kind of problem", responses=ProblemKindSerializer)
    def retrieve(self, request: Request, code: str) -> Response:
        """What a problem's `type` means."""
        kinds = _problem_kinds()
        if code not in kinds:
            raise NotFound
        return self.render(kinds[code], ProblemKindSerializer)


class UnknownPathResource(PublicResource):
    """Every address that is none of the API."""

    schema = None

    def not_found(self, request: Request, **_: str) -> Response:
        """Say so as a problem, where Django would show a page."""
        raise NotFound("Nothing is at this address. Every address ends with a slash.")
