"""Snapshots of the web pages behind the evidence: the preview in the evidence form, and the page of a snapshot."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_POST, require_safe

from claims.intake.quote_matching import QuoteSpan, match_quote, quote_spans
from claims.models import Evidence, Snapshot
from claims.refusals import BadUrl
from claims.selectors.claims import get_claim
from claims.selectors.evidence import find_quote_page, get_evidence, get_snapshot, list_snapshots
from claims.selectors.leases import holds_claim
from claims.selectors.revisits import find_evidence_revisit
from claims.selectors.source_independence import find_evidence_dependence
from claims.services.snapshots import request_snapshot
from claims.web.access import SignedInRequest, require_ability
from claims.web.desk.evidence_forms import EvidencePageForm
from claims.web.query_parameters import parse_number


@require_ability("verdicts.draft")
@require_POST
def snapshot_preview_view(request: SignedInRequest, claim_id: int) -> HttpResponse:
    """Show what is known about a web page while its evidence form is filled in. The form does not wait for it."""
    claim = get_claim(claim_id)
    context: dict[str, Any] = {"claim": claim}
    form = EvidencePageForm(request.POST)
    if form.is_valid() and form.cleaned_data["url"]:
        data = form.cleaned_data
        try:
            snapshot = request_snapshot(url=data["url"], by=request.user)
        except BadUrl as refusal:
            return render(request, "desk/evidence/page_preview.html", context | {"refusal": refusal})
        proposed = Evidence(url=data["url"], publisher=data["publisher"], snapshot=snapshot)
        check = match_quote(snapshot.text, data["quote"]) if snapshot.is_stored and data["quote"] else None
        context |= {
            "page": snapshot,
            "check": check,
            "quote_page": find_quote_page(snapshot, check) if check else None,
            "dependence": find_evidence_dependence(claim, proposed),
            "insist": data["insist"],
        }
    return render(request, "desk/evidence/page_preview.html", context)


@require_ability("claims.see")
@require_safe
def snapshot_page(request: SignedInRequest, evidence_id: int) -> HttpResponse:
    """Show the stored text with the quote marked, its hash, and the other snapshots of the same page."""
    item = get_evidence(evidence_id, text=True)
    copies = list_snapshots(item.snapshot.url) if item.snapshot else []
    snapshot_id = parse_number(request, "copy")
    snapshot = get_snapshot(item, snapshot_id) if snapshot_id else item.snapshot
    editable = item.verdict.is_draft and holds_claim(request.user, item.verdict.claim_id)
    context: dict[str, Any] = {"item": item, "page": snapshot, "copies": copies, "editable": editable}
    if snapshot and snapshot.is_stored:
        context |= _quote_context(item, snapshot) | {"revisit": find_evidence_revisit(snapshot)}
    return render(request, "desk/evidence/snapshot.html", context)


def _quote_context(item: Evidence, snapshot: Snapshot) -> dict[str, Any]:
    check = match_quote(snapshot.text, item.quote)
    marked = _mark_quote(snapshot.text, quote_spans(snapshot.text, check))
    return {"check": check, "quote_page": find_quote_page(snapshot, check), "marked": marked}


def _mark_quote(text: str, spans: list[QuoteSpan]) -> SafeString:
    """Return the unchanged text as HTML with the quote marked. The first mark has an id for links."""
    parts, position = list[str](), 0
    for start, end in spans:
        anchor = "" if position else ' id="quote"'
        parts += [escape(text[position:start]), f"<mark{anchor}>", escape(text[start:end]), "</mark>"]
        position = end
    return mark_safe("".join([*parts, escape(text[position:])]))  # noqa: S308 - every part is escaped
