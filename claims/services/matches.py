"""Matches: reviews suggested beside a claim, and the judgement of editors on them."""

from django.db import transaction
from django.utils import timezone

from claims import permissions
from claims.models import Claim, Match, User
from claims.refusals import require_found
from claims.selectors.matches import nearest
from claims.selectors.reviews import Hit
from claims.services import events
from claims.services.claims import locked

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
        events.record("match.suggested", actor=None, claim=claim, reviews=[match.review_id for match in new], gone=gone)
    return new


def _suggested(claim: Claim, hit: Hit) -> Match:
    return Match(claim=claim, review=hit.review, score=hit.score)


@transaction.atomic
def confirm(*, match_id: int, editor: User) -> Match:
    """Say that the review is about this very claim."""
    return _judge(match_id, State.CONFIRMED, "match.confirmed", editor)


@transaction.atomic
def reject(*, match_id: int, editor: User) -> Match:
    """Say that the review is about another claim."""
    return _judge(match_id, State.REJECTED, "match.rejected", editor)


@transaction.atomic
def reopen(*, match_id: int, editor: User) -> Match:
    """Take a judgement back: it is a suggestion again."""
    return _judge(match_id, State.SUGGESTED, "match.reopened", editor)


def _judge(match_id: int, state: Match.State, verb: str, editor: User) -> Match:
    """Change the state; saying what is said already leaves no trace."""
    permissions.demand(editor, "matches.judge")
    match = _locked(match_id)
    if match.state != state:
        judged, was = state != State.SUGGESTED, judgement(match)
        match.state = state
        match.by, match.at = (editor, timezone.now()) if judged else (None, None)
        match.save(update_fields=["state", "by", "at"])
        facts = {"match": match.pk, "publisher": match.review.publisher, "url": match.review.url, "was": was}
        events.record(verb, actor=editor, claim=match.claim, data=facts)
    return match


def judgement(match: Match) -> dict[str, object]:
    """What is said of a match now, and by whom, for whoever takes another judgement back."""
    return {"state": str(match.state), "by_id": match.by_id, "at": match.at.isoformat() if match.at else None}


def _locked(match_id: int) -> Match:
    found = Match.objects.select_related("claim", "review").select_for_update(no_key=True, of=("self",))
    return require_found(found.filter(pk=match_id).first())
