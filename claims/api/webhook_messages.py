"""The messages that webhooks receive, for the OpenAPI document; `services.webhook_messages` builds them."""

from typing import Any

from drf_spectacular.utils import OpenApiWebhook, extend_schema
from rest_framework import serializers

from claims.api.changes import ChangeSerializer
from claims.api.enum_choices import WEBHOOK_MESSAGE_TYPES
from claims.api.events import EventSerializer


class MessageSerializer(serializers.Serializer[Any]):
    """A message, signed according to Standard Webhooks."""

    type = serializers.ChoiceField(choices=WEBHOOK_MESSAGE_TYPES)
    timestamp = serializers.DateTimeField(help_text="When it happened.")


class PublicationMessageSerializer(MessageSerializer):
    """A publication, as `/api/v1/changes/` has it."""

    data = ChangeSerializer()  # type: ignore[assignment]


class MessageEventSerializer(EventSerializer):
    """An event of the desk, as the history has it, with its claim or article."""

    text = serializers.CharField(help_text="The text of the claim, or the title of the article.")
    url = serializers.URLField(allow_null=True, help_text="The page of the desk about the claim or the article.")

    class Meta(EventSerializer.Meta):
        fields = (*EventSerializer.Meta.fields, "text", "url")


class EventMessageSerializer(MessageSerializer):
    """An event of the desk."""

    data = MessageEventSerializer()  # type: ignore[assignment]


VERDICT_MESSAGE = OpenApiWebhook(
    "verdict",
    extend_schema(
        operation_id="webhook_verdict",
        summary="A verdict is published, corrected or withdrawn",
        request=PublicationMessageSerializer,
        responses={200: None},
    ),
)
DESK_MESSAGE = OpenApiWebhook(
    "desk",
    extend_schema(
        operation_id="webhook_desk",
        summary="Something happened on the desk",
        request=EventMessageSerializer,
        responses={200: None},
    ),
)
