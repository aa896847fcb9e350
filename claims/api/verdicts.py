"""Verdicts: all of a claim, and the draft that its holder writes."""

from django.db import transaction
from django.utils.translation import gettext
from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.account import PersonSerializer
from claims.api.enum_choices import SUBMISSION_ADVICE, SUBMISSION_REQUIREMENTS
from claims.api.evidence import EvidenceSerializer
from claims.api.inputs import Input, model_string
from claims.api.preconditions import add_etag, read_expected_version
from claims.api.rating_fields import RATING_HELP, ScaleNumberField
from claims.api.resources import Resource
from claims.api.strict_fields import StrictBooleanField
from claims.bounds import LARGEST_INTEGER
from claims.models import Verdict
from claims.refusals import NotFound
from claims.selectors.claims import find_draft, get_claim, list_verdicts
from claims.services.requirements import find_advice, find_missing_before_submission
from claims.services.verdicts import DRAFT_TEXT_FIELDS, confirm_citations, save_draft


class VerdictSerializer(serializers.ModelSerializer[Verdict]):
    """A verdict with its evidence; a draft until it is `submitted`."""

    author = PersonSerializer()
    approved_by = PersonSerializer(allow_null=True)
    evidence = EvidenceSerializer(many=True)
    rating = serializers.CharField(allow_blank=True, help_text=RATING_HELP)
    scale = ScaleNumberField()

    class Meta:
        model = Verdict
        fields: tuple[str, ...] = (
            "claim", "revision", "version", *DRAFT_TEXT_FIELDS, "scale", "author", "saved", "submitted",
            "approved", "approved_by", "sent_back", "sent_back_reason", "evidence",
        )  # fmt: skip


class DraftSerializer(VerdictSerializer):
    """A draft, with what is missing before it can be submitted."""

    missing = serializers.SerializerMethodField()
    advice = serializers.SerializerMethodField()

    class Meta(VerdictSerializer.Meta):
        fields = (*VerdictSerializer.Meta.fields, "missing", "advice")

    @extend_schema_field(serializers.ListField(child=serializers.ChoiceField(choices=SUBMISSION_REQUIREMENTS)))
    def get_missing(self, draft: Verdict) -> list[str]:
        """Return the codes of what is missing before the draft can be submitted."""
        return find_missing_before_submission(draft)

    @extend_schema_field(serializers.ListField(child=serializers.ChoiceField(choices=SUBMISSION_ADVICE)))
    def get_advice(self, draft: Verdict) -> list[str]:
        """Return the codes of what the draft should have but does not need."""
        return find_advice(draft)


class DraftChangeSerializer(Input):
    """The fields to change; others do not change. `version` is the version you saw, unless `If-Match` names it."""

    version = serializers.IntegerField(min_value=1, max_value=LARGEST_INTEGER, required=False)
    rating = model_string(Verdict, "rating", allow_blank=True, required=False, help_text=RATING_HELP)
    rating_words = model_string(
        Verdict,
        "rating_words",
        allow_blank=True,
        required=False,
        help_text="The rating in own words, where the scale has no points.",
    )
    headline = model_string(
        Verdict,
        "headline",
        allow_blank=True,
        required=False,
        help_text="What readers see above the verdict; if empty, the statement of the claim.",
    )
    summary = model_string(Verdict, "summary", allow_blank=True, required=False)
    conclusion = model_string(
        Verdict,
        "conclusion",
        allow_blank=True,
        required=False,
        help_text="A plain sentence that stands before the justification.",
    )
    justification = model_string(
        Verdict,
        "justification",
        allow_blank=True,
        required=False,
        help_text="Markdown. `[1]` cites the evidence with that number.",
    )
    correction = model_string(Verdict, "correction", allow_blank=True, required=False)
    looked_again = StrictBooleanField(
        required=False,
        help_text="Whether the sentences whose evidence has changed (`second_look`) are still right.",
    )


class VerdictsResource(Resource):
    """The verdicts of a claim."""

    abilities = {"list": "claims.see"}

    @extend_schema(
        operation_id="claims_verdicts", summary="Verdicts of a claim", responses=VerdictSerializer(many=True)
    )
    def list(self, request: Request, claim_id: int) -> Response:
        """Return every revision, newest first, including the draft."""
        return self.render_page(list_verdicts(get_claim(claim_id)), VerdictSerializer)


class DraftResource(Resource):
    """The draft of a verdict."""

    abilities = {"retrieve": "claims.see", "partial_update": "verdicts.draft"}

    @extend_schema(operation_id="draft_retrieve", summary="The draft of a claim", responses=DraftSerializer)
    def retrieve(self, request: Request, claim_id: int) -> Response:
        """Return the draft with its evidence; 404 if there is none."""
        return self._draft_response(claim_id)

    @extend_schema(
        operation_id="draft_update",
        summary="Save the draft",
        request=DraftChangeSerializer,
        responses=DraftSerializer,
        examples=[OpenApiExample("rating", {"version": 1, "rating": "mostly_true"}, request_only=True)],
    )
    def partial_update(self, request: Request, claim_id: int) -> Response:
        """Save the draft; if somebody else has saved it since, the refusal has the newer draft in `facts`."""
        change, draft = self.read_body(DraftChangeSerializer), _require_draft(claim_id)
        rated = {name: change.get(name) for name in ("rating", "rating_words")}
        content = {name: change.get(name, getattr(draft, name)) for name in DRAFT_TEXT_FIELDS} | rated
        version = read_expected_version(request, change, current=draft.version)
        with transaction.atomic():
            save_draft(claim_id=claim_id, editor=self.current_user, version=version, **content)
            if change.get("looked_again"):
                confirm_citations(claim_id=claim_id, editor=self.current_user)
        return self._draft_response(claim_id)

    def _draft_response(self, claim_id: int) -> Response:
        draft = _require_draft(claim_id)
        return add_etag(self.render(draft, DraftSerializer), draft.version)


def _require_draft(claim_id: int) -> Verdict:
    draft = find_draft(get_claim(claim_id))
    if draft is None:
        raise NotFound(gettext("There is no draft of a verdict on this claim."))
    return draft
