"""What readers report about a verdict, and how moderators answer it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from claims.models import Publication, Report, User
from claims.refusals import BadValue, Refusal
from claims.selectors.publications import get_newest_publication
from claims.services.reports import close_report, report_problem
from claims.web.access import SignedInRequest, public_view, require_ability
from claims.web.forms import form_errors_text
from claims.web.model_fields import model_field
from claims.web.public.reader_forms import ReaderForm


class ReportForm(ReaderForm):
    """What is wrong, and where an answer may go."""

    reason = forms.ChoiceField(label="What is wrong?", choices=Report.Reason.choices, widget=forms.RadioSelect)
    text = model_field(
        Report,
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


class CloseReportForm(forms.Form):
    """What became of a report; which outcomes there are is for the service to say."""

    outcome = forms.CharField(max_length=20, required=False)
    note = model_field(Report, "note")


@public_view
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report_page(request: HttpRequest, claim_id: int) -> HttpResponse:
    """Ask what is wrong with a verdict, and put it before the moderators."""
    publication = get_newest_publication(claim_id)
    form = ReportForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            _save_report(request, publication, form)
        except Refusal as refusal:
            form.add_error(None, refusal.detail)
            return _form_page(request, publication, form, refusal.status)
        return redirect("report_received", claim_id)
    return _form_page(request, publication, form, 422 if form.errors else 200)


def _form_page(request: HttpRequest, publication: Publication, form: ReportForm, status: int) -> HttpResponse:
    return render(request, "public/report_form.html", {"form": form, "publication": publication}, status=status)


def _save_report(request: HttpRequest, publication: Publication, form: ReportForm) -> None:
    said = form.read_or_trap(request)
    if said is not None:
        reporter = request.user if isinstance(request.user, User) else None
        report_problem(publication=publication, reporter=reporter, **said)


@public_view
@require_safe
def report_received_page(request: HttpRequest, claim_id: int) -> HttpResponse:
    """Say that the report has arrived, and what becomes of it."""
    return render(request, "public/report_received.html", {"publication": get_newest_publication(claim_id)})


@require_ability("reports.close")
@require_POST
def close_report_view(request: SignedInRequest, report_id: int) -> HttpResponse:
    """Answer a report; what is upheld leads on to correcting the verdict."""
    form = CloseReportForm(request.POST)
    if not form.is_valid():
        raise BadValue(form_errors_text(form))
    report = close_report(report_id=report_id, moderator=request.user, **form.cleaned_data)
    if report.outcome == Report.Outcome.UPHELD:
        messages.success(request, "Upheld. Now correct or withdraw the verdict.")
        return redirect("claim_moderation", report.publication.claim_id)
    messages.success(request, "Closed as not upheld.")
    return redirect("moderation")
