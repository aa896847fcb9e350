"""All that stands on a claim's page: the article, what is known, who holds it, the verdict and its history."""

from typing import Any

from django.utils import timezone

from claims import permissions
from claims.models import Appearance, Assignment, Claim, User, Verdict
from claims.selectors import claims, contests, passages
from claims.services.plans import TO_CHECK
from claims.services.verdicts import advice, wanted
from claims.web import matches, timeline, triage
from claims.web.forms import DraftForm, EvidenceForm
from claims.web.passages import marked
from claims.web.standings import standings
from claims.workflow import Move, Place, Status, moves_from

JUDGED = frozenset({Status.AWAITING_APPROVAL, Status.APPROVED})


def screen(user: User, claim_id: int, *, article_id: int | None = None) -> dict[str, Any]:
    """The whole page, with the place in this article if the claim stands in several."""
    claim = claims.detail(claim_id, text=True, marks=True)
    places = list(claim.appearances.all())
    here = next((place for place in places if place.article_id == article_id), places[0])
    verdicts = list(claims.verdicts(claim))
    told = timeline.newest(claim, verdicts)
    claim.submitted_verdict = _handed_in(verdicts)  # type: ignore[attr-defined]
    return {
        **_article(claim, here),
        **_work(user, claim, verdicts),
        **matches.section(claim),
        "places": places,
        "moves": _moves(user, claim),
        "objections": contests.of_claim(claim, user) if claim.status == Status.DISMISSED else [],
        "reason": triage.reason_for(claim, None) if claim.status in triage.BEFORE_REVIEW else "",
        "may_judge": claim.status in JUDGED and permissions.allows(user, "moderation.see"),
        "history": told.entries,
        "older": told.older,
    }


def _article(claim: Claim, here: Appearance) -> dict[str, Any]:
    article = here.article
    marks = passages.marks_around(here)
    lost = any(mark.lost for mark in marks if mark.claim == claim.pk)
    text = marked(article.text, marks, focus=claim.pk)
    standing = standings([claim])[0] if claim.status in TO_CHECK else None
    return {"claim": claim, "appearance": here, "article": article, "marked": text, "lost": lost, "standing": standing}


def _moves(user: User, claim: Claim) -> list[Move]:
    possible = [move for move in moves_from(claim.status) if Place.CLAIM in move.places]
    return [move for move in possible if permissions.may(user, move.name, claim)]


def _work(user: User, claim: Claim, verdicts: list[Verdict]) -> dict[str, Any]:
    """Lease, verdict and evidence; the forms are there for whoever holds the claim."""
    newest = verdicts[0] if verdicts else None
    context = lease(user, claim) | {"verdict": newest, "sent_back": _sent_back(claim, verdicts)}
    if context["mine"] and newest and newest.is_draft:
        context |= {"form": DraftForm.of(newest), "evidence_form": EvidenceForm(), "wanted": wanted(newest)}
        context["advice"] = advice(newest)
    return context


def _sent_back(claim: Claim, verdicts: list[Verdict]) -> Verdict | None:
    """The submitted verdict that a moderator returned, as long as nobody has handed in another."""
    submitted = _handed_in(verdicts)
    in_work = claim.status in {Status.IN_REVIEW, Status.QUEUED}
    return submitted if in_work and submitted and submitted.sent_back else None


def _handed_in(verdicts: list[Verdict]) -> Verdict | None:
    return next((verdict for verdict in verdicts if not verdict.is_draft), None)


def lease(user: User, claim: Claim) -> dict[str, Any]:
    """Who holds the claim at this moment, whether it is this person, and whether they may take it from the holder."""
    held: Assignment | None = permissions.open_assignment(claim)
    running = held if held and held.expires > timezone.now() else None
    mine = bool(running and running.editor_id == user.pk)
    free = claim.status == Status.IN_REVIEW and not running
    may_take_over = bool(running) and not mine and permissions.allows(user, "queue.takeover")
    return {"claim": claim, "lease": running, "mine": mine, "free": free, "may_take_over": may_take_over}
