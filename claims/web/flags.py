"""What readers report about a verdict, and how moderators answer it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from claims.models import Flag, Publication, User
from claims.refusals import BadValue, Refusal
from claims.selectors import publications
from claims.services import moderation
from claims.web import access
from claims.web.access import PersonsRequest
from claims.web.forms import complaints
from claims.web.model_fields import model_field
from claims.web.readers import ReaderForm


class ReportForm(ReaderForm):
    """What is wrong, and where an answer may go."""

    reason = forms.ChoiceField(label="What is wrong?", choices=Flag.Reason.choices, widget=forms.RadioSelect)
    text = model_field(
        Flag,
        "text",
        label="What should we look at?",
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="An address or a document that shows it helps most.",
    )
    field_order = ("reason", "text", "email")

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields[
            "email"
        ].help_text = "Only the desk sees it: to ask you about this, and to tell you what became of it."


class ClosingForm(forms.Form):
    """What became of a report; which outcomes there are is for the service to say."""

    outcome = forms.CharField(max_length=20, required=False)
    note = model_field(Flag, "note")


@access.public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report_problem(request: HttpRequest, claim_id: int) -> HttpResponse:
    """Ask what is wrong with a verdict, and put it before the moderators."""
    publication = publications.newest(claim_id)
    form = ReportForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            _keep(request, publication, form)
        except Refusal as refusal:
            form.add_error(None, refusal.detail)
            return _ask(request, publication, form, refusal.status)
        return redirect("report_thanks", claim_id)
    return _ask(request, publication, form, 422 if form.errors else 200)


def _ask(request: HttpRequest, publication: Publication, form: ReportForm, status: int) -> HttpResponse:
    return render(request, "public/report.html", {"form": form, "publication": publication}, status=status)


def _keep(request: HttpRequest, publication: Publication, form: ReportForm) -> None:
    said = form.heard(request)
    if said is not None:
        reporter = request.user if isinstance(request.user, User) else None
        moderation.report(publication=publication, reporter=reporter, **said)


@access.public
@require_safe
def report_thanks(request: HttpRequest, claim_id: int) -> HttpResponse:
    """Say that the report has arrived, and what becomes of it."""
    return render(request, "public/report_thanks.html", {"publication": publications.newest(claim_id)})


@access.needs("reports.close")
@require_POST
def flag_close(request: PersonsRequest, flag_id: int) -> HttpResponse:
    """Answer a report; what is upheld leads on to correcting the verdict."""
    form = ClosingForm(request.POST)
    if not form.is_valid():
        raise BadValue(complaints(form))
    flag = moderation.close_flag(flag_id=flag_id, moderator=request.user, **form.cleaned_data)
    if flag.outcome == Flag.Outcome.UPHELD:
        messages.success(request, "Upheld. Now correct or withdraw the verdict.")
        return redirect("moderate", flag.publication.claim_id)
    messages.success(request, "Closed as not upheld.")
    return redirect("moderation")
