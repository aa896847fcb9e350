"""Readers ask the desk to check something, and see at an address of their own what became of it."""

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from claims.models import Tip, TipNotification, User
from claims.refusals import BadUrl, NotFound, Refusal
from claims.selectors.tips import find_answers, get_tip_by_key
from claims.services.tips import submit_tip
from claims.web.access import public_view
from claims.web.model_fields import model_field
from claims.web.public.reader_forms import ReaderForm


class TipForm(ReaderForm):
    """What was said and where, and where an answer may go."""

    text = model_field(
        Tip,
        "text",
        label="What should we check?",
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="The words as you read or heard them, and who said them. One claim at a time works best.",
    )
    url = model_field(
        Tip,
        "url",
        form_class=forms.CharField,
        label="Where did you see it?",
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "placeholder": "https://"}),
        help_text="The address of a page or a post.",
    )
    field_order = ("text", "url", "email")

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["email"].help_text = (
            "To tell you what we find. Only the desk’s moderators see it, and it is erased "
            f"{TipNotification.EMAIL_LIFETIME.days} days after our last mail to you."
        )


@public_view
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def tip_form_page(request: HttpRequest) -> HttpResponse:
    """Take a question in, and lead to the address at which its reader sees what becomes of it."""
    if request.method != "POST":
        words = request.GET.get("text", "")[: Tip.MAX_CHARACTERS].replace("\0", "")
        return render(request, "public/tip_form.html", {"form": TipForm(initial={"text": words})})
    form = TipForm(request.POST)
    status = 422
    if form.is_valid():
        try:
            return redirect("tip_status", _save_tip(request, form))
        except Refusal as refusal:
            form.add_error(_field_of_refusal(refusal), refusal.detail)
            status = refusal.status
    return render(request, "public/tip_form.html", {"form": form}, status=status)


def _save_tip(request: HttpRequest, form: TipForm) -> UUID:
    """The secret part of the new address; what walked into the trap gets one that leads nowhere."""
    said = form.read_or_trap(request)
    if said is None:
        return uuid4()
    by = request.user if isinstance(request.user, User) else None
    return submit_tip(by=by, **said).key


def _field_of_refusal(refusal: Refusal) -> str | None:
    if isinstance(refusal, BadUrl):
        return "url"
    field = refusal.facts.get("field")
    return field if isinstance(field, str) else None


@public_view
@never_cache
@require_safe
def tip_status_page(request: HttpRequest, key: UUID) -> HttpResponse:
    """Say that a question has arrived and what became of it, and show what may answer it already."""
    try:
        tip = get_tip_by_key(key)
    except NotFound:
        raise NotFound("No question is kept under this address.") from None
    verdict = tip.claim.publication if tip.claim else None
    context = {
        "tip": tip,
        "verdict": verdict,
        "answers": [] if verdict else find_answers(tip.text),
        "address": settings.BASE_URL + reverse("tip_status", args=[tip.key]),
        "days": TipNotification.EMAIL_LIFETIME.days,
    }
    answer = render(request, "public/tip_status.html", context)
    answer["Referrer-Policy"] = "no-referrer"  # the address is a secret, and this page links to other sites
    return answer
