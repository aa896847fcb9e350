"""The form with which readers send tips, and the page where a reader follows a tip."""

from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from claims.models import Tip, User
from claims.refusals import BadUrl, NotFound, Refusal
from claims.selectors.tips import find_answers, get_tip_by_key
from claims.services.query_vectors import get_query_vectors
from claims.services.tips import make_tip_key, submit_tip
from claims.web.access import public_view
from claims.web.model_fields import model_field
from claims.web.public.reader_forms import ReaderForm
from claims.web.refusals import with_waiting_time


class TipForm(ReaderForm):
    """What to check, where it appeared, and the email address for an answer."""

    text = model_field(
        Tip,
        "text",
        label=_("What should we check?"),
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Quote what you read or heard, and say who said it. Send one claim at a time."),
    )
    url = model_field(
        Tip,
        "url",
        form_class=forms.CharField,
        label=_("Where did you see it?"),
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "placeholder": "https://"}),
        help_text=_("Link to the page or post."),
    )
    field_order = ("text", "url", "email")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        days = settings.RETENTION_DAYS["tip_addresses"]
        self.fields["email"].help_text = ngettext(
            "We use it to tell you what we find. Only the desk’s moderators see it. "
            "We delete it %(days)d day after our last mail to you.",
            "We use it to tell you what we find. Only the desk’s moderators see it. "
            "We delete it %(days)d days after our last mail to you.",
            days,
        ) % {"days": days}


@public_view
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def tip_form_page(request: HttpRequest) -> HttpResponse:
    """Show the form; POST saves the tip and redirects to the page where its reader can follow it."""
    if request.method != "POST":
        text = request.GET.get("text", "")[: Tip.MAX_CHARACTERS].replace("\0", "")
        return render(request, "public/tip_form.html", {"form": TipForm(initial={"text": text})})
    form = TipForm(request.POST)
    if form.is_valid():
        try:
            return redirect("tip_status", _save_tip(request, form))
        except Refusal as refusal:
            form.add_error(_field_of_refusal(refusal), refusal.detail)
            return with_waiting_time(_form_response(request, form, refusal.status), refusal)
    return _form_response(request, form, 422)


def _form_response(request: HttpRequest, form: TipForm, status: int) -> HttpResponse:
    return render(request, "public/tip_form.html", {"form": form}, status=status)


def _save_tip(request: HttpRequest, form: TipForm) -> UUID:
    """Return the secret key of the tip; a bot gets a key that leads nowhere."""
    values = form.read_submission(request)
    if values is None:
        return make_tip_key()
    by = request.user if isinstance(request.user, User) else None
    return submit_tip(by=by, **values).key


def _field_of_refusal(refusal: Refusal) -> str | None:
    if isinstance(refusal, BadUrl):
        return "url"
    field = refusal.facts.get("field")
    return field if isinstance(field, str) else None


@public_view
@never_cache
@require_safe
def tip_status_page(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show the state of a tip, its verdict, or fact-checks that may answer it."""
    try:
        tip = get_tip_by_key(key)
    except NotFound:
        raise NotFound(gettext("There is no tip at this address.")) from None
    verdict = tip.claim.answer if tip.claim else None
    context = {
        "tip": tip,
        "verdict": verdict,
        "answers": [] if verdict else find_answers(tip.text, get_query_vectors(tip.text)),
        "address": settings.BASE_URL + reverse("tip_status", args=[tip.key]),
        "days": settings.RETENTION_DAYS["tip_addresses"],
    }
    response = render(request, "public/tip_status.html", context)
    response["Referrer-Policy"] = "no-referrer"  # the address is secret, and this page links to other sites
    return response
