"""Evidence of a draft: added, changed, taken out and put back, with the list of what is missing kept right."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import reswap, retarget

from claims.models import Evidence
from claims.refusals import Refusal
from claims.selectors.claims import find_draft, get_claim
from claims.selectors.evidence import get_evidence
from claims.selectors.leases import holds_claim
from claims.services.evidence import add_evidence, change_evidence, refetch_evidence_page, remove_evidence
from claims.services.requirements import check_submission, find_advice
from claims.web.access import SignedInRequest, require_ability
from claims.web.desk.claim_screen import claim_screen_context, lease_context
from claims.web.flash_messages import add_decision_message, undo_url
from claims.web.forms import EvidenceForm


@require_ability("verdicts.draft")
@require_POST
def add_evidence_view(request: SignedInRequest, claim_id: int) -> HttpResponse:
    """Add a piece of evidence; what is wrong with it is said in its form, which keeps its words."""
    form = EvidenceForm(request.POST)
    if not form.is_valid():
        return _section_response(request, claim_id, form, status=422)
    try:
        add_evidence(claim_id=claim_id, editor=request.user, **form.cleaned_data)
    except Refusal as refusal:
        form.add_refusal(refusal)
        return _section_response(request, claim_id, form, status=refusal.status)
    return _section_response(request, claim_id, EvidenceForm()) if request.htmx else redirect("claim", claim_id)


@require_ability("verdicts.draft")
@require_http_methods(["GET", "HEAD", "POST"])
def edit_evidence_view(request: SignedInRequest, evidence_id: int) -> HttpResponse:
    """Change a piece of evidence in its place in the list, or without HTMX on a page of its own."""
    item = get_evidence(evidence_id)
    if request.method != "POST":
        return _edit_response(request, item, EvidenceForm.from_evidence(item))
    form = EvidenceForm(request.POST, auto_id=EvidenceForm.field_ids(item))
    if not form.is_valid():
        return _edit_response(request, item, form, status=422)
    try:
        change_evidence(evidence_id=evidence_id, editor=request.user, **form.cleaned_data)
    except Refusal as refusal:
        form.add_refusal(refusal)
        return _edit_response(request, item, form, status=refusal.status)
    claim_id = item.verdict.claim_id
    return _section_response(request, claim_id, EvidenceForm()) if request.htmx else redirect("claim", claim_id)


@require_ability("verdicts.draft")
@require_POST
def delete_evidence_view(request: SignedInRequest, evidence_id: int) -> HttpResponse:
    """Take a piece of evidence out of the draft again, and offer to put it back."""
    event = remove_evidence(evidence_id=evidence_id, editor=request.user)
    claim = get_claim(event.claim_id or 0)
    if request.htmx:
        return _section_response(request, claim.pk, EvidenceForm(), undo=undo_url(request.user, event))
    add_decision_message(request, gettext("The evidence is removed from the draft."), event)
    return redirect("claim", claim.pk)


@require_ability("verdicts.draft")
@require_POST
def refetch_evidence_view(request: SignedInRequest, evidence_id: int) -> HttpResponse:
    """Have the page of a piece of evidence fetched once more."""
    refetch_evidence_page(evidence_id=evidence_id, editor=request.user)
    item = get_evidence(evidence_id)
    return _item_response(request, item) if request.htmx else redirect("evidence_snapshot", evidence_id)


@require_ability("claims.see")
@require_safe
def evidence_item_view(request: SignedInRequest, evidence_id: int) -> HttpResponse:
    """One piece of evidence as it is now: what the list asks for while a page is being fetched."""
    found = get_evidence(evidence_id)
    return _item_response(request, found) if request.htmx else redirect("claim", found.verdict.claim_id)


def _item_response(request: SignedInRequest, item: Evidence) -> HttpResponse:
    mine = item.verdict.is_draft and holds_claim(request.user, item.verdict.claim_id)
    return render(request, "components/evidence_item.html", {"item": item, "editable": mine})


def _edit_response(request: SignedInRequest, item: Evidence, form: EvidenceForm, status: int = 200) -> HttpResponse:
    context = {"item": item, "form": form, "claim": item.verdict.claim}
    if not request.htmx:
        return render(request, "desk/evidence/edit_page.html", context, status=status)
    answer = render(request, "desk/evidence/edit.html", context, status=status)
    return reswap(retarget(answer, f"#evidence-{item.pk}"), "outerHTML")


def _section_response(
    request: SignedInRequest, claim_id: int, form: EvidenceForm, status: int = 200, undo: str = ""
) -> HttpResponse:
    """The list with its form, as a fragment; without HTMX the whole page with it. `undo` puts back what was removed."""
    if not request.htmx:
        page = claim_screen_context(request.user, claim_id) | {"evidence_form": form}
        return render(request, "desk/claims/detail.html", page, status=status)
    claim = get_claim(claim_id)
    saved = find_draft(claim)
    context: dict[str, Any] = lease_context(request.user, claim) | {"verdict": saved, "answer": True}
    context |= {"evidence_form": form, "undo": undo}
    if saved:
        context |= {"requirements": check_submission(saved), "advice": find_advice(saved)}
    return render(request, "desk/evidence/section.html", context, status=status)
