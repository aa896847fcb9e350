"""The pages of a person's webhooks: list, settings, deliveries, and the secret, which is shown once."""

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from claims.models import Delivery, Topic, User, Webhook
from claims.models.webhook_event import EVENT_OF_KIND
from claims.permissions import allows, list_webhook_events
from claims.refusals import Refusal
from claims.room_formats import SIGNED, WEBHOOK_FORMATS
from claims.selectors.paging import Page, page_of
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
from claims.web.access import SignedInRequest, require_ability
from claims.web.account.rooms import RoomForm
from claims.web.forms import RatingFilterField
from claims.web.model_fields import model_field
from claims.web.query_parameters import page_from
from claims.web.refusals import add_refusal

WEBHOOKS_ABILITY = "webhooks.manage"
DELIVERIES_PER_PAGE = 20


class WebhookForm(forms.Form):
    """The address of a webhook, its events and its filters."""

    url = model_field(
        Webhook,
        "url",
        form_class=forms.CharField,
        label=_("URL"),
        help_text=_("A public address that accepts POST. Messages are signed according to Standard Webhooks."),
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "placeholder": "https://"}),
    )
    format = forms.ChoiceField(
        label=_("Receiver"),
        choices=list(WEBHOOK_FORMATS.items()),
        required=False,
        help_text=_("Of a room, enter the URL of its incoming webhook. It is stored encrypted and not shown again."),
    )
    events = forms.MultipleChoiceField(
        label=_("Events"), widget=forms.CheckboxSelectMultiple, initial=list(EVENT_OF_KIND.values())
    )
    rating = RatingFilterField(help_text=_("Rating, topic and claimant limit the messages about verdicts."))
    claimant = model_field(Webhook, "claimant", label=_("Claimant"))
    topic = forms.ModelChoiceField(
        label=_("Topic"), required=False, queryset=Topic.objects.all(), empty_label=_("Any topic")
    )

    def __init__(self, owner: User, *args: Any, **options: Any) -> None:
        """Offer the events that the owner may receive."""
        super().__init__(*args, **options)
        events = cast("forms.MultipleChoiceField", self.fields["events"])
        events.choices = [(row.name, row.label) for row in list_webhook_events(owner)]
        if not allows(owner, "rooms.manage"):
            del self.fields["format"]

    @classmethod
    def from_webhook(cls, owner: User, webhook: Webhook) -> "WebhookForm":
        """Return the form filled with the settings of a webhook."""
        form = cls(owner, initial={name: getattr(webhook, name) for name in cls.base_fields})
        form.fields.pop("format", None)
        return form

    def service_arguments(self) -> dict[str, Any]:
        """Return the settings as the services take them."""
        values = dict(self.cleaned_data)
        topic = values.pop("topic")
        if "format" in self.fields:
            values["format"] = values["format"] or SIGNED
        return {"events": values.pop("events"), "topic_id": topic.pk if topic else None, **values}


@require_ability(WEBHOOKS_ABILITY)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def webhooks_page(request: SignedInRequest) -> HttpResponse:
    """List the person's webhooks; POST creates one and shows its secret, which no other page does."""
    if request.method != "POST":
        return _list_response(request, WebhookForm(request.user))
    form = WebhookForm(request.user, request.POST)
    if not form.is_valid():
        return _list_response(request, form, 422)
    try:
        webhook, secret = create_webhook(owner=request.user, **form.service_arguments())
    except Refusal as refusal:
        add_refusal(form, refusal, otherwise="url")
        return _list_response(request, form, refusal.status)
    if webhook.is_room:
        messages.success(request, gettext("Room added. Send a test to see whether it arrives."))
        return redirect("webhook", webhook.pk)
    return render(request, "account/webhooks/secret.html", {"webhook": webhook, "secret": secret}, status=201)


def _list_response(request: SignedInRequest, form: WebhookForm, status: int = 200) -> HttpResponse:
    context = {"webhooks": [row for row in list_webhooks(request.user) if not row.is_personal], "form": form}
    return render(request, "account/webhooks/list.html", context, status=status)


@require_ability(WEBHOOKS_ABILITY)
@require_http_methods(["GET", "HEAD", "POST"])
def webhook_page(request: SignedInRequest, webhook_id: int) -> HttpResponse:
    """Show a webhook with its deliveries; POST changes its settings."""
    webhook = get_webhook(webhook_id, request.user)
    form_class = RoomForm if webhook.is_personal else WebhookForm
    if request.method != "POST":
        return _webhook_response(request, webhook, form_class.from_webhook(request.user, webhook))
    form = form_class(request.user, request.POST)
    form.fields.pop("format", None)
    if not form.is_valid():
        return _webhook_response(request, webhook, form, 422)
    try:
        change_webhook(webhook_id=webhook_id, owner=request.user, **form.service_arguments())
    except Refusal as refusal:
        add_refusal(form, refusal, otherwise="url")
        return _webhook_response(request, webhook, form, refusal.status)
    messages.success(request, gettext("Saved. The settings apply to all future messages."))
    return redirect("webhook", webhook_id)


def _webhook_response(
    request: SignedInRequest, webhook: Webhook, form: WebhookForm | RoomForm, status: int = 200
) -> HttpResponse:
    page = page_from(request, list_deliveries(webhook), size=DELIVERIES_PER_PAGE)
    context = {"webhook": webhook, "form": form, "page": page, "is_waiting": _is_waiting(webhook, page)}
    return render(request, "account/webhooks/detail.html", context, status=status)


@require_ability(WEBHOOKS_ABILITY)
@require_safe
def deliveries_view(request: SignedInRequest, webhook_id: int) -> HttpResponse:
    """Return the newest deliveries, for an open page to reload while one of them waits."""
    webhook = get_webhook(webhook_id, request.user)
    page = page_of(list_deliveries(webhook), size=DELIVERIES_PER_PAGE)
    context = {"webhook": webhook, "page": page, "is_waiting": _is_waiting(webhook, page)}
    return render(request, "account/webhooks/deliveries.html", context)


def _is_waiting(webhook: Webhook, page: Page[Delivery]) -> bool:
    """Return whether a delivery of the page will be sent without further action."""
    return not webhook.pause and any(delivery.state == Delivery.State.WAITING for delivery in page.rows)


@require_ability(WEBHOOKS_ABILITY)
@never_cache
@require_POST
def rotate_secret_view(request: SignedInRequest, webhook_id: int) -> HttpResponse:
    """Create a new secret and show it, which no other page does."""
    webhook, secret = rotate_webhook_secret(webhook_id=webhook_id, owner=request.user)
    return render(request, "account/webhooks/secret.html", {"webhook": webhook, "secret": secret, "rotated": True})


@require_ability(WEBHOOKS_ABILITY)
@require_POST
def test_webhook_view(request: SignedInRequest, webhook_id: int) -> HttpResponse:
    """Send a test message."""
    send_test_message(webhook_id=webhook_id, owner=request.user)
    messages.success(request, gettext("A test message is sent. The list of deliveries shows whether it arrives."))
    return redirect("webhook", webhook_id)


@require_ability(WEBHOOKS_ABILITY)
@require_POST
def pause_webhook_view(request: SignedInRequest, webhook_id: int) -> HttpResponse:
    """Pause a webhook."""
    if pause_webhook(webhook_id=webhook_id, owner=request.user).is_personal:
        messages.success(request, gettext("Room paused. Notifications in the meantime are not sent to it."))
    else:
        messages.success(
            request,
            gettext("Webhook paused. Verdicts are delivered when you resume it; other events in the meantime are not."),
        )
    return redirect("webhook", webhook_id)


@require_ability(WEBHOOKS_ABILITY)
@require_POST
def resume_webhook_view(request: SignedInRequest, webhook_id: int) -> HttpResponse:
    """Resume a webhook."""
    if resume_webhook(webhook_id=webhook_id, owner=request.user).is_personal:
        messages.success(request, gettext("Room resumed. Waiting messages are sent outside your quiet hours."))
    else:
        messages.success(request, gettext("Webhook resumed. Waiting messages are sent now, in order."))
    return redirect("webhook", webhook_id)


@require_ability(WEBHOOKS_ABILITY)
@require_POST
def end_webhook_view(request: SignedInRequest, webhook_id: int) -> HttpResponse:
    """Delete a webhook, so that nothing more is sent."""
    if end_webhook(webhook_id=webhook_id, owner=request.user).is_personal:
        messages.success(request, gettext("Room deleted. No more messages are sent."))
        return redirect("rooms")
    messages.success(request, gettext("Webhook deleted. No more messages are sent."))
    return redirect("webhooks")


@require_ability(WEBHOOKS_ABILITY)
@require_POST
def replay_delivery_view(request: SignedInRequest, delivery_id: int) -> HttpResponse:
    """Send one message again."""
    delivery = replay_delivery(delivery_id=delivery_id, owner=request.user)
    messages.success(request, gettext("The message is sent again."))
    return redirect("webhook", delivery.webhook_id)
