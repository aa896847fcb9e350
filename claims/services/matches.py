"""Matches: fact-checks that are suggested for a claim, and the judgement of editors on them."""

from django.db import transaction
from django.utils import timezone

from claims.event_data import Verb
from claims.event_data.claims import MatchesSuggested, MatchJudged, MatchJudgement
from claims.models import Claim, Event, Match, User
from claims.models.claim import UNMATCHED_CLAIMS
from claims.permissions import demand
from claims.refusals import require_found
from claims.selectors.fact_checks import FactCheckHit
from claims.selectors.matches import find_nearest_fact_checks
from claims.services.claims import lock_claim
from claims.services.events import record_event
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
    rows = Claim.objects.select_for_update(no_key=True, skip_locked=True, of=("self",))
    claim = rows.filter(UNMATCHED_CLAIMS, pk=claim_id).first()
    return _suggest_matches(claim) if claim else []


def _suggest_matches(claim: Claim) -> list[Match]:
    best = {hit.fact_check.pk: hit for hit in find_nearest_fact_checks(claim)}
    existing = set(claim.matches.values_list("fact_check", flat=True))
    removed, _ = claim.matches.filter(state=State.SUGGESTED).exclude(fact_check__in=best).delete()
    new = [_build_match(claim, hit) for key, hit in best.items() if key not in existing]
    Match.objects.bulk_create(new)
    Claim.objects.filter(pk=claim.pk).update(matched=timezone.now())
    if new or removed:
        data = MatchesSuggested(fact_checks=[match.fact_check_id for match in new], removed=removed)
        record_event(MATCH_SUGGESTED, actor=None, claim=claim, data=data)
    return new


def _build_match(claim: Claim, hit: FactCheckHit) -> Match:
    return Match(claim=claim, fact_check=hit.fact_check, score=hit.score)


@transaction.atomic
def confirm_match(*, match_id: int, editor: User) -> Event | None:
    """Confirm that the fact-check is about the same claim."""
    return _set_match_state(match_id, State.CONFIRMED, MATCH_CONFIRMED, editor)


@transaction.atomic
def reject_match(*, match_id: int, editor: User) -> Event | None:
    """Reject a fact-check that is about another claim."""
    return _set_match_state(match_id, State.REJECTED, MATCH_REJECTED, editor)


@transaction.atomic
def reopen_match(*, match_id: int, editor: User) -> Event | None:
    """Reverse a judgement: the match is a suggestion again."""
    return _set_match_state(match_id, State.SUGGESTED, MATCH_REOPENED, editor)


def _set_match_state(match_id: int, state: Match.State, verb: Verb[MatchJudged], editor: User) -> Event | None:
    """Change the state. Returns None if the match has it already."""
    demand(editor, "matches.judge")
    match = _lock_match(match_id)
    if match.state == state:
        return None
    judged = state != State.SUGGESTED
    was = MatchJudgement(state=str(match.state), by_id=match.judged_by_id, at=match.judged_at)
    match.state = state
    match.judged_by, match.judged_at = (editor, timezone.now()) if judged else (None, None)
    match.save(update_fields=["state", "judged_by", "judged_at"])
    fact_check = match.fact_check
    data = MatchJudged(match=match.pk, publisher=fact_check.publisher, url=fact_check.url, was=was)
    return record_event(verb, actor=editor, claim=match.claim, data=data)


def _lock_match(match_id: int) -> Match:
    rows = Match.objects.select_related("claim", "fact_check").select_for_update(no_key=True, of=("self",))
    return require_found(rows.filter(pk=match_id).first())
