"""Notifications of the account in use, and how it is notified."""

from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.account import PersonSerializer
from claims.api.enum_choices import NOTIFICATION_CHANNELS, NOTIFICATION_KIND_CHOICES
from claims.api.inputs import Input, takes_no_body
from claims.api.resources import IsKnownUser, Resource
from claims.models import DeskNotification, NotificationSettings
from claims.notification_kinds import NOTIFICATION_KINDS
from claims.selectors.desk_notifications import (
    describe_notification,
    get_notification,
    get_notification_settings,
    list_channels,
    list_notifications,
)
from claims.services.desk_notifications import mark_notifications_seen
from claims.services.notification_settings import QuietHours, save_notification_settings


class NotificationSerializer(serializers.ModelSerializer[DeskNotification]):
    """What an event tells you; `seen` is null until you open it, or the claim that it is about."""

    kind = serializers.ChoiceField(choices=NOTIFICATION_KIND_CHOICES)
    text = serializers.SerializerMethodField(help_text="The sentence, in your language.")
    actor = PersonSerializer(source="event.actor", allow_null=True, help_text="Who did it; null for the system.")
    event = serializers.IntegerField(source="event_id")

    class Meta:
        model = DeskNotification
        fields = ("id", "kind", "text", "actor", "event", "claim", "article", "comment", "created", "seen")

    def get_text(self, notification: DeskNotification) -> str:
        """Return the sentence."""
        return describe_notification(notification)


class SeenCountSerializer(serializers.Serializer[Any]):
    """How many notifications were marked as seen."""

    count = serializers.IntegerField()


class NotificationsResource(Resource):
    """Your notifications."""

    permission_classes = [IsKnownUser]

    @extend_schema(
        operation_id="notifications_list", summary="My notifications", responses=NotificationSerializer(many=True)
    )
    def list(self, request: Request) -> Response:
        """Return your notifications, unseen ones first, newest first."""
        return self.render_page(list_notifications(self.current_user), NotificationSerializer)

    @extend_schema(
        operation_id="notifications_seen",
        summary="Mark a notification as seen",
        request=None,
        responses=NotificationSerializer,
    )
    @takes_no_body
    def mark_seen(self, request: Request, notification_id: int) -> Response:
        """Mark one of your notifications as seen."""
        mark_notifications_seen(person=self.current_user, notification_id=notification_id)
        return self.render(get_notification(notification_id, self.current_user), NotificationSerializer)

    @extend_schema(
        operation_id="notifications_all_seen",
        summary="Mark all notifications as seen",
        request=None,
        responses=SeenCountSerializer,
    )
    @takes_no_body
    def mark_all_seen(self, request: Request) -> Response:
        """Mark all your notifications as seen."""
        return self.render({"count": mark_notifications_seen(person=self.current_user)}, SeenCountSerializer)


class ChosenChannelSerializer(serializers.Serializer[Any]):
    """A kind of notification, your channel for it, and the default channel."""

    kind = serializers.ChoiceField(choices=NOTIFICATION_KIND_CHOICES)
    label = serializers.CharField()  # type: ignore[assignment]
    channel = serializers.ChoiceField(choices=NOTIFICATION_CHANNELS)
    default = serializers.ChoiceField(choices=NOTIFICATION_CHANNELS)


class NotificationSettingsSerializer(serializers.ModelSerializer[NotificationSettings]):
    """How you are notified; no mail is sent within the quiet hours."""

    channels = serializers.SerializerMethodField()

    class Meta:
        model = NotificationSettings
        fields = ("channels", "quiet_from", "quiet_until")

    @extend_schema_field(ChosenChannelSerializer(many=True))
    def get_channels(self, chosen: NotificationSettings) -> Any:
        """Return every kind with its channel."""
        return ChosenChannelSerializer(list_channels(chosen), many=True).data


class ChannelsSerializer(Input):
    """The channel of some kinds of notifications."""

    def get_fields(self) -> dict[str, Any]:
        """Return a field for each kind."""
        return {
            kind: serializers.ChoiceField(choices=NOTIFICATION_CHANNELS, required=False) for kind in NOTIFICATION_KINDS
        }


class NotificationSettingsChangeSerializer(Input):
    """Channels by kind, and the quiet hours; both times null for none."""

    channels = ChannelsSerializer(required=False)
    quiet_from = serializers.TimeField(required=False, allow_null=True)
    quiet_until = serializers.TimeField(required=False, allow_null=True)


class NotificationSettingsResource(Resource):
    """How the account in use is notified."""

    permission_classes = [IsKnownUser]

    @extend_schema(
        operation_id="notification_settings_retrieve",
        summary="My notification settings",
        responses=NotificationSettingsSerializer,
    )
    def retrieve(self, request: Request) -> Response:
        """Return how you are notified of each kind."""
        return self.render(get_notification_settings(self.current_user), NotificationSettingsSerializer)

    @extend_schema(
        operation_id="notification_settings_update",
        summary="Change my notification settings",
        request=NotificationSettingsChangeSerializer,
        responses=NotificationSettingsSerializer,
        examples=[
            OpenApiExample(
                "mentions once a day, nothing at night",
                {"channels": {"mentioned": "digest"}, "quiet_from": "22:00", "quiet_until": "07:00"},
                request_only=True,
            )
        ],
    )
    def partial_update(self, request: Request) -> Response:
        """Change channels of some kinds, or the quiet hours."""
        body = self.read_body(NotificationSettingsChangeSerializer)
        current = get_notification_settings(self.current_user)
        quiet = QuietHours(
            quiet_from=body.get("quiet_from", current.quiet_from),
            quiet_until=body.get("quiet_until", current.quiet_until),
        )
        chosen = save_notification_settings(person=self.current_user, channels=body.get("channels", {}), quiet=quiet)
        return self.render(chosen, NotificationSettingsSerializer)
