"""The page that shows what a removal takes away, and removes it."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from claims.models import Removal
from claims.selectors.removals import preview_removal
from claims.services.removals import remove_data
from claims.web.access import SignedInRequest, require_ability
from claims.web.model_fields import model_field

NEXT_PAGES = {"account": "users", "tip": "tips", "report": "moderation", "article": "articles", "claim": "queue"}
"""The page after a removal, by its kind."""


class RemovalForm(forms.Form):
    """Why something is removed."""

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
    form = RemovalForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        remove_data(kind=kind, subject=subject, by=request.user, **form.cleaned_data)
        messages.success(request, gettext("It is removed."))
        return redirect(NEXT_PAGES[kind])
    context = {"preview": preview, "form": form, "kind": kind, "subject": subject}
    return render(request, "account/removal.html", context, status=422 if form.errors else 200)
