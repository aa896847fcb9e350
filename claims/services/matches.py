"""Matches: fact-checks that are suggested for a claim, and the judgement of editors on them."""

from django.db import transaction
from django.utils import timezone

from claims.event_data import Verb
from claims.event_data.claims import MatchesSuggested, MatchJudged, MatchJudgement
from claims.models import Claim, Event, Match, User
from claims.nlp.comparison import ComparedClaim, Relation
from claims.permissions import demand
from claims.refusals import require_found
from claims.selectors.compared_claims import describe_claims
from claims.selectors.fact_checks import FactCheckHit
from claims.selectors.match_comparison import compare_match, compare_with_fact_check
from claims.selectors.matches import find_nearest_fact_checks
from claims.services.claims import lock_claim, lock_unmatched_claim
from claims.services.events import record_event
from claims.services.relations import require_relation_kind
from claims.verbs.claims import MATCH_CONFIRMED, MATCH_REJECTED, MATCH_REOPENED, MATCH_SUGGESTED

SUGGEST_TASK = "claims.tasks.suggest_matches"
State = Match.State


@transaction.atomic
def suggest_matches_for_claim(*, claim_id: int) -> list[Match]:
    """Suggest the nearest fact-checks for a claim. Safe to run twice.

    Matches that an editor has judged stay; suggestions that are no longer among the nearest are deleted.
    """
    return _suggest_matches(lock_claim(claim_id))


@transaction.atomic
def suggest_missing_matches(*, claim_id: int) -> list[Match]:
    """Suggest matches for a claim that has not been compared, unless another worker compares it now."""
    claim = lock_unmatched_claim(claim_id)
    return _suggest_matches(claim) if claim else []


def _suggest_matches(claim: Claim) -> list[Match]:
    best = {hit.fact_check.pk: hit for hit in find_nearest_fact_checks(claim)}
    existing = {match.fact_check_id: match for match in claim.matches.all()}
    removed, _ = claim.matches.filter(state=State.SUGGESTED).exclude(fact_check__in=best).delete()
    ours = describe_claims([claim])[claim.pk]
    new = [_build_match(claim, ours, hit) for key, hit in best.items() if key not in existing]
    Match.objects.bulk_create(new)
    _update_suggestions(ours, [hit for key, hit in best.items() if key in existing], existing)
    Claim.objects.filter(pk=claim.pk).update(matched=timezone.now())
    if new or removed:
        data = MatchesSuggested(fact_checks=[match.fact_check_id for match in new], removed=removed)
        record_event(MATCH_SUGGESTED, actor=None, claim=claim, data=data)
    return new


def _update_suggestions(ours: ComparedClaim, hits: list[FactCheckHit], existing: dict[int, Match]) -> None:
    """Compare open suggestions anew: the words of the claim, or its vector, may be new."""
    for hit in hits:
        match = existing[hit.fact_check.pk]
        if match.state == State.SUGGESTED:
            found = _build_match(match.claim, ours, hit)
            match.score, match.relation, match.reasons = found.score, found.relation, found.reasons
            match.save(update_fields=["score", "relation", "reasons"])


def _build_match(claim: Claim, ours: ComparedClaim, hit: FactCheckHit) -> Match:
    found = compare_with_fact_check(ours, hit.fact_check, hit.cosine)
    reasons = [reason.to_json() for reason in found.reasons]
    return Match(
        claim=claim, fact_check=hit.fact_check, score=hit.score, relation=found.relation.value, reasons=reasons
    )


@transaction.atomic
def confirm_match(*, match_id: int, editor: User, relation: str = "") -> Event | None:
    """Confirm what the claim is to the fact-check: the `relation`, or the one that is suggested.

    Where none is suggested, the claim is confirmed to be the same.
    """
    require_relation_kind(relation, field="relation")
    return _set_match_state(match_id, State.CONFIRMED, MATCH_CONFIRMED, editor, relation)


@transaction.atomic
def reject_match(*, match_id: int, editor: User) -> Event | None:
    """Reject a fact-check that is about another claim."""
    return _set_match_state(match_id, State.REJECTED, MATCH_REJECTED, editor)


@transaction.atomic
def reopen_match(*, match_id: int, editor: User) -> Event | None:
    """Reverse a judgement: the match is a suggestion again."""
    return _set_match_state(match_id, State.SUGGESTED, MATCH_REOPENED, editor)


def _set_match_state(
    match_id: int, state: Match.State, verb: Verb[MatchJudged], editor: User, relation: str = ""
) -> Event | None:
    """Change the state and the relation. Returns None if the match has them already."""
    demand(editor, "matches.judge")
    match = _lock_match(match_id)
    chosen = _choose_relation(match, state, relation)
    if (match.state, match.relation) == (state, chosen):
        return None
    was = MatchJudgement(
        state=str(match.state), by_id=match.judged_by_id, at=match.judged_at, relation=str(match.relation)
    )
    match.relation = chosen
    match.set_judgement(state, editor, timezone.now())
    match.save(update_fields=["state", "relation", "judged_by", "judged_at"])
    fact_check = match.fact_check
    data = MatchJudged(match=match.pk, publisher=fact_check.publisher, url=fact_check.url, was=was, relation=chosen)
    return record_event(verb, actor=editor, claim=match.claim, data=data)


def _choose_relation(match: Match, state: Match.State, relation: str) -> str:
    """Return the relation of a match in a new state. An open match has the one that the desk suggests."""
    if state == State.SUGGESTED:
        return match.relation if match.state == state else compare_match(match).relation.value
    if state == State.REJECTED:
        return str(match.relation)
    suggested = Relation.SAME.value if match.relation == Relation.UNCLEAR else match.relation
    return relation or suggested


def _lock_match(match_id: int) -> Match:
    rows = Match.objects.select_related("claim", "fact_check").select_for_update(no_key=True, of=("self",))
    return require_found(rows.filter(pk=match_id).first())
