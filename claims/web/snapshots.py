"""Pages that evidence rests on: what is known of one while its address is typed, and the copy that the desk keeps."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_POST, require_safe

from claims.intake import quotes
from claims.intake.quotes import Span
from claims.models import Evidence, Snapshot
from claims.refusals import BadUrl
from claims.selectors import claims, independence
from claims.selectors import evidence as selectors
from claims.selectors.leases import holds_claim
from claims.services import snapshots
from claims.web.access import PersonsRequest, needs
from claims.web.forms import SourceForm
from claims.web.query import number


@needs("verdicts.draft")
@require_POST
def known(request: PersonsRequest, claim_id: int) -> HttpResponse:
    """What is known of a page before it becomes evidence: asked for by its form, which adds without waiting for it."""
    claim = claims.detail(claim_id)
    context: dict[str, Any] = {"claim": claim}
    form = SourceForm(request.POST)
    if form.is_valid() and form.cleaned_data["url"]:
        given = form.cleaned_data
        try:
            page = snapshots.ask(url=given["url"], by=request.user)
        except BadUrl as refusal:
            return render(request, "verdicts/known.html", context | {"refusal": refusal})
        proposed = Evidence(url=given["url"], publisher=given["publisher"], snapshot=page)
        context |= {
            "page": page,
            "check": quotes.look(page.text, given["quote"]) if page.is_kept and given["quote"] else None,
            "dependence": independence.of(claim, proposed),
            "insist": given["insist"],
        }
    return render(request, "verdicts/known.html", context)


@needs("claims.see")
@require_safe
def detail(request: PersonsRequest, evidence_id: int) -> HttpResponse:
    """The kept copy with the quoted words marked, its hash, and the other copies of the same page."""
    item = selectors.detail(evidence_id, text=True)
    copies = selectors.copies(item.snapshot.url) if item.snapshot else []
    chosen = number(request, "copy")
    page = selectors.copy(item, chosen) if chosen else item.snapshot
    mine = item.verdict.is_draft and holds_claim(request.user, item.verdict.claim_id)
    context: dict[str, Any] = {"item": item, "page": page, "copies": copies, "editable": mine}
    if page and page.is_kept:
        context |= _quoted(item, page)
    return render(request, "verdicts/snapshot.html", context)


def _quoted(item: Evidence, page: Snapshot) -> dict[str, Any]:
    found = quotes.look(page.text, item.quote)
    return {"check": found, "marked": _marked(page.text, quotes.spans(page.text, found))}


def _marked(text: str, places: list[Span]) -> SafeString:
    """The text to the letter, the quoted words in marks; the first can be linked to."""
    out, done = list[str](), 0
    for start, end in places:
        name = "" if done else ' id="quote"'
        out += [escape(text[done:start]), f"<mark{name}>", escape(text[start:end]), "</mark>"]
        done = end
    return mark_safe("".join([*out, escape(text[done:])]))  # noqa: S308 - every part is escaped
