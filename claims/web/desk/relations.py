"""The section “Related claims” of a claim's page, and the editor's judgement of each relation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from claims.comparison_reasons import reason_text
from claims.models import Claim, ClaimRelation, Event
from claims.nlp.comparison import REASONS_FOR
from claims.refusals import NotFound
from claims.relation_kinds import FAMILY_KINDS, RELATION_KINDS
from claims.selectors.claims import get_claim_row
from claims.selectors.relations import RelatedClaim, get_relation, list_related_claims
from claims.services.relations import confirm_relation, reject_relation, reopen_relation
from claims.web.access import SignedInRequest, require_ability
from claims.web.flash_messages import add_decision_message, undo_url
from claims.workflow import MOVES

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

State = ClaimRelation.State
JUDGE_BY_NAME: dict[str, tuple[Callable[..., Event | None], StrOrPromise]] = {
    "confirm": (confirm_relation, _("The relation between the claims is confirmed.")),
    "reject": (reject_relation, _("Rejected: the claims are not related.")),
    "reopen": (reopen_relation, _("The relation is open again.")),
}
"""The service and the message of each judgement, by its name in the URL."""


@dataclass(frozen=True, slots=True)
class RelationView:
    """A related claim. Keyboard shortcuts act on the first relation that awaits a judgement.

    A claim that was said again offers to be filed under the checked one.
    """

    related: RelatedClaim
    reasons_for: list[str]
    reasons_against: list[str]
    has_keys: bool = False
    offers_filing: bool = False


def relation_section(claim: Claim) -> dict[str, Any]:
    """Return the context of the section: suggested and confirmed relations, and separately the rejected ones."""
    rows = list_related_claims(claim)
    first = next((row for row in rows if row.relation.state == State.SUGGESTED), None)
    views = [_build_view(row, has_keys=row is first) for row in rows]
    rejected = [view for view in views if view.related.relation.state == State.REJECTED]
    return {
        "relations": [view for view in views if view not in rejected],
        "rejected_relations": rejected,
        "relation_kinds": RELATION_KINDS.values(),
    }


def _build_view(row: RelatedClaim, *, has_keys: bool) -> RelationView:
    agreeing = [reason_text(reason) for reason in row.reasons if reason.code in REASONS_FOR]
    differing = [reason_text(reason) for reason in row.reasons if reason.code not in REASONS_FOR]
    return RelationView(row, agreeing, differing, has_keys=has_keys, offers_filing=_offers_filing(row))


def _offers_filing(row: RelatedClaim) -> bool:
    """Whether the claim can be filed under the other, which says the same and has a verdict."""
    is_same = row.relation.state != State.REJECTED and row.kind.code in FAMILY_KINDS
    is_open = row.claim.status in MOVES["dismiss"].sources and row.claim.publication_id is None
    verdict = row.other.publication
    return is_same and is_open and verdict is not None and not verdict.is_gone


@require_ability("relations.judge")
@require_POST
def judge_relation_view(request: SignedInRequest, claim_id: int, relation_id: int, name: str) -> HttpResponse:
    """Confirm, reject or reopen a relation of a claim, and render the section."""
    if name not in JUDGE_BY_NAME:
        raise NotFound
    relation, claim = get_relation(relation_id), get_claim_row(claim_id)
    if claim.pk not in (relation.claim_id, relation.other_id):
        raise NotFound
    judge, message = JUDGE_BY_NAME[name]
    event = judge(relation_id=relation_id, editor=request.user, **_chosen_kind(request, relation, claim, name))
    if not request.htmx:
        add_decision_message(request, message, event)
        return redirect(f"{reverse('claim', args=[claim.pk])}#relations")
    context = relation_section(claim) | {"claim": claim, "message": message, "undo": undo_url(request.user, event)}
    return render(request, "desk/claims/relations.html", context)


def _chosen_kind(request: SignedInRequest, relation: ClaimRelation, claim: Claim, name: str) -> dict[str, str]:
    """Return the kind that the editor chose, as what the newer of the two claims is to the older."""
    kind = request.POST.get("kind", "")
    if name != "confirm" or not kind:
        return {}
    row = RELATION_KINDS.get(kind)
    return {"kind": row.inverse if row and claim.pk != relation.claim_id else kind}
