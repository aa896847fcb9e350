"""The pages that show what a removal takes away, and remove it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from claims.models import Removal
from claims.refusals import BadValue
from claims.selectors.redactions import (
    MAX_PASSAGE_CHARACTERS,
    get_redactable_claim,
    list_redactable_languages,
    preview_passage,
)
from claims.selectors.removals import preview_removal
from claims.services.redactions import redact_passage
from claims.services.removals import remove_data
from claims.web.access import SignedInRequest, require_ability
from claims.web.model_fields import model_field

NEXT_PAGES = {
    "account": "users",
    "tip": "tips",
    "report": "moderation",
    "article": "articles",
    "claim": "queue",
    "file": "queue",
}
"""The page after a removal, by its kind."""
CONFIRMATION_INPUT = {"autocomplete": "off", "inputmode": "numeric"}


class RemovalForm(forms.Form):
    """Why something is removed; the number of what is removed, typed, confirms it."""

    def __init__(self, *args: Any, subject: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.subject = subject
        label = gettext("To confirm, type the number %(number)d") % {"number": subject}
        self.fields["confirmation"] = forms.CharField(label=label, widget=forms.TextInput(CONFIRMATION_INPUT))

    def clean_confirmation(self) -> None:
        """Refuse any other number."""
        if self.cleaned_data["confirmation"].strip() != str(self.subject):
            raise forms.ValidationError(gettext("This is another number."))

    reason = model_field(Removal, "reason", label=_("Reason"), widget=forms.RadioSelect)
    note = model_field(
        Removal,
        "note",
        label=_("Note"),
        required=False,
        help_text=_("For the history of the desk. Do not repeat what you remove."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


@require_ability("data.remove")
@require_http_methods(["GET", "HEAD", "POST"])
def removal_page(request: SignedInRequest, kind: str, subject: int) -> HttpResponse:
    """Show what goes and what stays; POST removes it."""
    preview = preview_removal(kind, subject)
    form = RemovalForm(request.POST if request.method == "POST" else None, subject=subject)
    if form.is_valid():
        reason, note = form.cleaned_data["reason"], form.cleaned_data["note"]
        remove_data(kind=kind, subject=subject, reason=reason, note=note, by=request.user)
        messages.success(request, gettext("It is removed."))
        return redirect(NEXT_PAGES[kind])
    context = {"preview": preview, "form": form, "kind": kind, "subject": subject}
    return render(request, "account/removal.html", context, status=422 if form.errors else 200)


class PassageForm(RemovalForm):
    """The words to take out of a published verdict."""

    passage = forms.CharField(
        label=_("Words"),
        max_length=MAX_PASSAGE_CHARACTERS,
        help_text=_("Copy them from the page. They go wherever they stand in the verdict, in all revisions."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    field_order = ("passage", "reason", "note", "confirmation")


@require_ability("data.remove")
@require_http_methods(["GET", "HEAD", "POST"])
def redaction_page(request: SignedInRequest, subject: int) -> HttpResponse:
    """Take words out of a published verdict; without a confirmation, POST shows what would change."""
    claim, preview = get_redactable_claim(subject), None
    form = PassageForm(request.POST if request.method == "POST" else None, subject=subject)
    if form.is_bound and (form.is_valid() or form.cleaned_data.get("passage")):
        try:
            preview = preview_passage(subject, form.cleaned_data["passage"])
        except BadValue as refusal:
            form.add_error("passage", refusal.detail)
    if preview and "preview" in request.POST:
        form.errors.clear()
    elif preview and form.is_valid():
        values = {name: form.cleaned_data[name] for name in ("passage", "reason", "note")}
        redact_passage(claim_id=subject, by=request.user, **values)
        messages.success(request, gettext("The words are removed."))
        return redirect("verdict", subject)
    context = {
        "preview": preview, "form": form, "claim": claim, "subject": subject,
        "languages": list_redactable_languages(subject),
    }  # fmt: skip
    return render(request, "account/redaction.html", context, status=422 if form.errors else 200)
