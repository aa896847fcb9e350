"""All that stands on a claim's page: the article, what is known, who holds it, the verdict and its history."""

from typing import Any, cast

from claims import permissions
from claims.models import Appearance, Claim, User, Verdict
from claims.permissions import Situation
from claims.selectors import claims, contests, passages
from claims.selectors.claims import LoadedClaim
from claims.selectors.situations import load_situation
from claims.services.plans import TO_CHECK
from claims.services.requirements import check_submission, find_advice
from claims.web import matches, timeline, triage
from claims.web.forms import DraftForm, EvidenceForm
from claims.web.passages import marked
from claims.web.standings import standings
from claims.workflow import Place, Status, moves_from

JUDGED = frozenset({Status.AWAITING_APPROVAL, Status.APPROVED})


def screen(user: User, claim_id: int, *, article_id: int | None = None) -> dict[str, Any]:
    """The whole page, with the place in this article if the claim stands in several."""
    claim = claims.detail(claim_id, text=True, marks=True)
    places = list(claim.appearances.all())
    here = next((place for place in places if place.article_id == article_id), places[0])
    verdicts = list(claims.verdicts(claim))
    history = timeline.newest(claim, verdicts)
    names = [move.name for move in moves_from(claim.status) if Place.CLAIM in move.places]
    situation = load_situation(user, claim, names, lease=claims.open_lease_of(claim), submitted=_submitted(verdicts))
    return {
        **_article(claim, here),
        **_work(user, situation, verdicts),
        **matches.section(claim),
        "places": places,
        "moves": permissions.allowed_moves(user, situation, names),
        "objections": contests.of_claim(claim, user) if claim.status == Status.DISMISSED else [],
        "reason": triage.reason_for(claim, None) if claim.status in triage.BEFORE_REVIEW else "",
        "may_judge": claim.status in JUDGED and permissions.allows(user, "moderation.see"),
        "history": history,
    }


def _article(claim: LoadedClaim, here: Appearance) -> dict[str, Any]:
    article = here.article
    marks = passages.marks_around(cast("passages.MarkedAppearance", here))
    lost = any(mark.lost for mark in marks if mark.claim == claim.pk)
    text = marked(article.text, marks, focus=claim.pk)
    standing = standings([claim])[0] if claim.status in TO_CHECK else None
    return {"claim": claim, "appearance": here, "article": article, "marked": text, "lost": lost, "standing": standing}


def _work(user: User, situation: Situation, verdicts: list[Verdict]) -> dict[str, Any]:
    """Lease, verdict and evidence; whoever holds the claim gets the forms too."""
    newest = verdicts[0] if verdicts else None
    context = _lease(user, situation) | {"verdict": newest, "sent_back": _sent_back(situation.claim, verdicts)}
    if context["mine"] and newest and newest.is_draft:
        context |= {
            "form": DraftForm.of(newest),
            "evidence_form": EvidenceForm(),
            "requirements": check_submission(newest),
        }
        context["advice"] = find_advice(newest)
    return context


def _sent_back(claim: Claim, verdicts: list[Verdict]) -> Verdict | None:
    """The submitted verdict that a moderator returned, as long as nobody has handed in another."""
    submitted = _submitted(verdicts)
    in_work = claim.status in {Status.IN_REVIEW, Status.QUEUED}
    return submitted if in_work and submitted and submitted.sent_back else None


def _submitted(verdicts: list[Verdict]) -> Verdict | None:
    return next((verdict for verdict in verdicts if not verdict.is_draft), None)


def lease(user: User, claim: LoadedClaim) -> dict[str, Any]:
    """Who holds the claim at this moment, whether it is this person, and whether they may take it over."""
    return _lease(user, load_situation(user, claim, (), lease=claims.open_lease_of(claim)))


def _lease(user: User, situation: Situation) -> dict[str, Any]:
    claim, running, mine = situation.claim, situation.running_lease, situation.is_held_by(user)
    free = claim.status == Status.IN_REVIEW and not running
    may_take_over = bool(running) and not mine and permissions.allows(user, "queue.takeover")
    return {"claim": claim, "lease": running, "mine": mine, "free": free, "may_take_over": may_take_over}
