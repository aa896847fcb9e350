"""Moderators answer what readers report about a verdict. The readers' form is in `public.report_form`."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from claims.models import Report
from claims.refusals import BadValue
from claims.services.reports import close_report
from claims.web.access import SignedInRequest, require_ability
from claims.web.forms import form_errors_text
from claims.web.model_fields import model_field


class CloseReportForm(forms.Form):
    """The answer to a report. The service knows which outcomes there are."""

    outcome = forms.CharField(max_length=20, required=False)
    note = model_field(Report, "note")


@require_ability("reports.close")
@require_POST
def close_report_view(request: SignedInRequest, report_id: int) -> HttpResponse:
    """Answer a report. An accepted report leads to its verdict, which has to be corrected."""
    form = CloseReportForm(request.POST)
    if not form.is_valid():
        raise BadValue(form_errors_text(form))
    report = close_report(report_id=report_id, moderator=request.user, **form.cleaned_data)
    if report.outcome == Report.Outcome.UPHELD:
        messages.success(request, _("The reader is right. Correct or withdraw the verdict now."))
        return redirect("claim_moderation", report.publication.claim_id)
    messages.success(request, _("The verdict stands; the report is closed."))
    return redirect("moderation")
