"""The evidence of a draft: add, edit, remove and refetch it. Each response updates the list of requirements."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import reswap, retarget

from claims.bounds import MAX_EVIDENCE_FILE_BYTES
from claims.models import Evidence
from claims.refusals import Refusal
from claims.selectors.claims import find_draft, get_claim
from claims.selectors.evidence import get_evidence
from claims.selectors.leases import holds_claim
from claims.services.evidence import add_evidence, change_evidence, refetch_evidence_page, remove_evidence
from claims.services.stored_files import store_file
from claims.web.access import SignedInRequest, require_ability
from claims.web.desk.claim_screen import claim_screen_context, draft_checks, lease_context
from claims.web.desk.evidence_forms import EvidenceForm
from claims.web.flash_messages import add_decision_message, undo_url


@require_ability("verdicts.draft")
@require_POST
def add_evidence_view(request: SignedInRequest, claim_id: int) -> HttpResponse:
    """Add a piece of evidence. Errors are shown in the form, which keeps its text."""
    form = _read_form(request)
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
    """Edit a piece of evidence within the list, or without HTMX on its own page."""
    item = get_evidence(evidence_id)
    if request.method != "POST":
        return _edit_response(request, item, EvidenceForm.from_evidence(item))
    form = _read_form(request, auto_id=EvidenceForm.field_ids(item))
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
    """Remove a piece of evidence from the draft, and offer to undo it."""
    event = remove_evidence(evidence_id=evidence_id, editor=request.user)
    claim = get_claim(event.claim_id or 0)
    if request.htmx:
        return _section_response(request, claim.pk, EvidenceForm(), undo=undo_url(request.user, event))
    add_decision_message(request, gettext("Evidence removed from the draft."), event)
    return redirect("claim", claim.pk)


@require_ability("verdicts.draft")
@require_POST
def refetch_evidence_view(request: SignedInRequest, evidence_id: int) -> HttpResponse:
    """Fetch the web page of a piece of evidence again."""
    refetch_evidence_page(evidence_id=evidence_id, editor=request.user)
    item = get_evidence(evidence_id)
    return _item_response(request, item) if request.htmx else redirect("evidence_snapshot", evidence_id)


@require_ability("claims.see")
@require_safe
def evidence_item_view(request: SignedInRequest, evidence_id: int) -> HttpResponse:
    """Render one piece of evidence. The list polls this while its page is being fetched."""
    item = get_evidence(evidence_id)
    return _item_response(request, item) if request.htmx else redirect("claim", item.verdict.claim_id)


def _read_form(request: SignedInRequest, **options: Any) -> EvidenceForm:
    """Return the form that was sent. Its file is stored first, so that it is not lost if another field is refused."""
    values, upload = request.POST.copy(), request.FILES.get("upload")
    if upload is None:
        return EvidenceForm(values, **options)
    try:
        values["file"] = store_file(data=upload.read(MAX_EVIDENCE_FILE_BYTES + 1), by=request.user).sha256
    except Refusal as refusal:
        form = EvidenceForm(values, **options)
        form.add_error("upload", refusal.detail)
        return form
    return EvidenceForm(values, **options)


def _item_response(request: SignedInRequest, item: Evidence) -> HttpResponse:
    editable = item.verdict.is_draft and holds_claim(request.user, item.verdict.claim_id)
    return render(request, "components/evidence_item.html", {"item": item, "editable": editable})


def _edit_response(request: SignedInRequest, item: Evidence, form: EvidenceForm, status: int = 200) -> HttpResponse:
    context = {"item": item, "form": form, "claim": item.verdict.claim}
    if not request.htmx:
        return render(request, "desk/evidence/edit_page.html", context, status=status)
    response = render(request, "desk/evidence/edit.html", context, status=status)
    return reswap(retarget(response, f"#evidence-{item.pk}"), "outerHTML")


def _section_response(
    request: SignedInRequest, claim_id: int, form: EvidenceForm, status: int = 200, undo: str = ""
) -> HttpResponse:
    """Render the list with its form, or without HTMX the whole page. `undo` is the URL that undoes a removal."""
    if not request.htmx:
        page = claim_screen_context(request.user, claim_id) | {"evidence_form": form}
        return render(request, "desk/claims/detail.html", page, status=status)
    claim = get_claim(claim_id)
    draft = find_draft(claim)
    context: dict[str, Any] = lease_context(request.user, claim) | {"verdict": draft, "answer": True}
    context |= {"evidence_form": form, "undo": undo}
    if draft:
        context |= draft_checks(draft)
    return render(request, "desk/evidence/section.html", context, status=status)
