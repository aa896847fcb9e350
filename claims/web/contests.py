"""Objecting to a dismissal, from the article that one handed in or from the claim's page."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from claims import permissions
from claims.models import Contest
from claims.refusals import BadValue
from claims.services import contests as services
from claims.web.access import PersonsRequest, needs
from claims.web.forms import complaints
from claims.web.model_fields import model_field
from claims.web.query import number


class ObjectionForm(forms.Form):
    """Why a claim should not have been dismissed."""

    reason = model_field(Contest, "reason", required=False)


@needs("dismissals.appeal")
@require_POST
def contest(request: PersonsRequest, claim_id: int) -> HttpResponse:
    """Put an objection before the moderators, and lead back to where it came from."""
    form = ObjectionForm(request.POST)
    if not form.is_valid():
        raise BadValue(complaints(form))
    services.contest(claim_id=claim_id, by=request.user, reason=form.cleaned_data["reason"])
    messages.success(request, "Your objection is before the moderators. You will be told what became of it.")
    article = number(request, "article")
    if article:
        return redirect("article", article)
    return redirect("claim", claim_id) if permissions.allows(request.user, "claims.see") else redirect("articles")
