"""The form with which readers report a problem in a verdict."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from claims.models import Publication, Report, User
from claims.refusals import Refusal
from claims.report_reasons import REPORT_REASONS
from claims.selectors.publications import get_newest_publication
from claims.services.reports import report_problem
from claims.web.access import public_view
from claims.web.model_fields import model_field
from claims.web.public.reader_forms import ReaderForm
from claims.web.refusals import with_waiting_time


class ReportForm(ReaderForm):
    """What is wrong with a verdict, and the email address for an answer."""

    reason = forms.ChoiceField(
        label=_("What is wrong?"), choices=list(REPORT_REASONS.items()), widget=forms.RadioSelect
    )
    text = model_field(
        Report,
        "text",
        label=_("What should we look at?"),
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("A link or a document that shows the problem helps most."),
    )
    field_order = ("reason", "text", "email")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].help_text = _(
            "Only the desk sees it. We use it for questions and to tell you the outcome."
        )


@public_view
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report_page(request: HttpRequest, claim_id: int) -> HttpResponse:
    """Show the form; POST saves the report and opens a case for the moderators."""
    publication = get_newest_publication(claim_id)
    form = ReportForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            _save_report(request, publication, form)
        except Refusal as refusal:
            form.add_error(None, refusal.detail)
            return with_waiting_time(_form_response(request, publication, form, refusal.status), refusal)
        return redirect("report_received", claim_id)
    return _form_response(request, publication, form, 422 if form.errors else 200)


def _form_response(request: HttpRequest, publication: Publication, form: ReportForm, status: int) -> HttpResponse:
    return render(request, "public/report_form.html", {"form": form, "publication": publication}, status=status)


def _save_report(request: HttpRequest, publication: Publication, form: ReportForm) -> None:
    values = form.read_submission(request)
    if values is not None:
        reporter = request.user if isinstance(request.user, User) else None
        report_problem(publication=publication, reporter=reporter, **values)


@public_view
@require_safe
def report_received_page(request: HttpRequest, claim_id: int) -> HttpResponse:
    """Confirm that a report has arrived."""
    return render(request, "public/report_received.html", {"publication": get_newest_publication(claim_id)})
