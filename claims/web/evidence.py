"""Evidence of a draft: added and taken out, with the list of what is missing kept right."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from claims.refusals import NotThere, Refusal
from claims.selectors import claims
from claims.services import verdicts
from claims.web import review, said
from claims.web.access import PersonsRequest, needs
from claims.web.forms import EvidenceForm


@needs("verdicts.draft")
@require_POST
def new(request: PersonsRequest, claim_id: int) -> HttpResponse:
    """Add a piece of evidence; what is wrong with it is said in its form, which keeps its words."""
    form = EvidenceForm(request.POST)
    if not form.is_valid():
        return _section(request, claim_id, form, status=422)
    try:
        verdicts.add_evidence(claim_id=claim_id, editor=request.user, **form.cleaned_data)
    except NotThere:
        raise
    except Refusal as refusal:
        form.add_error(None, refusal.detail)
        return _section(request, claim_id, form, status=refusal.status)
    return _section(request, claim_id, EvidenceForm()) if request.htmx else redirect("claim", claim_id)


@needs("verdicts.draft")
@require_POST
def delete(request: PersonsRequest, evidence_id: int) -> HttpResponse:
    """Take a piece of evidence out of the draft again."""
    claim = verdicts.remove_evidence(evidence_id=evidence_id, editor=request.user)
    if request.htmx:
        return _section(request, claim.pk, EvidenceForm(), undo=said.way_back(request.user, claim))
    said.decided(request, "Taken out of the draft.", claim)
    return redirect("claim", claim.pk)


def _section(
    request: PersonsRequest, claim_id: int, form: EvidenceForm, status: int = 200, undo: str = ""
) -> HttpResponse:
    """The list with its form, as a fragment; without HTMX the whole page with it. `undo` puts back what was removed."""
    if not request.htmx:
        page = review.screen(request.user, claim_id) | {"evidence_form": form}
        return render(request, "claims/detail.html", page, status=status)
    claim = claims.detail(claim_id)
    saved = claims.draft(claim)
    context = review.lease(request.user, claim) | {
        "verdict": saved,
        "evidence_form": form,
        "answer": True,
        "undo": undo,
    }
    if saved:
        context["wanted"] = verdicts.wanted(saved)
    return render(request, "verdicts/evidence.html", context, status=status)
