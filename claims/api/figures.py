"""Official figures beside a claim, and the judgements of editors."""

from collections.abc import Callable
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.account import PersonSerializer
from claims.api.enum_choices import FIGURE_STATES
from claims.api.evidence import EvidenceSerializer
from claims.api.inputs import takes_no_body
from claims.api.matches import NumberRangeSerializer
from claims.api.resources import Resource
from claims.api.switches import SwitchResource, make_switches
from claims.date_words import Days, date_limits
from claims.models import Event
from claims.refusals import NotFound
from claims.selectors.claims import get_claim
from claims.selectors.evidence import get_evidence
from claims.selectors.figures import get_figure, list_figures
from claims.services.figures import cite_figure, confirm_figure, reject_figure, reopen_figure


class VintageSerializer(serializers.Serializer[Any]):
    """A value as it was published on a day."""

    value = serializers.FloatField()
    published = serializers.DateField()


class FigureSerializer(serializers.Serializer[Any]):
    """An official figure about what a claim says, for the period that begins on `start`.

    `at_day` is the value that was known when the claim was made, null if none was. `claimed` is the number of the
    claim; `differs` compares it with that value at its own digits.
    """

    series = serializers.IntegerField(source="series.pk")
    name = serializers.CharField(source="series.name")
    publisher = serializers.CharField(source="series.publisher")
    unit = serializers.CharField(source="series.unit")
    multiplier = serializers.IntegerField(source="series.multiplier")
    start = serializers.DateField(source="value.start")
    at_day = VintageSerializer(source="value.at_day", allow_null=True)
    latest = VintageSerializer(source="value.latest")
    claimed = NumberRangeSerializer(allow_null=True)
    differs = serializers.BooleanField()
    state = serializers.ChoiceField(choices=FIGURE_STATES)
    judged_by = PersonSerializer(source="match.judged_by", default=None, allow_null=True)


class FigureListSerializer(serializers.Serializer[Any]):
    """The figures beside a claim."""

    results = FigureSerializer(many=True)


class ClaimFiguresResource(Resource):
    """The figures beside a claim."""

    abilities = {"list_all": "claims.see"}

    @extend_schema(operation_id="figures_list", summary="Official figures", responses=FigureListSerializer)
    def list_all(self, request: Request, claim_id: int) -> Response:
        """Return official figures about what a claim says: those that were judged, then those that are suggested."""
        return self.render({"results": list_figures(get_claim(claim_id, figures=True))}, FigureListSerializer)


class FigureJudgementResource(SwitchResource):
    """The judgement of an editor about a figure."""

    abilities = {"create": "figures.judge"}

    @takes_no_body
    def create(self, request: Request, claim_id: int, series_id: int, start: str) -> Response:
        """Judge a figure and return it."""
        day, _last = _read_start(start)
        type(self).service(claim_id=claim_id, series_id=series_id, start=day, editor=self.current_user)
        return self.render(get_figure(claim_id, series_id, day), FigureSerializer)


class FigureEvidenceResource(Resource):
    """Figures that are cited."""

    abilities = {"create": "verdicts.draft"}

    @extend_schema(
        operation_id="figures_cite",
        summary="Cite a figure as evidence",
        request=None,
        responses={201: EvidenceSerializer},
    )
    @takes_no_body
    def create(self, request: Request, claim_id: int, series_id: int, start: str) -> Response:
        """Add a figure to the evidence of the draft, with its value as published and the day."""
        day, _last = _read_start(start)
        item = cite_figure(claim_id=claim_id, series_id=series_id, start=day, editor=self.current_user)
        return self.render(get_evidence(item.pk), EvidenceSerializer, 201)


def _read_start(text: str) -> Days:
    """Return the days that the URL names by a day; raises `NotFound`."""
    limits = date_limits(text)
    if limits is None or limits[0] != limits[1]:
        raise NotFound
    return limits


FIGURE_JUDGEMENTS: dict[str, tuple[Callable[..., Event | None], str]] = {
    "confirm": (confirm_figure, "Confirm a figure"),
    "reject": (reject_figure, "Reject a figure"),
    "reopen": (reopen_figure, "Undo a judgement about a figure"),
}
"""The service and the summary of each judgement."""


FIGURE_RESOURCES = make_switches(FigureJudgementResource, "figures", FIGURE_JUDGEMENTS, FigureSerializer)
"""A resource for each judgement."""
