"""The rooms of a person: where their notifications go besides the desk and mail."""

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from claims.models import User, Webhook
from claims.permissions import list_notification_events
from claims.refusals import Refusal
from claims.room_formats import ROOM_FORMATS
from claims.selectors.webhooks import list_webhooks
from claims.services.webhooks import create_webhook
from claims.web.access import SignedInRequest, require_ability
from claims.web.model_fields import model_field
from claims.web.refusals import add_refusal


class RoomForm(forms.Form):
    """The address of a room, and the notifications that go there."""

    url = model_field(
        Webhook,
        "url",
        form_class=forms.CharField,
        label=_("URL"),
        help_text=_("The URL of the incoming webhook of the room. It is stored encrypted and not shown again."),
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "placeholder": "https://"}),
    )
    format = forms.ChoiceField(label=_("Receiver"), choices=[(row.code, row.label) for row in ROOM_FORMATS.values()])
    events = forms.MultipleChoiceField(label=_("Notifications"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, owner: User, *args: Any, **options: Any) -> None:
        """Offer the notifications that the owner may receive."""
        super().__init__(*args, **options)
        events = cast("forms.MultipleChoiceField", self.fields["events"])
        events.choices = [(row.name, row.label) for row in list_notification_events(owner)]

    @classmethod
    def from_webhook(cls, owner: User, webhook: Webhook) -> "RoomForm":
        """Return the form filled with the settings of a room, whose format stays."""
        form = cls(owner, initial={"url": webhook.url, "events": webhook.events})
        form.fields.pop("format")
        return form

    def service_arguments(self) -> dict[str, Any]:
        """Return the settings as the services take them."""
        return dict(self.cleaned_data)


@require_ability("webhooks.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def rooms_page(request: SignedInRequest) -> HttpResponse:
    """List the rooms of a person; POST adds one."""
    if request.method != "POST":
        return _rooms_response(request, RoomForm(request.user))
    form = RoomForm(request.user, request.POST)
    if not form.is_valid():
        return _rooms_response(request, form, 422)
    try:
        room, _secret = create_webhook(owner=request.user, **form.service_arguments())
    except Refusal as refusal:
        add_refusal(form, refusal, otherwise="url")
        return _rooms_response(request, form, refusal.status)
    messages.success(request, gettext("Room added. Send a test to see whether it arrives."))
    return redirect("webhook", room.pk)


def _rooms_response(request: SignedInRequest, form: RoomForm, status: int = 200) -> HttpResponse:
    rooms = [row for row in list_webhooks(request.user) if row.is_personal]
    return render(request, "account/notifications/rooms.html", {"rooms": rooms, "form": form}, status=status)
