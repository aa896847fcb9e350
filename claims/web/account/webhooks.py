"""Webhooks in the browser: one's own, what each was sent, and the secret that is shown once."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from claims.models import Delivery, Topic, Webhook
from claims.models.webhook import WEBHOOK_EVENTS
from claims.ratings import RATINGS
from claims.refusals import Refusal
from claims.selectors.paging import page_of
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
from claims.web.access import SignedInRequest, require_ability
from claims.web.model_fields import model_field
from claims.web.query_parameters import page_from

WEBHOOKS_ABILITY = "webhooks.manage"
DELIVERIES_PER_PAGE = 20


class WebhookForm(forms.Form):
    """Where to, and what about."""

    url = model_field(
        Webhook,
        "url",
        form_class=forms.CharField,
        label="Address",
        help_text="A public address of yours that takes POST. Messages are signed as Standard Webhooks has it.",
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "placeholder": "https://"}),
    )
    events = forms.MultipleChoiceField(
        label="Tell it when",
        choices=[(row.name, row.label) for row in WEBHOOK_EVENTS.values()],
        widget=forms.CheckboxSelectMultiple,
        initial=list(WEBHOOK_EVENTS),
    )
    rating = forms.ChoiceField(
        label="Only this rating",
        required=False,
        choices=[("", "any"), *((code, point.label) for code, point in RATINGS.items())],
    )
    claimant = model_field(Webhook, "claimant", label="Only this claimant")
    topic = forms.ModelChoiceField(
        label="Only this topic", required=False, queryset=Topic.objects.all(), empty_label="any"
    )

    @classmethod
    def from_webhook(cls, webhook: Webhook) -> "WebhookForm":
        """The form as the webhook is."""
        return cls(initial={name: getattr(webhook, name) for name in cls.base_fields})

    def service_arguments(self) -> dict[str, Any]:
        """What the service takes."""
        given = dict(self.cleaned_data)
        topic = given.pop("topic")
        return {"events": given.pop("events"), "topic_id": topic.pk if topic else None, **given}


@require_ability(WEBHOOKS_ABILITY)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def webhooks_page(request: SignedInRequest) -> HttpResponse:
    """One's own webhooks; POST makes one, and its answer is the only page that shows the secret."""
    if request.method != "POST":
        return _list_page(request, WebhookForm())
    form = WebhookForm(request.POST)
    if not form.is_valid():
        return _list_page(request, form, 422)
    try:
        webhook, secret = create_webhook(owner=request.user, **form.service_arguments())
    except Refusal as refusal:
        form.add_error(_field_of_refusal(form, refusal), refusal.detail)
        return _list_page(request, form, refusal.status)
    return render(request, "account/webhooks/secret.html", {"webhook": webhook, "secret": secret}, status=201)


def _field_of_refusal(form: WebhookForm, refusal: Refusal) -> str | None:
    """The field that a refusal is about; what is wrong with an address names none."""
    name = str(refusal.facts.get("field", "url"))
    return name if name in form.fields else None


def _list_page(request: SignedInRequest, form: WebhookForm, status: int = 200) -> HttpResponse:
    context = {"webhooks": list_webhooks(request.user), "form": form}
    return render(request, "account/webhooks/list.html", context, status=status)


@require_ability(WEBHOOKS_ABILITY)
@require_http_methods(["GET", "HEAD", "POST"])
def webhook_page(request: SignedInRequest, webhook_id: int) -> HttpResponse:
    """One webhook with the log of what it was sent; POST changes it."""
    webhook = get_webhook(webhook_id, request.user)
    if request.method != "POST":
        return _webhook_page(request, webhook, WebhookForm.from_webhook(webhook))
    form = WebhookForm(request.POST)
    if not form.is_valid():
        return _webhook_page(request, webhook, form, 422)
    try:
        change_webhook(webhook_id=webhook_id, owner=request.user, **form.service_arguments())
    except Refusal as refusal:
        form.add_error(_field_of_refusal(form, refusal), refusal.detail)
        return _webhook_page(request, webhook, form, refusal.status)
    messages.success(request, "Changed, for all that is still to be told.")
    return redirect("webhook", webhook_id)


def _webhook_page(request: SignedInRequest, webhook: Webhook, form: WebhookForm, status: int = 200) -> HttpResponse:
    page = page_from(request, list_deliveries(webhook), size=DELIVERIES_PER_PAGE)
    waiting = any(delivery.state == Delivery.State.WAITING for delivery in page.rows)
    context = {"webhook": webhook, "form": form, "page": page, "waiting": waiting and not webhook.pause}
    return render(request, "account/webhooks/detail.html", context, status=status)


@require_ability(WEBHOOKS_ABILITY)
@require_safe
def deliveries_view(request: SignedInRequest, webhook_id: int) -> HttpResponse:
    """The newest of its log alone, as the open page asks while something waits."""
    webhook = get_webhook(webhook_id, request.user)
    page = page_of(list_deliveries(webhook), size=DELIVERIES_PER_PAGE)
    waiting = any(delivery.state == Delivery.State.WAITING for delivery in page.rows)
    context = {"webhook": webhook, "page": page, "waiting": waiting and not webhook.pause}
    return render(request, "account/webhooks/deliveries.html", context)


@require_ability(WEBHOOKS_ABILITY)
@never_cache
@require_POST
def rotate_secret_view(request: SignedInRequest, webhook_id: int) -> HttpResponse:
    """A new secret; the answer is the only page that shows it."""
    webhook, secret = rotate_webhook_secret(webhook_id=webhook_id, owner=request.user)
    return render(request, "account/webhooks/secret.html", {"webhook": webhook, "secret": secret, "rotated": True})


@require_ability(WEBHOOKS_ABILITY)
@require_POST
def pause_webhook_view(request: SignedInRequest, webhook_id: int) -> HttpResponse:
    """Send nothing for a while."""
    pause_webhook(webhook_id=webhook_id, owner=request.user)
    messages.success(request, "Paused. What goes out meanwhile is kept for later.")
    return redirect("webhook", webhook_id)


@require_ability(WEBHOOKS_ABILITY)
@require_POST
def resume_webhook_view(request: SignedInRequest, webhook_id: int) -> HttpResponse:
    """Send again what has waited."""
    resume_webhook(webhook_id=webhook_id, owner=request.user)
    messages.success(request, "Resumed. What has waited is sent now, in order.")
    return redirect("webhook", webhook_id)


@require_ability(WEBHOOKS_ABILITY)
@require_POST
def end_webhook_view(request: SignedInRequest, webhook_id: int) -> HttpResponse:
    """Tell this address nothing any more."""
    end_webhook(webhook_id=webhook_id, owner=request.user)
    messages.success(request, "Ended. Nothing is sent there any more.")
    return redirect("webhooks")


@require_ability(WEBHOOKS_ABILITY)
@require_POST
def replay_delivery_view(request: SignedInRequest, delivery_id: int) -> HttpResponse:
    """Send one message again."""
    delivery = replay_delivery(delivery_id=delivery_id, owner=request.user)
    messages.success(request, "It is sent once more.")
    return redirect("webhook", delivery.webhook_id)
