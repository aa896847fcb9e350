"""Evidence of a draft: added, changed, taken out and put back, with the list of what is missing kept right."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import reswap, retarget

from claims.models import Evidence
from claims.refusals import Refusal
from claims.selectors import claims
from claims.selectors import evidence as selectors
from claims.selectors.leases import holds_claim
from claims.services import evidence
from claims.services.requirements import check_submission, find_advice
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
        evidence.add(claim_id=claim_id, editor=request.user, **form.cleaned_data)
    except Refusal as refusal:
        form.refuse(refusal)
        return _section(request, claim_id, form, status=refusal.status)
    return _section(request, claim_id, EvidenceForm()) if request.htmx else redirect("claim", claim_id)


@needs("verdicts.draft")
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: PersonsRequest, evidence_id: int) -> HttpResponse:
    """Change a piece of evidence in its place in the list, or without HTMX on a page of its own."""
    item = selectors.detail(evidence_id)
    if request.method != "POST":
        return _editing(request, item, EvidenceForm.of(item))
    form = EvidenceForm(request.POST, auto_id=EvidenceForm.ids(item))
    if not form.is_valid():
        return _editing(request, item, form, status=422)
    try:
        evidence.change(evidence_id=evidence_id, editor=request.user, **form.cleaned_data)
    except Refusal as refusal:
        form.refuse(refusal)
        return _editing(request, item, form, status=refusal.status)
    claim_id = item.verdict.claim_id
    return _section(request, claim_id, EvidenceForm()) if request.htmx else redirect("claim", claim_id)


@needs("verdicts.draft")
@require_POST
def delete(request: PersonsRequest, evidence_id: int) -> HttpResponse:
    """Take a piece of evidence out of the draft again, and offer to put it back."""
    event = evidence.remove(evidence_id=evidence_id, editor=request.user)
    claim = claims.detail(event.claim_id or 0)
    if request.htmx:
        return _section(request, claim.pk, EvidenceForm(), undo=said.undo_url(request.user, event))
    said.decided(request, gettext("The evidence is removed from the draft."), event)
    return redirect("claim", claim.pk)


@needs("verdicts.draft")
@require_POST
def fetch(request: PersonsRequest, evidence_id: int) -> HttpResponse:
    """Have the page of a piece of evidence fetched once more."""
    evidence.fetch_again(evidence_id=evidence_id, editor=request.user)
    item = selectors.detail(evidence_id)
    return _item(request, item) if request.htmx else redirect("evidence_snapshot", evidence_id)


@needs("claims.see")
@require_safe
def item(request: PersonsRequest, evidence_id: int) -> HttpResponse:
    """One piece of evidence as it is now: what the list asks for while a page is being fetched."""
    found = selectors.detail(evidence_id)
    return _item(request, found) if request.htmx else redirect("claim", found.verdict.claim_id)


def _item(request: PersonsRequest, item: Evidence) -> HttpResponse:
    mine = item.verdict.is_draft and holds_claim(request.user, item.verdict.claim_id)
    return render(request, "components/evidence_item.html", {"item": item, "editable": mine})


def _editing(request: PersonsRequest, item: Evidence, form: EvidenceForm, status: int = 200) -> HttpResponse:
    context = {"item": item, "form": form, "claim": item.verdict.claim}
    if not request.htmx:
        return render(request, "verdicts/evidence_page.html", context, status=status)
    answer = render(request, "verdicts/evidence_edit.html", context, status=status)
    return reswap(retarget(answer, f"#evidence-{item.pk}"), "outerHTML")


def _section(
    request: PersonsRequest, claim_id: int, form: EvidenceForm, status: int = 200, undo: str = ""
) -> HttpResponse:
    """The list with its form, as a fragment; without HTMX the whole page with it. `undo` puts back what was removed."""
    if not request.htmx:
        page = review.screen(request.user, claim_id) | {"evidence_form": form}
        return render(request, "claims/detail.html", page, status=status)
    claim = claims.detail(claim_id)
    saved = claims.draft(claim)
    context: dict[str, Any] = review.lease(request.user, claim) | {"verdict": saved, "answer": True}
    context |= {"evidence_form": form, "undo": undo}
    if saved:
        context |= {"requirements": check_submission(saved), "advice": find_advice(saved)}
    return render(request, "verdicts/evidence.html", context, status=status)
