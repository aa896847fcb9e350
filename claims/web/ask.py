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

from claims.models import Tip, TipNotice, User
from claims.refusals import BadUrl, NotFound, Refusal
from claims.selectors import tips as selectors
from claims.services import tips as services
from claims.web import access
from claims.web.model_fields import model_field
from claims.web.readers import ReaderForm


class AskForm(ReaderForm):
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
            f"{TipNotice.KEPT.days} days after our last mail to you."
        )


@access.public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Take a question in, and lead to the address at which its reader sees what becomes of it."""
    if request.method != "POST":
        words = request.GET.get("text", "")[: Tip.ROOM].replace("\0", "")
        return render(request, "public/ask.html", {"form": AskForm(initial={"text": words})})
    form = AskForm(request.POST)
    status = 422
    if form.is_valid():
        try:
            return redirect("asked", _kept(request, form))
        except Refusal as refusal:
            form.add_error(_field(refusal), refusal.detail)
            status = refusal.status
    return render(request, "public/ask.html", {"form": form}, status=status)


def _kept(request: HttpRequest, form: AskForm) -> UUID:
    """The secret part of the new address; what walked into the trap gets one that leads nowhere."""
    said = form.heard(request)
    if said is None:
        return uuid4()
    by = request.user if isinstance(request.user, User) else None
    return services.ask(by=by, **said).key


def _field(refusal: Refusal) -> str | None:
    if isinstance(refusal, BadUrl):
        return "url"
    field = refusal.facts.get("field")
    return field if isinstance(field, str) else None


@access.public
@never_cache
@require_safe
def asked(request: HttpRequest, key: UUID) -> HttpResponse:
    """Say that a question has arrived and what became of it, and show what may answer it already."""
    try:
        tip = selectors.kept(key)
    except NotFound:
        raise NotFound("No question is kept under this address.") from None
    verdict = tip.claim.publication if tip.claim else None
    context = {
        "tip": tip,
        "verdict": verdict,
        "answers": [] if verdict else selectors.answers(tip.text),
        "address": settings.BASE_URL + reverse("asked", args=[tip.key]),
        "days": TipNotice.KEPT.days,
    }
    answer = render(request, "public/asked.html", context)
    answer["Referrer-Policy"] = "no-referrer"  # the address is a secret, and this page links to other sites
    return answer
