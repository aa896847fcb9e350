"""Webhooks: what programs subscribe to, what they were sent, and sending it again."""

from collections.abc import Callable
from typing import Any, ClassVar

from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.enum_choices import DELIVERY_STATES, RATING_SCALE, WEBHOOK_EVENT_CHOICES, WEBHOOK_PAUSES
from claims.api.inputs import Input, model_string
from claims.api.resources import Resource
from claims.bounds import LARGEST_BIGINT
from claims.models import Attempt, Delivery, Webhook
from claims.selectors.webhooks import get_webhook, list_deliveries, list_webhooks
from claims.services.webhook_deliveries import replay_delivery
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
    """A subscription, without its secret. `after` is the place in the log up to which messages have been made."""

    events = serializers.ListField(child=serializers.ChoiceField(choices=WEBHOOK_EVENT_CHOICES))
    pause = serializers.ChoiceField(
        choices=WEBHOOK_PAUSES, allow_blank=True, help_text="Why nothing is sent now; empty if it is."
    )
    rating = serializers.ChoiceField(choices=RATING_SCALE, allow_blank=True)

    class Meta:
        model = Webhook
        fields: tuple[str, ...] = ("id", *WEBHOOK_FIELDS, "pause", "log_position", "previous_secret_until", "created")


class NewWebhookSerializer(WebhookSerializer):
    """A webhook with its secret, which is shown this once."""

    secret = serializers.CharField(help_text="For any library of Standard Webhooks.")

    class Meta(WebhookSerializer.Meta):
        fields = (*WebhookSerializer.Meta.fields, "secret")


class WebhookRequestSerializer(Input):
    """Where to, and what about; empty filters let everything through."""

    url = model_string(Webhook, "url", help_text="A public address that takes POST.")
    events = serializers.ListField(
        child=serializers.ChoiceField(choices=WEBHOOK_EVENT_CHOICES),
        min_length=1,
        max_length=len(WEBHOOK_EVENT_CHOICES),
    )
    rating = serializers.ChoiceField(choices=RATING_SCALE, required=False, allow_blank=True)
    claimant = model_string(Webhook, "claimant", required=False, allow_blank=True)
    topic = serializers.IntegerField(min_value=1, max_value=LARGEST_BIGINT, required=False, allow_null=True)


class WebhookChangeSerializer(WebhookRequestSerializer):
    """What is to be different."""

    url = model_string(Webhook, "url", required=False)
    events = serializers.ListField(
        child=serializers.ChoiceField(choices=WEBHOOK_EVENT_CHOICES),
        min_length=1,
        max_length=len(WEBHOOK_EVENT_CHOICES),
        required=False,
    )


class AttemptSerializer(serializers.ModelSerializer[Attempt]):
    """One attempt: HTTP's status, null where nothing was answered, and what was said."""

    class Meta:
        model = Attempt
        fields = ("at", "status", "milliseconds", "response_text")


class DeliverySerializer(serializers.ModelSerializer[Delivery]):
    """One message, how far it has come, and its attempts, the newest first."""

    message_id = serializers.CharField(help_text="Its `webhook-id`, the same at every attempt.")
    sequence = serializers.IntegerField(source="entry_id", help_text="The place in the log that it tells of.")
    claim = serializers.IntegerField(source="claim_id")
    state = serializers.ChoiceField(choices=DELIVERY_STATES)
    attempts = AttemptSerializer(many=True)

    class Meta:
        model = Delivery
        fields = ("id", "message_id", "sequence", "claim", "state", "attempt_count", "due", "delivered", "attempts")


class WebhookListSerializer(serializers.Serializer[Any]):
    """Your webhooks, newest first."""

    results = WebhookSerializer(many=True)


WEBHOOK_EXAMPLE = OpenApiExample(
    "everything that is false",
    {
        "url": "https://reader.example/hooks/verdicts",
        "events": ["verdict.published", "verdict.corrected", "verdict.withdrawn"],
        "rating": "false",
    },
    request_only=True,
)


class WebhooksResource(Resource):
    """One's own subscriptions."""

    abilities = dict.fromkeys(("list_all", "create", "retrieve", "partial_update", "destroy"), "webhooks.manage")
    keeps_answers = False  # a secret

    @extend_schema(operation_id="webhooks_list", summary="My webhooks", responses=WebhookListSerializer)
    def list_all(self, request: Request) -> Response:
        """Your webhooks, newest first."""
        return self.render({"results": list_webhooks(self.current_user)}, WebhookListSerializer)

    @extend_schema(
        operation_id="webhooks_create",
        summary="Subscribe",
        request=WebhookRequestSerializer,
        responses={201: NewWebhookSerializer},
        examples=[WEBHOOK_EXAMPLE],
    )
    def create(self, request: Request) -> Response:
        """A webhook for all that goes out from now on, with its secret."""
        webhook, secret = create_webhook(
            owner=self.current_user, **_service_arguments(self.read_body(WebhookRequestSerializer))
        )
        return self.render(_attach_secret(webhook, secret), NewWebhookSerializer, 201)

    @extend_schema(operation_id="webhooks_retrieve", responses=WebhookSerializer)
    def retrieve(self, request: Request, webhook_id: int) -> Response:
        """One of your webhooks."""
        return self.render(get_webhook(webhook_id, self.current_user), WebhookSerializer)

    @extend_schema(operation_id="webhooks_change", request=WebhookChangeSerializer, responses=WebhookSerializer)
    def partial_update(self, request: Request, webhook_id: int) -> Response:
        """Change address, events or filters, for what is still to be told."""
        known = get_webhook(webhook_id, self.current_user)
        before = {name: getattr(known, name) for name in WEBHOOK_FIELDS} | {"topic": known.topic_id}
        said = _service_arguments(before | self.read_body(WebhookChangeSerializer))
        return self.render(change_webhook(webhook_id=webhook_id, owner=self.current_user, **said), WebhookSerializer)

    @extend_schema(operation_id="webhooks_end", summary="Unsubscribe", responses={204: None})
    def destroy(self, request: Request, webhook_id: int) -> Response:
        """Tell this address nothing any more."""
        end_webhook(webhook_id=webhook_id, owner=self.current_user)
        return Response(status=204)


def _service_arguments(given: dict[str, Any]) -> dict[str, Any]:
    """What the services take."""
    return {"events": given.pop("events"), "topic_id": given.pop("topic", None), **given}


def _attach_secret(webhook: Webhook, secret: str) -> Webhook:
    webhook.secret = secret  # type: ignore[attr-defined]
    return webhook


class SecretRotationResource(Resource):
    """A new secret for a webhook."""

    abilities = {"create": "webhooks.manage"}
    keeps_answers = False

    @extend_schema(
        operation_id="webhooks_rotate", summary="Make a new secret", request=None, responses={200: NewWebhookSerializer}
    )
    def create(self, request: Request, webhook_id: int) -> Response:
        """A new secret, shown this once; for 24 hours the old one signs along."""
        webhook, secret = rotate_webhook_secret(webhook_id=webhook_id, owner=self.current_user)
        return self.render(_attach_secret(webhook, secret), NewWebhookSerializer)


class WebhookSwitchResource(Resource):
    """Pausing and resuming."""

    abilities = {"create": "webhooks.manage"}
    service: ClassVar[Callable[..., Webhook]]

    def create(self, request: Request, webhook_id: int) -> Response:
        """The answer is the webhook as it stands then."""
        return self.render(type(self).service(webhook_id=webhook_id, owner=self.current_user), WebhookSerializer)


WEBHOOK_SWITCHES: dict[str, tuple[Callable[..., Webhook], str]] = {
    "pause": (pause_webhook, "Send nothing for a while"),
    "resume": (resume_webhook, "Send again, in order, what has waited"),
}


def _make_resource(name: str) -> type[WebhookSwitchResource]:
    service, summary = WEBHOOK_SWITCHES[name]
    described = extend_schema(
        operation_id=f"webhooks_{name}", summary=summary, request=None, responses={200: WebhookSerializer}
    )
    return extend_schema_view(create=described)(
        type(f"Switch_{name}", (WebhookSwitchResource,), {"service": staticmethod(service)})
    )


WEBHOOK_RESOURCES: dict[str, type[WebhookSwitchResource]] = {name: _make_resource(name) for name in WEBHOOK_SWITCHES}
"""A view for each switch."""


class DeliveriesResource(Resource):
    """What a webhook was sent."""

    abilities = {"list": "webhooks.manage", "replay": "webhooks.manage"}

    @extend_schema(operation_id="deliveries_list", summary="What was sent", responses=DeliverySerializer(many=True))
    def list(self, request: Request, webhook_id: int) -> Response:
        """The messages of one of your webhooks, newest first, with every attempt."""
        return self.render_page(list_deliveries(get_webhook(webhook_id, self.current_user)), DeliverySerializer)

    @extend_schema(
        operation_id="deliveries_replay", summary="Send again", request=None, responses={202: DeliverySerializer}
    )
    def replay(self, request: Request, delivery_id: int) -> Response:
        """Send a message once more, with the id that it had."""
        return self.render(replay_delivery(delivery_id=delivery_id, owner=self.current_user), DeliverySerializer, 202)
