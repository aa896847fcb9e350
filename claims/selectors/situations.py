"""Situations: the facts about claims that permissions need, loaded with one query per fact."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypedDict, Unpack

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet, prefetch_related_objects
from django.utils import timezone

from claims.models import Case, Claim, Lease, Verdict
from claims.permissions import Fact, Situation, Visitor, facts_needed, undo_facts
from claims.selectors.prepared import IsOneOf, Parameter
from claims.selectors.prepared_rows import IDS, PreparedRows


class Known(TypedDict, total=False):
    """Facts about a claim that the caller has already loaded; None means that there is none."""

    lease: Lease | None
    case: Case | None
    submitted: Verdict | None


Facts = dict[int, dict[str, Any]]


def _leases(user: Visitor, claims: Sequence[Claim]) -> Facts:
    """Look up the open lease of each claim, and the last ended one of this person."""
    facts: Facts = {}
    for lease in _LEASES.fetch([claim.pk for claim in claims], user.pk):
        facts.setdefault(lease.claim_id, {})["last_own_lease" if lease.ended else "lease"] = lease
    return facts


def _list_leases() -> QuerySet[Lease]:
    ended = ExpressionWrapper(Q(ended__isnull=False), output_field=BooleanField())
    rows = Lease.objects.filter(Q(ended__isnull=True) | Q(editor=Parameter(2, "bigint")), IsOneOf("claim_id", IDS))
    rows = rows.select_related("editor").annotate(is_over=ended).order_by("claim_id", "is_over", "-id")
    return rows.distinct("claim_id", "is_over")


_LEASES = PreparedRows(_list_leases)


def _cases(_user: Visitor, claims: Sequence[Claim]) -> Facts:
    """Look up the open case about each claim's verdict, with its holder."""
    rows = Case.objects.filter(closed__isnull=True, verdict__claim__in=claims)
    rows = rows.select_related("holder", "verdict").defer("verdict__justification")
    return {case.verdict.claim_id: {"case": case} for case in rows[: len(claims)] if case.verdict}


def _submitted(_user: Visitor, claims: Sequence[Claim]) -> Facts:
    """Look up the last submitted verdict of each claim."""
    rows = Verdict.objects.filter(claim__in=claims, submitted__isnull=False).defer("justification")
    return {row.claim_id: {"submitted": row} for row in rows.order_by("claim_id", "-revision").distinct("claim_id")}


def _publications(_user: Visitor, claims: Sequence[Claim]) -> Facts:
    prefetch_related_objects(claims, "publication")
    return {claim.pk: {"publication_kind": claim.publication.kind} for claim in claims if claim.publication}


LOADERS: dict[Fact, Callable[[Visitor, Sequence[Claim]], Facts]] = {
    Fact.LEASE: _leases,
    Fact.CASE: _cases,
    Fact.SUBMITTED: _submitted,
    Fact.PUBLICATION: _publications,
}
"""How each fact is loaded."""


def load_situations(user: Visitor, claims: Sequence[Claim], names: Iterable[str]) -> dict[int, Situation]:
    """Return the situation of each claim, by id, with the facts that decide about the moves `names`."""
    names, now = tuple(names), timezone.now()
    needed = {claim.pk: facts_needed(user, claim.status, names) for claim in claims}
    facts: Facts = {claim.pk: {} for claim in claims}
    for fact in frozenset[Fact]().union(*needed.values()):
        concerned = [claim for claim in claims if fact in needed[claim.pk]]
        for claim_id, values in LOADERS[fact](user, concerned).items():
            facts[claim_id] |= values
    return {claim.pk: Situation(claim, now, needed[claim.pk], **facts[claim.pk]) for claim in claims}


def load_situation(user: Visitor, claim: Claim, names: Iterable[str], **known: Unpack[Known]) -> Situation:
    """Return the situation of one claim; what is `known` is not looked up again."""
    loaded = facts_needed(user, claim.status, names) | {Fact(name) for name in known}
    return _load_facts(user, claim, loaded, **known)


def load_undo_situation(user: Visitor, claim: Claim, verb: str) -> Situation:
    """Return the situation of a claim with the facts that decide whether a decision with this verb can be undone."""
    return _load_facts(user, claim, undo_facts(verb))


def _load_facts(user: Visitor, claim: Claim, loaded: frozenset[Fact], **known: Unpack[Known]) -> Situation:
    facts: dict[str, Any] = {**known}
    for fact in loaded - {Fact(name) for name in known}:
        facts |= LOADERS[fact](user, [claim]).get(claim.pk, {})
    return Situation(claim, timezone.now(), loaded, **facts)


def situation_of_case(case: Case, verdict: Verdict) -> Situation:
    """Return the situation of the claim whose submitted verdict an open case is about; nothing is looked up."""
    loaded = frozenset({Fact.CASE, Fact.SUBMITTED})
    return Situation(verdict.claim, timezone.now(), loaded, case=case, submitted=verdict)
