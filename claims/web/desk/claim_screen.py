"""The context of a claim's page: article, claim, lease, verdict, evidence and history."""

from typing import TYPE_CHECKING, Any, cast

from claims.models import Appearance, Claim, Match, User, Verdict
from claims.permissions import Situation, allowed_moves, allows
from claims.selectors.appeals import list_own_appeals
from claims.selectors.claims import LoadedClaim, LoadedVerdict, get_claim, load_verdicts, open_case_of, open_lease_of
from claims.selectors.duplicates import count_duplicates
from claims.selectors.evidence import review_draft_citations
from claims.selectors.passage_marks import get_marks_around
from claims.selectors.retractions import find_retraction, list_retractions
from claims.selectors.situations import load_situation
from claims.services.plans import PLANNABLE_STATUSES
from claims.services.requirements import check_submission, find_advice
from claims.web.desk.evidence_forms import EvidenceForm
from claims.web.desk.figures import figure_section
from claims.web.desk.forms import DraftForm
from claims.web.desk.matches import match_section
from claims.web.desk.queue_reasons import explain_queue_places
from claims.web.desk.relations import relation_section
from claims.web.desk.translations import translation_section
from claims.web.desk.triage_cards import TRIAGE_STATUSES, suggest_reason
from claims.web.flash_messages import stop_url
from claims.web.history.timeline import build_recent_timeline
from claims.web.passage_marks import render_marked_text
from claims.workflow import SUBMITTED_STATUSES, Place, Status, moves_from

if TYPE_CHECKING:
    from claims.selectors.passage_marks import MarkedAppearance


def claim_screen_context(user: User, claim_id: int, *, article_id: int | None = None) -> dict[str, Any]:
    """Return the context of the page; `article_id` picks the article if the claim appears in several."""
    claim = get_claim(claim_id, text=True, marks=True, figures=True, related=True)
    appearances = list(claim.appearances.all())
    current = next((row for row in appearances if row.article_id == article_id), appearances[0])
    verdicts = load_verdicts(claim)
    history = build_recent_timeline(claim, verdicts)
    names = [move.name for move in moves_from(claim.status) if Place.CLAIM in move.places]
    submitted = _last_submitted(verdicts)
    case = open_case_of(submitted) if submitted else None
    situation = load_situation(user, claim, names, lease=open_lease_of(claim), submitted=submitted, case=case)
    work = _work_context(user, situation, verdicts)
    related = {**match_section(claim), **relation_section(claim)}
    return {
        **_article_context(claim, current),
        **work,
        **related,
        **figure_section(claim, may_cite="form" in work),
        **translation_section(user, claim),
        "has_family": _has_family(claim, related),
        "appearances": appearances,
        "duplicate_count": count_duplicates(claim),
        "moves": allowed_moves(user, situation, names),
        "appeals": list_own_appeals(claim, user) if claim.status == Status.DISMISSED else [],
        "reason": suggest_reason(claim, None) if claim.status in TRIAGE_STATUSES else "",
        "may_judge": claim.status in SUBMITTED_STATUSES and allows(user, "moderation.see"),
        "stop_url": stop_url(user, claim),
        "history": history,
    }


def _has_family(claim: LoadedClaim, related: dict[str, Any]) -> bool:
    """Whether people found that another claim says the same, as what the page has loaded shows."""
    relations = (view.related for view in related["relations"])
    return (
        count_duplicates(claim) > 0
        or claim.duplicate_of_id is not None
        or any(view.match.state == Match.State.CONFIRMED for view in related["matches"])
        or any(row.kind.joins_family and row.relation.judged_by_id for row in relations)
    )


def _article_context(claim: LoadedClaim, appearance: Appearance) -> dict[str, Any]:
    article = appearance.article
    marks = get_marks_around(cast("MarkedAppearance", appearance))
    return {
        "claim": claim,
        "appearance": appearance,
        "article": article,
        "marked": render_marked_text(article.text, marks, title=article.title, focus=claim.pk),
        "retraction": find_retraction(appearance, list_retractions(article, marks)),
        "lost": any(mark.lost for mark in marks if mark.claim == claim.pk),
        "queue_place": explain_queue_places([claim])[0] if claim.status in PLANNABLE_STATUSES else None,
    }


def _work_context(user: User, situation: Situation, verdicts: list[LoadedVerdict]) -> dict[str, Any]:
    """Return lease, verdict and evidence, and for the holder of the lease the forms."""
    newest = verdicts[0] if verdicts else None
    context = _lease_context(user, situation) | {
        "verdict": newest,
        "sent_back": _returned_verdict(situation.claim, verdicts),
    }
    if context["mine"] and newest and newest.is_draft:
        context |= {
            "form": DraftForm.from_draft(newest),
            "evidence_form": EvidenceForm(),
            **draft_checks(newest),
        }
    return context


def draft_checks(draft: Verdict) -> dict[str, Any]:
    """Return what a draft lacks: the requirements, what is amiss with its citations, and advice about its evidence."""
    return {
        "requirements": check_submission(draft),
        "citations": review_draft_citations(draft),
        "advice": find_advice(draft, anchor="evidence"),
    }


def _returned_verdict(claim: Claim, verdicts: list[LoadedVerdict]) -> Verdict | None:
    """Return the last submitted verdict if a moderator sent it back and none was submitted since."""
    submitted = _last_submitted(verdicts)
    is_open = claim.status in {Status.IN_REVIEW, Status.QUEUED}
    return submitted if is_open and submitted and submitted.sent_back else None


def _last_submitted(verdicts: list[LoadedVerdict]) -> LoadedVerdict | None:
    return next((verdict for verdict in verdicts if not verdict.is_draft), None)


def lease_context(user: User, claim: LoadedClaim) -> dict[str, Any]:
    """Return who holds the lease now, whether it is this person, and whether they may take the claim over."""
    return _lease_context(user, load_situation(user, claim, (), lease=open_lease_of(claim)))


def _lease_context(user: User, situation: Situation) -> dict[str, Any]:
    claim, lease, mine = situation.claim, situation.running_lease, situation.is_held_by(user)
    free = claim.status == Status.IN_REVIEW and not lease
    may_take_over = bool(lease) and not mine and allows(user, "queue.take_over")
    return {"claim": claim, "lease": lease, "mine": mine, "free": free, "may_take_over": may_take_over}
