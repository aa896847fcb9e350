"""Relations between claims: suggested by the desk, confirmed or rejected by editors."""

from collections.abc import Sequence
from dataclasses import replace

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from claims.event_data import Verb
from claims.event_data.relations import (
    RelationJudged,
    RelationJudgement,
    RelationsSuggested,
    SuggestedRelation,
)
from claims.models import Claim, ClaimRelation, Event, User
from claims.permissions import demand
from claims.refusals import BadValue, require_found
from claims.relation_kinds import RELATION_KINDS
from claims.selectors.relations import (
    FoundRelation,
    exchange_reason,
    find_relations,
    find_repetition,
    list_relations,
)
from claims.services.claims import lock_claim, lock_unmatched_claim
from claims.services.events import record_event
from claims.verbs.claims import RELATION_CONFIRMED, RELATION_REJECTED, RELATION_REOPENED, RELATIONS_SUGGESTED

State = ClaimRelation.State


@transaction.atomic
def suggest_relations_for_claim(*, claim_id: int) -> Event | None:
    """Suggest how a claim is related to similar ones; None if nothing changes. Safe to run twice.

    Relations that an editor has judged stay; suggestions that no longer hold are deleted.
    """
    return _suggest_relations(lock_claim(claim_id))


@transaction.atomic
def suggest_missing_relations(*, claim_id: int) -> Event | None:
    """Suggest relations of a claim that has not been compared, unless another worker compares it now."""
    claim = lock_unmatched_claim(claim_id)
    return _suggest_relations(claim) if claim else None


def _suggest_relations(claim: Claim) -> Event | None:
    found = {relation.other.pk: relation for relation in find_relations(claim)}
    removed = _delete_outdated(claim, found)
    known = {pk for row in list_relations(claim).values_list("claim", "other") for pk in row}
    new = [relation for pk, relation in found.items() if pk not in known]
    ClaimRelation.objects.bulk_create((_build(claim, relation) for relation in new), ignore_conflicts=True)
    if not new and not removed:
        return None
    data = replace(_describe_repetition(claim, new), removed=removed)
    return record_event(RELATIONS_SUGGESTED, actor=None, claim=claim, data=data)


def _describe_repetition(claim: Claim, new: Sequence[FoundRelation]) -> RelationsSuggested:
    """Return the new relations as event data, with what the claim says again."""
    relations = [SuggestedRelation(claim=row.other.pk, kind=row.kind) for row in new]
    repetition = find_repetition(claim, new)
    if repetition is None:
        return RelationsSuggested(relations=relations, removed=0)
    older, newer = sorted((claim.pk, repetition.by))
    relation = ClaimRelation.objects.filter(claim=newer, other=older).values_list("pk", flat=True).first()
    return RelationsSuggested(relations=relations, removed=0, checked=repetition.checked, relation=relation)


def _delete_outdated(claim: Claim, found: dict[int, FoundRelation]) -> int:
    """Delete suggestions to older claims that are no longer found, or that are of another kind now."""
    suggested = claim.relations_to_older.filter(state=State.SUGGESTED)
    kinds = {pk: relation.kind for pk, relation in found.items()}
    outdated = [row.pk for row in suggested if kinds.get(row.other_id) != row.kind]
    return ClaimRelation.objects.filter(pk__in=outdated).delete()[0]


def _build(claim: Claim, found: FoundRelation) -> ClaimRelation:
    reasons = [reason.to_json() for reason in found.reasons]
    if found.other.pk < claim.pk:
        return ClaimRelation(claim=claim, other=found.other, kind=found.kind, score=found.score, reasons=reasons)
    return ClaimRelation(
        claim=found.other,
        other=claim,
        kind=RELATION_KINDS[found.kind].inverse,
        score=found.score,
        reasons=[exchange_reason(reason) for reason in reasons],
    )


@transaction.atomic
def confirm_relation(*, relation_id: int, editor: User, kind: str = "") -> Event | None:
    """Confirm how two claims are related, as suggested or as `kind` says: what the newer claim is to the older one."""
    require_relation_kind(kind, field="kind")
    return _set_state(relation_id, State.CONFIRMED, RELATION_CONFIRMED, editor, kind)


def require_relation_kind(kind: str, *, field: str) -> None:
    """Raise `BadValue` if a kind, which may be empty, is unknown."""
    if kind and kind not in RELATION_KINDS:
        detail = gettext("“%(kind)s” is not a relation between claims.")
        raise BadValue(detail % {"kind": kind[:40]}, field=field)


@transaction.atomic
def reject_relation(*, relation_id: int, editor: User) -> Event | None:
    """Reject a relation between claims that have nothing to do with each other."""
    return _set_state(relation_id, State.REJECTED, RELATION_REJECTED, editor)


@transaction.atomic
def reopen_relation(*, relation_id: int, editor: User) -> Event | None:
    """Reverse a judgement: the relation is a suggestion again."""
    return _set_state(relation_id, State.SUGGESTED, RELATION_REOPENED, editor)


def _set_state(
    relation_id: int, state: ClaimRelation.State, verb: Verb[RelationJudged], editor: User, kind: str = ""
) -> Event | None:
    """Change the state. Returns None if the relation has it already."""
    demand(editor, "relations.judge")
    relation = _lock_relation(relation_id)
    if relation.state == state and kind in ("", relation.kind):
        return None
    was = RelationJudgement(
        state=str(relation.state), kind=relation.kind, by_id=relation.judged_by_id, at=relation.judged_at
    )
    relation.kind = kind or relation.kind
    relation.set_judgement(state, editor, timezone.now())
    relation.save(update_fields=["state", "kind", "judged_by", "judged_at"])
    data = RelationJudged(relation=relation.pk, other=relation.other_id, kind=relation.kind, was=was)
    return record_event(verb, actor=editor, claim=relation.claim, data=data)


def _lock_relation(relation_id: int) -> ClaimRelation:
    rows = ClaimRelation.objects.select_related("claim", "other").select_for_update(no_key=True, of=("self",))
    return require_found(rows.filter(pk=relation_id).first())
