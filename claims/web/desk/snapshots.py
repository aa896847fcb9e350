"""Pages that evidence rests on: what is known of one while its address is typed, and the copy that the desk keeps."""

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
from claims.selectors.evidence import get_evidence, get_snapshot, list_snapshots
from claims.selectors.leases import holds_claim
from claims.selectors.source_independence import find_evidence_dependence
from claims.services.snapshots import request_snapshot
from claims.web.access import SignedInRequest, require_ability
from claims.web.forms import EvidencePageForm
from claims.web.query_parameters import parse_number


@require_ability("verdicts.draft")
@require_POST
def snapshot_preview_view(request: SignedInRequest, claim_id: int) -> HttpResponse:
    """What is known of a page before it becomes evidence: asked for by its form, which adds without waiting for it."""
    claim = get_claim(claim_id)
    context: dict[str, Any] = {"claim": claim}
    form = EvidencePageForm(request.POST)
    if form.is_valid() and form.cleaned_data["url"]:
        given = form.cleaned_data
        try:
            page = request_snapshot(url=given["url"], by=request.user)
        except BadUrl as refusal:
            return render(request, "desk/evidence/page_preview.html", context | {"refusal": refusal})
        proposed = Evidence(url=given["url"], publisher=given["publisher"], snapshot=page)
        context |= {
            "page": page,
            "check": match_quote(page.text, given["quote"]) if page.is_stored and given["quote"] else None,
            "dependence": find_evidence_dependence(claim, proposed),
            "insist": given["insist"],
        }
    return render(request, "desk/evidence/page_preview.html", context)


@require_ability("claims.see")
@require_safe
def snapshot_page(request: SignedInRequest, evidence_id: int) -> HttpResponse:
    """The kept copy with the quoted words marked, its hash, and the other copies of the same page."""
    item = get_evidence(evidence_id, text=True)
    copies = list_snapshots(item.snapshot.url) if item.snapshot else []
    chosen = parse_number(request, "copy")
    page = get_snapshot(item, chosen) if chosen else item.snapshot
    mine = item.verdict.is_draft and holds_claim(request.user, item.verdict.claim_id)
    context: dict[str, Any] = {"item": item, "page": page, "copies": copies, "editable": mine}
    if page and page.is_stored:
        context |= _quote_context(item, page)
    return render(request, "desk/evidence/snapshot.html", context)


def _quote_context(item: Evidence, page: Snapshot) -> dict[str, Any]:
    found = match_quote(page.text, item.quote)
    return {"check": found, "marked": _mark_quote(page.text, quote_spans(page.text, found))}


def _mark_quote(text: str, places: list[QuoteSpan]) -> SafeString:
    """The text to the letter, the quoted words in marks; the first can be linked to."""
    out, done = list[str](), 0
    for start, end in places:
        name = "" if done else ' id="quote"'
        out += [escape(text[done:start]), f"<mark{name}>", escape(text[start:end]), "</mark>"]
        done = end
    return mark_safe("".join([*out, escape(text[done:])]))  # noqa: S308 - every part is escaped
