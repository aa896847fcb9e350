"""What a moderator reads before a decision: the verdict as it would go out, and what changed since the last look."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from claims.event_data.verdicts import VerdictSentBack
from claims.models import Claim, Publication, User, Verdict
from claims.selectors.moderation import LastLook, load_review
from claims.services.publication_builder import build_next_publication
from claims.services.requirements import check_publication
from claims.web.publication_view import describe_publication
from claims.web.reading_text import reading_parts
from claims.web.text_diff import DiffBudget, TextChange
from claims.web.verdict_changes import diff_parts, diff_publications, diff_verdicts

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

PART_LABELS: dict[str, StrOrPromise] = {
    "rating": _("Rating"),
    "summary": _("Summary"),
    "justification": _("Justification"),
    "evidence": _("Evidence"),
}
"""The parts of a verdict about which a moderator leaves notes, by code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SinceLastLook:
    """The changes since a look, with what was asked for then: `reason`, and `notes` about single parts."""

    look: LastLook
    is_own: bool
    reason: str
    notes: list[tuple[StrOrPromise, str]]
    changes: list[TextChange]


def verdict_reading(
    user: User, claim: Claim, verdict: Verdict, checked_by: Sequence[str] | None = None
) -> dict[str, Any]:
    """Return the context of a submitted verdict: its preview, the checks, and both sets of changes.

    `checked_by` are the bylines of its authors, if the caller has them.
    """
    public, budget = claim.publication, DiffBudget()
    review = load_review(claim, verdict, user)
    preview = build_next_publication(claim, verdict, user, checked_by, revision=public.revision + 1 if public else 1)
    requirements = check_publication(preview)
    return {
        "public": public,
        "preview": True,
        "since_last_look": _since_last_look(user, verdict, review.last_look, budget),
        "correction_reason": review.correction_reason,
        "changes": _publication_changes(public, preview, budget),
        "requirements": requirements,
        "is_incomplete": not all(requirement.met for requirement in requirements),
        **describe_publication(preview),
    }


def _publication_changes(public: Publication | None, preview: Publication, budget: DiffBudget) -> list[TextChange]:
    return diff_publications(public, preview, budget) if public else []


def _since_last_look(user: User, verdict: Verdict, look: LastLook | None, budget: DiffBudget) -> SinceLastLook | None:
    if look is None:
        return None
    payload = look.event.payload
    asked = payload if isinstance(payload, VerdictSentBack) else None
    return SinceLastLook(
        look=look,
        is_own=look.event.actor_id == user.pk,
        reason=asked.reason if asked else "",
        notes=[(PART_LABELS.get(part, part), note) for part, note in asked.notes_by_part.items()] if asked else [],
        changes=[
            *_reading_changes(look, budget),
            *diff_verdicts(look.verdict, verdict, budget, whole=False),
        ],
    )


def _reading_changes(look: LastLook, budget: DiffBudget) -> list[TextChange]:
    if look.readings is None:
        return []
    before, now = map(reading_parts, look.readings)
    return diff_parts(before, now, budget, whole=False)
