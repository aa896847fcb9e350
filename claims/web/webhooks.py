"""Webhooks in the browser: one's own, what each was sent, and the secret that is shown once."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from claims.models import Delivery, Topic, Webhook
from claims.models.webhook import EVENTS
from claims.ratings import RATINGS
from claims.refusals import Refusal
from claims.selectors import webhooks as selectors
from claims.selectors.paging import page_of
from claims.services import deliveries, webhooks
from claims.web.access import PersonsRequest, needs
from claims.web.model_fields import model_field
from claims.web.query import page_from

ABILITY = "webhooks.manage"
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
        choices=[(row.name, row.label) for row in EVENTS.values()],
        widget=forms.CheckboxSelectMultiple,
        initial=list(EVENTS),
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
    def of(cls, webhook: Webhook) -> "WebhookForm":
        """The form as the webhook is."""
        return cls(initial={name: getattr(webhook, name) for name in cls.base_fields})

    def said(self) -> dict[str, Any]:
        """What the service takes."""
        given = dict(self.cleaned_data)
        topic = given.pop("topic")
        return {"told_of": given.pop("events"), "topic_id": topic.pk if topic else None, **given}


@needs(ABILITY)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def listed(request: PersonsRequest) -> HttpResponse:
    """One's own webhooks; POST makes one, and its answer is the only page that shows the secret."""
    if request.method != "POST":
        return _list(request, WebhookForm())
    form = WebhookForm(request.POST)
    if not form.is_valid():
        return _list(request, form, 422)
    try:
        webhook, secret = webhooks.create(owner=request.user, **form.said())
    except Refusal as refusal:
        form.add_error(_field(form, refusal), refusal.detail)
        return _list(request, form, refusal.status)
    return render(request, "webhooks/secret.html", {"webhook": webhook, "secret": secret}, status=201)


def _field(form: WebhookForm, refusal: Refusal) -> str | None:
    """The field that a refusal is about; what is wrong with an address names none."""
    name = str(refusal.facts.get("field", "url"))
    return name if name in form.fields else None


def _list(request: PersonsRequest, form: WebhookForm, status: int = 200) -> HttpResponse:
    context = {"webhooks": selectors.of_user(request.user), "form": form}
    return render(request, "webhooks/list.html", context, status=status)


@needs(ABILITY)
@require_http_methods(["GET", "HEAD", "POST"])
def detail(request: PersonsRequest, webhook_id: int) -> HttpResponse:
    """One webhook with the log of what it was sent; POST changes it."""
    webhook = selectors.detail(webhook_id, request.user)
    if request.method != "POST":
        return _page(request, webhook, WebhookForm.of(webhook))
    form = WebhookForm(request.POST)
    if not form.is_valid():
        return _page(request, webhook, form, 422)
    try:
        webhooks.change(webhook_id=webhook_id, owner=request.user, **form.said())
    except Refusal as refusal:
        form.add_error(_field(form, refusal), refusal.detail)
        return _page(request, webhook, form, refusal.status)
    messages.success(request, "Changed, for all that is still to be told.")
    return redirect("webhook", webhook_id)


def _page(request: PersonsRequest, webhook: Webhook, form: WebhookForm, status: int = 200) -> HttpResponse:
    page = page_from(request, selectors.deliveries(webhook), size=DELIVERIES_PER_PAGE)
    waiting = any(delivery.state == Delivery.State.WAITING for delivery in page.rows)
    context = {"webhook": webhook, "form": form, "page": page, "waiting": waiting and not webhook.pause}
    return render(request, "webhooks/detail.html", context, status=status)


@needs(ABILITY)
@require_safe
def sent(request: PersonsRequest, webhook_id: int) -> HttpResponse:
    """The newest of its log alone, as the open page asks while something waits."""
    webhook = selectors.detail(webhook_id, request.user)
    page = page_of(selectors.deliveries(webhook), size=DELIVERIES_PER_PAGE)
    waiting = any(delivery.state == Delivery.State.WAITING for delivery in page.rows)
    context = {"webhook": webhook, "page": page, "waiting": waiting and not webhook.pause}
    return render(request, "webhooks/sent.html", context)


@needs(ABILITY)
@never_cache
@require_POST
def rotate(request: PersonsRequest, webhook_id: int) -> HttpResponse:
    """A new secret; the answer is the only page that shows it."""
    webhook, secret = webhooks.rotate(webhook_id=webhook_id, owner=request.user)
    return render(request, "webhooks/secret.html", {"webhook": webhook, "secret": secret, "rotated": True})


@needs(ABILITY)
@require_POST
def pause(request: PersonsRequest, webhook_id: int) -> HttpResponse:
    """Send nothing for a while."""
    webhooks.pause(webhook_id=webhook_id, owner=request.user)
    messages.success(request, "Paused. What goes out meanwhile is kept for later.")
    return redirect("webhook", webhook_id)


@needs(ABILITY)
@require_POST
def resume(request: PersonsRequest, webhook_id: int) -> HttpResponse:
    """Send again what has waited."""
    webhooks.resume(webhook_id=webhook_id, owner=request.user)
    messages.success(request, "Resumed. What has waited is sent now, in order.")
    return redirect("webhook", webhook_id)


@needs(ABILITY)
@require_POST
def end(request: PersonsRequest, webhook_id: int) -> HttpResponse:
    """Tell this address nothing any more."""
    webhooks.end(webhook_id=webhook_id, owner=request.user)
    messages.success(request, "Ended. Nothing is sent there any more.")
    return redirect("webhooks")


@needs(ABILITY)
@require_POST
def replay(request: PersonsRequest, delivery_id: int) -> HttpResponse:
    """Send one message again."""
    delivery = deliveries.replay(delivery_id=delivery_id, owner=request.user)
    messages.success(request, "It is sent once more.")
    return redirect("webhook", delivery.webhook_id)
