"""Watches: addresses that the desk visits by itself, and what it found there."""

from collections.abc import Callable
from dataclasses import replace

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from claims.api.account import PersonSerializer
from claims.api.enum_choices import (
    ARTICLE_KINDS,
    SUBMISSION_STATES,
    WATCH_INTERVALS,
    WATCH_ITEM_OUTCOMES,
    WATCH_KINDS,
    WATCH_OUTCOMES,
    WATCH_PAUSES,
)
from claims.api.inputs import ModelInput, model_string, takes_no_body
from claims.api.resources import Resource
from claims.api.switches import SwitchResource, make_switches
from claims.models import Event, Watch, WatchItem
from claims.selectors.watches import (
    describe_health,
    get_watch,
    get_watch_item,
    list_waiting_items,
    list_watch_items,
    list_watches,
)
from claims.services.watch_items import leave_item, read_item
from claims.services.watches import (
    add_watch,
    change_watch,
    pause_watch,
    remove_watch,
    request_visit,
    restore_watch,
    resume_watch,
)
from claims.watch_rules import WatchSettings


class WatchSerializer(serializers.ModelSerializer[Watch]):
    """A watch. `kind` is empty until the first visit has found out what is there; `due` is the next visit.

    An item matches if its title has one of the `words`, it comes from the `source`, and it names no other `language`.
    """

    kind = serializers.ChoiceField(choices=WATCH_KINDS, allow_blank=True)
    minutes = serializers.ChoiceField(choices=WATCH_INTERVALS)
    article_kind = serializers.ChoiceField(choices=ARTICLE_KINDS)
    matching = serializers.ChoiceField(choices=WATCH_OUTCOMES, help_text="What becomes of items that match.")
    others = serializers.ChoiceField(choices=WATCH_OUTCOMES, help_text="What becomes of other items.")
    pause = serializers.ChoiceField(choices=WATCH_PAUSES, allow_blank=True)
    health = serializers.SerializerMethodField()
    created_by = PersonSerializer()

    class Meta:
        model = Watch
        fields = ("id", "url", "kind", "title", "minutes", "article_kind", "reach", "words", "source", "language",
                  "matching", "others", "pause", "health", "due", "visited", "succeeded", "newest_item", "failures",
                  "failing_since", "error", "created_by", "created")  # fmt: skip

    def get_health(self, watch: Watch) -> str:
        """Return `paused`, `failing`, `new` (not visited yet), `silent` (nothing new for 7 days) or `well`."""
        return describe_health(watch).code


SETTINGS = ("title", "minutes", "article_kind", "reach", "words", "source", "language", "matching", "others")


class WatchSettingsSerializer(ModelInput):
    """Name, interval in minutes, and rule of a watch."""

    minutes = serializers.ChoiceField(choices=WATCH_INTERVALS, required=False)
    article_kind = serializers.ChoiceField(choices=ARTICLE_KINDS, required=False)
    matching = serializers.ChoiceField(choices=WATCH_OUTCOMES, required=False)
    others = serializers.ChoiceField(choices=WATCH_OUTCOMES, required=False)

    class Meta:
        model = Watch
        fields: tuple[str, ...] = SETTINGS


class NewWatchSerializer(WatchSettingsSerializer):
    """The address to watch. Without a `kind`, the first visit finds out what is there."""

    url = model_string(Watch, "url", help_text="Of a feed, a sitemap, or a page: the desk finds its feed.")
    kind = serializers.ChoiceField(choices=WATCH_KINDS, required=False)

    class Meta(WatchSettingsSerializer.Meta):
        fields = ("url", "kind", *SETTINGS)


class WatchItemSerializer(serializers.ModelSerializer[WatchItem]):
    """What a watch found. `state` and `article` say what has come of an item that is read."""

    outcome = serializers.ChoiceField(choices=WATCH_ITEM_OUTCOMES)
    watch = serializers.IntegerField(source="watch_id")
    submission = serializers.IntegerField(source="submission_id", allow_null=True)
    state = serializers.ChoiceField(source="submission.state", choices=SUBMISSION_STATES, default=None, allow_null=True)
    article = serializers.IntegerField(source="submission.article_id", default=None, allow_null=True)

    class Meta:
        model = WatchItem
        fields = ("id", "watch", "url", "title", "source", "language", "published", "outcome", "found", "submission",
                  "state", "article")  # fmt: skip


class WatchesResource(Resource):
    """Watches of the desk."""

    abilities = {
        "list": "watches.see",
        "retrieve": "watches.see",
        "create": "watches.manage",
        "partial_update": "watches.manage",
        "destroy": "watches.manage",
    }

    @extend_schema(operation_id="watches_list", summary="All watches", responses=WatchSerializer(many=True))
    def list(self, request: Request) -> Response:
        """Return all watches, newest first."""
        return self.render_page(list_watches(), WatchSerializer)

    @extend_schema(operation_id="watches_retrieve", responses=WatchSerializer)
    def retrieve(self, request: Request, watch_id: int) -> Response:
        """Return a watch."""
        return self.render(get_watch(watch_id), WatchSerializer)

    @extend_schema(
        operation_id="watches_create",
        summary="Watch an address",
        request=NewWatchSerializer,
        responses={201: WatchSerializer},
        examples=[OpenApiExample("feed", {"url": "https://courier.example/feed.xml"}, request_only=True)],
    )
    def create(self, request: Request) -> Response:
        """Watch an address; the first visit comes within seconds."""
        body = self.read_body(NewWatchSerializer)
        url, kind = body.pop("url"), body.pop("kind", "")
        watch = add_watch(url=url, kind=kind, by=self.current_user, settings=WatchSettings(**body))
        where = reverse("api:watch", args=[watch.pk], request=request)
        return self.render(get_watch(watch.pk), WatchSerializer, 201, where)

    @extend_schema(operation_id="watches_change", request=WatchSettingsSerializer, responses=WatchSerializer)
    def partial_update(self, request: Request, watch_id: int) -> Response:
        """Change name, interval or rule; the rule applies to items that are found from now on."""
        watch = get_watch(watch_id)
        current = WatchSettings(**{name: getattr(watch, name) for name in SETTINGS})
        settings = replace(current, **self.read_body(WatchSettingsSerializer))
        change_watch(watch_id=watch_id, by=self.current_user, settings=settings)
        return self.render(get_watch(watch_id), WatchSerializer)

    @extend_schema(operation_id="watches_remove", summary="Remove a watch", responses={204: None})
    def destroy(self, request: Request, watch_id: int) -> Response:
        """Remove a watch; what it found stays. `POST …/restore/` brings it back."""
        remove_watch(watch_id=watch_id, by=self.current_user)
        return Response(status=204)


class WatchSwitchResource(SwitchResource):
    """Pausing, resuming, visiting and restoring a watch."""

    abilities = {"create": "watches.manage"}

    @takes_no_body
    def create(self, request: Request, watch_id: int) -> Response:
        """Switch the watch and return it."""
        type(self).service(watch_id=watch_id, by=self.current_user)
        return self.render(get_watch(watch_id), WatchSerializer)


WATCH_SWITCHES: dict[str, tuple[Callable[..., Event], str]] = {
    "pause": (pause_watch, "Pause a watch"),
    "resume": (resume_watch, "Resume a watch"),
    "visit": (request_visit, "Visit an address now"),
    "restore": (restore_watch, "Restore a removed watch"),
}


WATCH_RESOURCES = make_switches(WatchSwitchResource, "watches", WATCH_SWITCHES, WatchSerializer)
"""A resource for each switch."""


class WatchedItemsResource(Resource):
    """What a watch found."""

    abilities = {"list": "watches.see"}

    @extend_schema(operation_id="watch_items_list", responses=WatchItemSerializer(many=True))
    def list(self, request: Request, watch_id: int) -> Response:
        """Return what a watch found, newest first."""
        return self.render_page(list_watch_items(get_watch(watch_id)), WatchItemSerializer)


class WatchItemsResource(Resource):
    """Items that wait for a person."""

    abilities = dict.fromkeys(("list", "read", "leave"), "watches.see")

    @extend_schema(operation_id="watch_items_waiting", responses=WatchItemSerializer(many=True))
    def list(self, request: Request) -> Response:
        """Return the items of all watches that wait for a person, newest first."""
        return self.render_page(list_waiting_items(), WatchItemSerializer)

    @extend_schema(
        operation_id="watch_items_read", summary="Read an item", request=None, responses={202: WatchItemSerializer}
    )
    @takes_no_body
    def read(self, request: Request, item_id: int) -> Response:
        """Have an item read; it is fetched as soon as its site is free."""
        read_item(item_id=item_id, by=self.current_user)
        return self.render(get_watch_item(item_id), WatchItemSerializer, 202)

    @extend_schema(
        operation_id="watch_items_leave", summary="Leave an item", request=None, responses={200: WatchItemSerializer}
    )
    @takes_no_body
    def leave(self, request: Request, item_id: int) -> Response:
        """Leave an item that waits; it can still be read later."""
        leave_item(item_id=item_id, by=self.current_user)
        return self.render(get_watch_item(item_id), WatchItemSerializer)
