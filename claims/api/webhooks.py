"""Webhooks: subscriptions of programs, their deliveries, and sending a delivery again."""

from collections.abc import Callable
from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.enum_choices import (
    DELIVERY_STATES,
    WEBHOOK_EVENT_CHOICES,
    WEBHOOK_FORMAT_CHOICES,
    WEBHOOK_MESSAGE_TYPES,
    WEBHOOK_PAUSES,
)
from claims.api.inputs import Input, model_string, takes_no_body
from claims.api.rating_fields import RATING_FILTER_HELP, RatingCodeField
from claims.api.resources import Resource
from claims.api.switches import SwitchResource, make_switches
from claims.bounds import LARGEST_BIGINT
from claims.models import Attempt, Delivery, Webhook
from claims.selectors.webhooks import get_webhook, list_deliveries, list_webhooks
from claims.services.webhook_deliveries import replay_delivery, send_test_message
from claims.services.webhooks import (
    change_webhook,
    create_webhook,
    end_webhook,
    pause_webhook,
    resume_webhook,
    rotate_webhook_secret,
)

WEBHOOK_FIELDS = ("url", "events", "rating", "claimant", "topic")


class WebhookSerializer(serializers.ModelSerializer[Webhook]):
    """A webhook without its secret. `log_position` is the last log entry for which it has a message."""

    events = serializers.ListField(child=serializers.ChoiceField(choices=WEBHOOK_EVENT_CHOICES))
    pause = serializers.ChoiceField(
        choices=WEBHOOK_PAUSES, allow_blank=True, help_text="Why the webhook is paused; empty if it is active."
    )
    rating = serializers.CharField(allow_blank=True, help_text=RATING_FILTER_HELP)
    format = serializers.ChoiceField(choices=WEBHOOK_FORMAT_CHOICES)

    class Meta:
        model = Webhook
        fields: tuple[str, ...] = (
            "id",
            "format",
            *WEBHOOK_FIELDS,
            "pause",
            "log_position",
            "previous_secret_until",
            "created",
        )


class NewWebhookSerializer(WebhookSerializer):
    """A webhook with its secret, which is shown only once."""

    secret = serializers.CharField(help_text="The secret in the format of Standard Webhooks.")

    class Meta(WebhookSerializer.Meta):
        fields = (*WebhookSerializer.Meta.fields, "secret")


class WebhookRequestSerializer(Input):
    """URL, events and filters of a webhook. Filters apply to `verdict.*`; an empty one matches everything."""

    url = model_string(Webhook, "url", help_text="A public URL that accepts POST.")
    events = serializers.ListField(
        child=serializers.ChoiceField(choices=WEBHOOK_EVENT_CHOICES),
        min_length=1,
        max_length=len(WEBHOOK_EVENT_CHOICES),
    )
    rating = RatingCodeField(required=False, allow_blank=True)
    claimant = model_string(Webhook, "claimant", required=False, allow_blank=True)
    topic = serializers.IntegerField(min_value=1, max_value=LARGEST_BIGINT, required=False, allow_null=True)


class NewWebhookRequestSerializer(WebhookRequestSerializer):
    """The webhook to create. Another format than `signed` is a room of a chat program.

    A room has `notification.*`, your own notifications; admins add rooms with events of the desk.
    """

    format = serializers.ChoiceField(choices=WEBHOOK_FORMAT_CHOICES, required=False)


class WebhookChangeSerializer(WebhookRequestSerializer):
    """The fields to change."""

    url = model_string(Webhook, "url", required=False)
    events = serializers.ListField(
        child=serializers.ChoiceField(choices=WEBHOOK_EVENT_CHOICES),
        min_length=1,
        max_length=len(WEBHOOK_EVENT_CHOICES),
        required=False,
    )


class AttemptSerializer(serializers.ModelSerializer[Attempt]):
    """One attempt: the HTTP status (null without a response) and the start of the response."""

    class Meta:
        model = Attempt
        fields = ("at", "status", "milliseconds", "response_text")


class DeliverySerializer(serializers.ModelSerializer[Delivery]):
    """One message about a publication or an event of the desk, its state, and its attempts, newest first."""

    message_id = serializers.CharField(help_text="The `webhook-id`, the same for every attempt.")
    type = serializers.ChoiceField(choices=WEBHOOK_MESSAGE_TYPES, source="message_type")
    sequence = serializers.IntegerField(
        source="entry_id", allow_null=True, help_text="The sequence number in the log; null for an event of the desk."
    )
    event = serializers.IntegerField(
        source="event_id", allow_null=True, help_text="The id of the event of the desk; null for a publication."
    )
    claim = serializers.IntegerField(source="claim_id", allow_null=True)
    article = serializers.IntegerField(source="article_id", allow_null=True)
    state = serializers.ChoiceField(choices=DELIVERY_STATES)
    attempts = AttemptSerializer(many=True)

    class Meta:
        model = Delivery
        fields = ("id", "message_id", "type", "sequence", "event", "claim", "article", "state", "attempt_count", "due",
                  "delivered", "attempts")  # fmt: skip


class WebhookListSerializer(serializers.Serializer[Any]):
    """Your webhooks, newest first."""

    results = WebhookSerializer(many=True)


WEBHOOK_EXAMPLE = OpenApiExample(
    "all false verdicts",
    {
        "url": "https://reader.example/hooks/verdicts",
        "events": ["verdict.published", "verdict.corrected", "verdict.withdrawn"],
        "rating": "false",
    },
    request_only=True,
)


class WebhooksResource(Resource):
    """Your webhooks."""

    abilities = dict.fromkeys(("list_all", "create", "retrieve", "partial_update", "destroy"), "webhooks.manage")
    is_idempotent = False  # the response holds a secret

    @extend_schema(operation_id="webhooks_list", summary="My webhooks", responses=WebhookListSerializer)
    def list_all(self, request: Request) -> Response:
        """Return your webhooks, newest first."""
        return self.render({"results": list_webhooks(self.current_user)}, WebhookListSerializer)

    @extend_schema(
        operation_id="webhooks_create",
        summary="Create a webhook",
        request=NewWebhookRequestSerializer,
        responses={201: NewWebhookSerializer},
        examples=[WEBHOOK_EXAMPLE],
    )
    def create(self, request: Request) -> Response:
        """Create a webhook for future events; the response holds its secret."""
        webhook, secret = create_webhook(
            owner=self.current_user, **_service_arguments(self.read_body(NewWebhookRequestSerializer))
        )
        return self.render(_attach_secret(webhook, secret), NewWebhookSerializer, 201)

    @extend_schema(operation_id="webhooks_retrieve", responses=WebhookSerializer)
    def retrieve(self, request: Request, webhook_id: int) -> Response:
        """Return one of your webhooks."""
        return self.render(get_webhook(webhook_id, self.current_user), WebhookSerializer)

    @extend_schema(operation_id="webhooks_change", request=WebhookChangeSerializer, responses=WebhookSerializer)
    def partial_update(self, request: Request, webhook_id: int) -> Response:
        """Change URL, events or filters for future messages."""
        webhook = get_webhook(webhook_id, self.current_user)
        current = {name: getattr(webhook, name) for name in WEBHOOK_FIELDS} | {"topic": webhook.topic_id}
        arguments = _service_arguments(current | self.read_body(WebhookChangeSerializer))
        webhook = change_webhook(webhook_id=webhook_id, owner=self.current_user, **arguments)
        return self.render(webhook, WebhookSerializer)

    @extend_schema(operation_id="webhooks_end", summary="Delete a webhook", responses={204: None})
    def destroy(self, request: Request, webhook_id: int) -> Response:
        """Delete a webhook; nothing more is sent to its URL."""
        end_webhook(webhook_id=webhook_id, owner=self.current_user)
        return Response(status=204)


def _service_arguments(data: dict[str, Any]) -> dict[str, Any]:
    """Return the arguments of the services."""
    return {"events": data.pop("events"), "topic_id": data.pop("topic", None), **data}


def _attach_secret(webhook: Webhook, secret: str) -> Webhook:
    webhook.secret = secret  # type: ignore[attr-defined]
    return webhook


class SecretRotationResource(Resource):
    """Rotating the secret of a webhook."""

    abilities = {"create": "webhooks.manage"}
    is_idempotent = False  # the response holds a secret

    @extend_schema(
        operation_id="webhooks_rotate", summary="Rotate the secret", request=None, responses={200: NewWebhookSerializer}
    )
    @takes_no_body
    def create(self, request: Request, webhook_id: int) -> Response:
        """Create a new secret, which is shown only once; the old one stays valid for 24 hours."""
        webhook, secret = rotate_webhook_secret(webhook_id=webhook_id, owner=self.current_user)
        return self.render(_attach_secret(webhook, secret), NewWebhookSerializer)


class WebhookTestResource(Resource):
    """Testing a webhook."""

    abilities = {"create": "webhooks.manage"}

    @extend_schema(
        operation_id="webhooks_test", summary="Send a test message", request=None, responses={202: DeliverySerializer}
    )
    @takes_no_body
    def create(self, request: Request, webhook_id: int) -> Response:
        """Send a message of the type `webhook.tested`; the deliveries show whether it arrives."""
        return self.render(send_test_message(webhook_id=webhook_id, owner=self.current_user), DeliverySerializer, 202)


class WebhookSwitchResource(SwitchResource):
    """Pausing and resuming a webhook."""

    abilities = {"create": "webhooks.manage"}

    @takes_no_body
    def create(self, request: Request, webhook_id: int) -> Response:
        """Switch the webhook and return it."""
        return self.render(type(self).service(webhook_id=webhook_id, owner=self.current_user), WebhookSerializer)


WEBHOOK_SWITCHES: dict[str, tuple[Callable[..., Webhook], str]] = {
    "pause": (pause_webhook, "Pause a webhook"),
    "resume": (resume_webhook, "Resume a webhook"),
}


WEBHOOK_RESOURCES = make_switches(WebhookSwitchResource, "webhooks", WEBHOOK_SWITCHES, WebhookSerializer)
"""A resource for each switch."""


class DeliveriesResource(Resource):
    """Deliveries of a webhook."""

    abilities = {"list": "webhooks.manage", "replay": "webhooks.manage"}

    @extend_schema(
        operation_id="deliveries_list", summary="Deliveries of a webhook", responses=DeliverySerializer(many=True)
    )
    def list(self, request: Request, webhook_id: int) -> Response:
        """Return the messages of one of your webhooks with their attempts, newest first."""
        return self.render_page(list_deliveries(get_webhook(webhook_id, self.current_user)), DeliverySerializer)

    @extend_schema(
        operation_id="deliveries_replay",
        summary="Send a message again",
        request=None,
        responses={202: DeliverySerializer},
    )
    @takes_no_body
    def replay(self, request: Request, delivery_id: int) -> Response:
        """Send a message again with the same id."""
        return self.render(replay_delivery(delivery_id=delivery_id, owner=self.current_user), DeliverySerializer, 202)
