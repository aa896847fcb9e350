"""Translations of verdicts for the desk: what each says and lacks, and the steps from a draft to readers."""

from collections.abc import Callable
from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema, extend_schema_field, extend_schema_view
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.account import PersonSerializer
from claims.api.enum_choices import TRANSLATION_STATES
from claims.api.inputs import Input, ModelInput
from claims.api.list_rows import AddressField
from claims.api.preconditions import IF_MATCH_HEADER, add_etag, read_expected_version
from claims.api.resources import Resource
from claims.api.strict_fields import StrictCharField
from claims.bounds import LARGEST_INTEGER, REASON_CHARACTERS
from claims.models import Translation
from claims.models.translation import LANGUAGE_CHARACTERS, TRANSLATED_FIELDS
from claims.selectors.claims import get_claim
from claims.selectors.translations import find_missing_parts, get_translation, list_translations
from claims.services.translation_drafts import discard_translation
from claims.services.translation_steps import TRANSLATION_STEPS, TranslationStep
from claims.services.translations import begin_translation, save_translation


class TranslationRowSerializer(serializers.ModelSerializer[Translation]):
    """A translation in a list. `behind_since` is set if a correction of the original is missing in it."""

    href = AddressField(
        "api:claim-translation", columns={"claim_id": "claim_id", "language": "language"}, help_text="Its URL."
    )
    state = serializers.ChoiceField(
        choices=TRANSLATION_STATES,
        read_only=True,
        help_text="Where its texts stand; what readers see may be an earlier state of them.",
    )
    author = PersonSerializer()
    revision = serializers.IntegerField(
        source="publication.revision", read_only=True, allow_null=True, help_text="What readers see of it."
    )

    class Meta:
        model = Translation
        fields: tuple[str, ...] = (
            "claim", "language", "href", "version", "state", "headline", "statement", "summary", "author", "saved",
            "submitted", "approved", "behind_since", "revision",
        )  # fmt: skip


class TranslationSerializer(TranslationRowSerializer):
    """A translation with all its texts, and what is missing before it can be submitted."""

    missing = serializers.SerializerMethodField()

    class Meta(TranslationRowSerializer.Meta):
        fields = (
            *TranslationRowSerializer.Meta.fields, "conclusion", "justification", "correction", "sent_back",
            "sent_back_reason", "missing",
        )  # fmt: skip

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_missing(self, translation: Translation) -> list[str]:
        """Return the codes of what is missing."""
        original = translation.claim.publication
        return find_missing_parts(translation, original) if original else []


class TranslationListSerializer(serializers.Serializer[Any]):
    """The translations of a verdict, by language."""

    results = TranslationRowSerializer(many=True)


class NewTranslationSerializer(Input):
    """The language to translate into, as a code such as `fr`."""

    language = StrictCharField(max_length=LANGUAGE_CHARACTERS)


class TranslationChangeSerializer(ModelInput):
    """The texts to change; others stay. `version` is the version you saw, unless `If-Match` names it."""

    version = serializers.IntegerField(min_value=1, max_value=LARGEST_INTEGER, required=False)

    class Meta:
        model = Translation
        fields = ("version", *TRANSLATED_FIELDS)


class TranslationStepSerializer(Input):
    """`version` is the version of the translation you saw; if it has changed since, the request is refused."""

    version = serializers.IntegerField(min_value=1, max_value=LARGEST_INTEGER, required=False)


class TranslationReasonSerializer(TranslationStepSerializer):
    """Why a translation is sent back, for the desk, or withdrawn, for readers."""

    reason = StrictCharField(max_length=REASON_CHARACTERS)


class TranslationsResource(Resource):
    """The translations of a verdict."""

    abilities = {
        "list_all": "claims.see",
        "create": "translations.write",
        "retrieve": "claims.see",
        "partial_update": "translations.write",
        "destroy": "translations.write",
    }

    @extend_schema(
        operation_id="translations_list",
        summary="Translations of a verdict",
        responses=TranslationListSerializer,
    )
    def list_all(self, request: Request, claim_id: int) -> Response:
        """Return all translations of a verdict, by language."""
        return self.render({"results": list_translations(get_claim(claim_id).pk)}, TranslationListSerializer)

    @extend_schema(
        operation_id="translations_create",
        summary="Translate a verdict",
        request=NewTranslationSerializer,
        responses={201: TranslationSerializer},
    )
    def create(self, request: Request, claim_id: int) -> Response:
        """Open the translation of a published verdict for writing; a published one is opened for a correction."""
        language = self.read_body(NewTranslationSerializer)["language"]
        translation = begin_translation(claim_id=claim_id, language=language, editor=self.current_user)
        return self._response(claim_id, translation.language, status=201)

    @extend_schema(operation_id="translations_retrieve", summary="One translation", responses=TranslationSerializer)
    def retrieve(self, request: Request, claim_id: int, language: str) -> Response:
        """Return a translation with its texts."""
        return self._response(claim_id, language)

    @extend_schema(
        operation_id="translations_update",
        summary="Save a translation",
        request=TranslationChangeSerializer,
        responses=TranslationSerializer,
    )
    def partial_update(self, request: Request, claim_id: int, language: str) -> Response:
        """Save texts of a translation that is being written."""
        change, translation = self.read_body(TranslationChangeSerializer), get_translation(claim_id, language)
        version = read_expected_version(request, change, current=translation.version)
        change.pop("version", None)
        save_translation(claim_id=claim_id, language=language, editor=self.current_user, version=version, texts=change)
        return self._response(claim_id, language)

    @extend_schema(
        operation_id="translations_discard", summary="Discard the draft of a translation", responses={204: None}
    )
    def destroy(self, request: Request, claim_id: int, language: str) -> Response:
        """Discard a draft. A translation that readers have seen stays as they see it; another one is deleted."""
        current = get_translation(claim_id, language).version
        version = read_expected_version(request, {"version": current}, current=current)
        discard_translation(claim_id=claim_id, language=language, editor=self.current_user, version=version)
        return Response(status=204)

    def _response(self, claim_id: int, language: str, status: int = 200) -> Response:
        translation = get_translation(claim_id, language)
        return add_etag(self.render(translation, TranslationSerializer, status), translation.version)


class TranslationStepResource(Resource):
    """A step of a translation."""

    service: ClassVar[Callable[..., Any]]
    person: ClassVar[str]
    body_shape: ClassVar[type[TranslationStepSerializer]]

    def create(self, request: Request, claim_id: int, language: str) -> Response:
        """Take the step and return the translation."""
        body = self.read_body(self.body_shape)
        if IF_MATCH_HEADER in request.headers:
            current = get_translation(claim_id, language).version
            body["version"] = read_expected_version(request, body, current=current)
        type(self).service(claim_id=claim_id, language=language, **{self.person: self.current_user}, **body)
        translation = get_translation(claim_id, language)
        return add_etag(self.render(translation, TranslationSerializer), translation.version)


def _make_resource(name: str, step: TranslationStep) -> type[TranslationStepResource]:
    body_shape = TranslationReasonSerializer if step.takes_reason else TranslationStepSerializer
    described = extend_schema(
        operation_id=f"translations_{name}",
        summary=step.summary,
        request=body_shape,
        responses={200: TranslationSerializer},
    )
    members = {
        "service": staticmethod(step.service),
        "person": step.person,
        "body_shape": body_shape,
        "abilities": {"create": step.ability},
    }
    return extend_schema_view(create=described)(type(f"Translation_{name}", (TranslationStepResource,), members))


TRANSLATION_RESOURCES = {name: _make_resource(name, step) for name, step in TRANSLATION_STEPS.items()}
"""A resource for each step."""
