"""Appeals against a dismissal, from the page of the article or the claim."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from claims.models import Appeal
from claims.permissions import allows
from claims.refusals import BadValue
from claims.services.appeals import appeal_dismissal
from claims.web.access import SignedInRequest, require_ability
from claims.web.forms import form_errors_text
from claims.web.model_fields import model_field
from claims.web.query_parameters import parse_number


class AppealForm(forms.Form):
    """Why a claim should not have been dismissed."""

    reason = model_field(Appeal, "reason", required=False)


@require_ability("dismissals.appeal")
@require_POST
def appeal_view(request: SignedInRequest, claim_id: int) -> HttpResponse:
    """Submit an appeal to the moderators, and return to the page that it came from."""
    form = AppealForm(request.POST)
    if not form.is_valid():
        raise BadValue(form_errors_text(form))
    appeal_dismissal(claim_id=claim_id, by=request.user, reason=form.cleaned_data["reason"])
    messages.success(request, _("Your appeal is submitted. You will be told what the moderators decide."))
    article = parse_number(request, "article")
    if article:
        return redirect("article", article)
    return redirect("claim", claim_id) if allows(request.user, "claims.see") else redirect("articles")
