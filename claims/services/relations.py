"""Relations between claims: suggested by the desk, confirmed or rejected by editors."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from claims.event_data import Verb
from claims.event_data.relations import (
    ComparedNumber,
    NumberPair,
    RelationJudged,
    RelationJudgement,
    RelationsSuggested,
    SuggestedRelation,
)
from claims.models import Claim, ClaimRelation, Event, User
from claims.models.claim import UNMATCHED_CLAIMS
from claims.nlp.reading import Quantity
from claims.permissions import demand
from claims.refusals import BadValue, require_found
from claims.relation_kinds import RELATION_KINDS
from claims.selectors.relations import FoundRelation, find_relations, list_relations
from claims.services.claims import lock_claim
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
    rows = Claim.objects.select_for_update(no_key=True, skip_locked=True, of=("self",))
    claim = rows.filter(UNMATCHED_CLAIMS, pk=claim_id).first()
    return _suggest_relations(claim) if claim else None


def _suggest_relations(claim: Claim) -> Event | None:
    found = {relation.other.pk: relation for relation in find_relations(claim)}
    removed = _delete_outdated(claim, found)
    known = {pk for row in list_relations(claim).values_list("claim", "other") for pk in row}
    new = [relation for pk, relation in found.items() if pk not in known]
    ClaimRelation.objects.bulk_create((_build(claim, relation) for relation in new), ignore_conflicts=True)
    if not new and not removed:
        return None
    data = RelationsSuggested(relations=[_describe(relation) for relation in new], removed=removed)
    return record_event(RELATIONS_SUGGESTED, actor=None, claim=claim, data=data)


def _delete_outdated(claim: Claim, found: dict[int, FoundRelation]) -> int:
    """Delete suggestions to older claims that are no longer found, or that are of another kind now."""
    suggested = claim.relations_to_older.filter(state=State.SUGGESTED)
    kinds = {pk: relation.kind for pk, relation in found.items()}
    outdated = [row.pk for row in suggested if kinds.get(row.other_id) != row.kind]
    return ClaimRelation.objects.filter(pk__in=outdated).delete()[0]


def _build(claim: Claim, found: FoundRelation) -> ClaimRelation:
    other, kind = found.other, found.kind
    if other.pk > claim.pk:
        claim, other, kind = other, claim, RELATION_KINDS[kind].inverse
    return ClaimRelation(claim=claim, other=other, kind=kind, score=found.score)


def _describe(found: FoundRelation) -> SuggestedRelation:
    numbers = [NumberPair(ours=_copy(ours), theirs=_copy(theirs)) for ours, theirs in found.numbers[:1]]
    return SuggestedRelation(claim=found.other.pk, kind=found.kind, numbers=numbers[0] if numbers else None)


def _copy(number: Quantity) -> ComparedNumber:
    return ComparedNumber(
        low=number.low, high=number.high, unit=number.unit, modifier=number.modifier, kind=number.kind,
        currency=number.currency,
    )  # fmt: skip


@transaction.atomic
def confirm_relation(*, relation_id: int, editor: User, kind: str = "") -> Event | None:
    """Confirm how two claims are related, as suggested or as `kind` says: what the older claim is to the newer one."""
    if kind and kind not in RELATION_KINDS:
        detail = gettext("“%(kind)s” is not a relation between claims.")
        raise BadValue(detail % {"kind": kind[:40]}, field="kind")
    return _set_state(relation_id, State.CONFIRMED, RELATION_CONFIRMED, editor, kind)


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
    relation.state, relation.kind = state, kind or relation.kind
    is_judged = state != State.SUGGESTED
    relation.judged_by, relation.judged_at = (editor, timezone.now()) if is_judged else (None, None)
    relation.save(update_fields=["state", "kind", "judged_by", "judged_at"])
    data = RelationJudged(relation=relation.pk, other=relation.other_id, kind=relation.kind, was=was)
    return record_event(verb, actor=editor, claim=relation.claim, data=data)


def _lock_relation(relation_id: int) -> ClaimRelation:
    rows = ClaimRelation.objects.select_related("claim", "other").select_for_update(no_key=True, of=("self",))
    return require_found(rows.filter(pk=relation_id).first())
