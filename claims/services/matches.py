"""Matches: reviews suggested beside a claim, and the judgement of editors on them."""

from django.db import transaction
from django.utils import timezone

from claims import permissions
from claims.event_data.claims import MatchesSuggested, MatchJudged, MatchJudgement
from claims.models import Claim, Event, Match, User
from claims.refusals import require_found
from claims.selectors.matches import nearest
from claims.selectors.reviews import Hit
from claims.services import events
from claims.services.claims import locked
from claims.verbs import MATCH_CONFIRMED, MATCH_REJECTED, MATCH_REOPENED, MATCH_SUGGESTED, Verb

MATCH = "claims.tasks.suggest_matches"
State = Match.State


@transaction.atomic
def suggest(*, claim_id: int) -> list[Match]:
    """Put the nearest reviews beside a claim; a second time changes nothing.

    What an editor has judged stays; what was suggested and is no longer among the nearest goes.
    """
    claim = locked(claim_id)
    best = {hit.review.pk: hit for hit in nearest(claim)}
    known = set(claim.matches.values_list("review", flat=True))
    gone, _ = claim.matches.filter(state=State.SUGGESTED).exclude(review__in=best).delete()
    new = [_suggested(claim, hit) for key, hit in best.items() if key not in known]
    Match.objects.bulk_create(new)
    Claim.objects.filter(pk=claim.pk).update(matched=timezone.now())
    if new or gone:
        data = MatchesSuggested(reviews=[match.review_id for match in new], gone=gone)
        events.record(MATCH_SUGGESTED, actor=None, claim=claim, data=data)
    return new


def _suggested(claim: Claim, hit: Hit) -> Match:
    return Match(claim=claim, review=hit.review, score=hit.score)


@transaction.atomic
def confirm(*, match_id: int, editor: User) -> Event | None:
    """Say that the review is about this very claim."""
    return _judge(match_id, State.CONFIRMED, MATCH_CONFIRMED, editor)


@transaction.atomic
def reject(*, match_id: int, editor: User) -> Event | None:
    """Say that the review is about another claim."""
    return _judge(match_id, State.REJECTED, MATCH_REJECTED, editor)


@transaction.atomic
def reopen(*, match_id: int, editor: User) -> Event | None:
    """Take a judgement back: it is a suggestion again."""
    return _judge(match_id, State.SUGGESTED, MATCH_REOPENED, editor)


def _judge(match_id: int, state: Match.State, verb: Verb[MatchJudged], editor: User) -> Event | None:
    """Change the state. Returns None where the match has it already."""
    permissions.demand(editor, "matches.judge")
    match = _locked(match_id)
    if match.state == state:
        return None
    judged = state != State.SUGGESTED
    was = MatchJudgement(state=str(match.state), by_id=match.by_id, at=match.at)
    match.state = state
    match.by, match.at = (editor, timezone.now()) if judged else (None, None)
    match.save(update_fields=["state", "by", "at"])
    review = match.review
    data = MatchJudged(match=match.pk, publisher=review.publisher, url=review.url, was=was)
    return events.record(verb, actor=editor, claim=match.claim, data=data)


def _locked(match_id: int) -> Match:
    found = Match.objects.select_related("claim", "review").select_for_update(no_key=True, of=("self",))
    return require_found(found.filter(pk=match_id).first())
