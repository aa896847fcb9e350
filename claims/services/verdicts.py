"""Verdicts up to submission: drafts, submitting, starting and abandoning a correction."""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext

from claims.citations import find_citing_sentences
from claims.event_data.verdicts import (
    CorrectionAbandoned,
    CorrectionStarted,
    DeletedDraft,
    DraftContent,
    VerdictDrafted,
    VerdictSubmitted,
)
from claims.models import Claim, Event, Evidence, Lease, QuoteCheck, User, Verdict
from claims.rating_scales import RatingScale
from claims.ratings import RATINGS
from claims.refusals import BadValue, ReasonMissing, VerdictIncomplete, VersionConflict
from claims.selectors.evidence import dump_evidence, list_evidence
from claims.selectors.prepared_rows import ID, PreparedRows
from claims.selectors.scales import get_current_scale
from claims.services.claims import check_move, lock_claim, make_claim_move, take_step
from claims.services.events import record_event
from claims.services.leases import end_lease, grant_lease
from claims.services.lengths import check_lengths, check_markup, check_reasons
from claims.services.registry import makes_move
from claims.services.requirements import LABELS, find_missing_before_submission
from claims.text_deltas import MAX_DELTA_CHARACTERS, deltas_of_save
from claims.verbs.verdicts import VERDICT_DRAFTED

DRAFT_TEXT_FIELDS = ("rating", "rating_words", "headline", "summary", "conclusion", "justification", "correction")
"""The fields of a draft that an editor writes."""


def open_draft(claim: Claim, editor: User) -> Verdict:
    """Return the draft of a locked claim; create an empty one if there is none. No event: the caller records one."""
    draft = _DRAFT.find(claim.pk)
    return draft or Verdict.objects.create(claim=claim, revision=_next_revision(claim), author=editor)


_DRAFT = PreparedRows(lambda: Verdict.objects.filter(claim=ID, submitted__isnull=True))


def copy_verdict_to_draft(verdict: Verdict, editor: User, *, with_correction: bool = True) -> Verdict:
    """Copy a submitted verdict to a new draft; its correction note stays with it unless a new correction starts."""
    draft = Verdict.objects.create(
        claim=verdict.claim,
        revision=_next_revision(verdict.claim),
        scale_id=verdict.scale_id,
        **_draft_texts(verdict) | ({} if with_correction else {"correction": ""}),
        last_evidence=verdict.last_evidence,
        author=editor,
        authors=verdict.authors,
    )
    for item in list_evidence(verdict):
        _copy_evidence(item, draft)
    return draft


def _copy_evidence(item: Evidence, draft: Verdict) -> None:
    """Copy evidence to another draft, with its snapshot and its quote check."""
    fields = (*Evidence.CONTENT_FIELDS, "number", "dependence", "snapshot_id")
    copy = Evidence.objects.create(verdict=draft, **{field: getattr(item, field) for field in fields})
    if check := QuoteCheck.objects.filter(evidence=item).first():
        check.pk, check.evidence = None, copy
        check.save(force_insert=True)


def _next_revision(claim: Claim) -> int:
    newest: int | None = claim.verdicts.aggregate(newest=Max("revision"))["newest"]
    return (newest or 0) + 1


def get_own_draft(claim: Claim, editor: User) -> Verdict:
    """Return the draft of a claim that this editor holds, locked; refuse whoever could not submit it."""
    check_move(claim, "submit", by=editor)
    return Verdict.objects.select_for_update(no_key=True).get(claim=claim, submitted__isnull=True)


def add_author(draft: Verdict, editor: User) -> None:
    """Add an editor to the authors of a draft, without saving it."""
    draft.author, draft.saved = editor, timezone.now()
    if editor.pk not in draft.authors:
        draft.authors = [*draft.authors, editor.pk]


def credit_author(claim: Claim, person: User) -> None:
    """Add a person to the authors of the draft of a locked claim, if it has one, without making the draft theirs."""
    draft = claim.verdicts.select_for_update(no_key=True).filter(submitted__isnull=True).first()
    if draft and person.pk not in draft.authors:
        draft.authors = [*draft.authors, person.pk]
        draft.save(update_fields=["authors"])


@transaction.atomic
def save_draft(
    *,
    claim_id: int,
    editor: User,
    version: int,
    rating: str | None,
    summary: str,
    justification: str,
    rating_words: str | None = None,
    headline: str = "",
    conclusion: str = "",
    correction: str = "",
) -> Verdict:
    """Save the texts of a draft. Refuse if somebody saved a newer version.

    None leaves rating and words as they are, also on an earlier version of the scale; others are on the current one.
    Sentences that cite changed evidence are no longer marked for a second look once they are changed too.
    """
    texts = {"headline": headline, "summary": summary, "conclusion": conclusion, "justification": justification}
    check_lengths(Verdict, **texts, correction=correction, rating_words=rating_words or "")
    check_markup(justification, field="justification")
    claim = lock_claim(claim_id)
    draft = get_own_draft(claim, editor)
    if draft.version != version:
        raise VersionConflict(claim=claim.pk, version=draft.version, **_draft_texts(draft))
    scale_id, rated = _choose_rating(draft, rating, rating_words)
    content = {**rated, **texts, "correction": correction}
    changed = [field for field, value in content.items() if getattr(draft, field) != value]
    if not changed and scale_id == draft.scale_id:
        return draft
    reviewed = _end_second_look(draft, _find_rewritten(draft.justification, justification))
    delta, sums = deltas_of_save(_draft_texts(draft), content, changed)
    for field, value in {**content, "scale_id": scale_id}.items():
        setattr(draft, field, value)
    add_author(draft, editor)
    draft.version += 1
    draft.save()
    data = VerdictDrafted(revision=draft.revision, changed=changed, delta=delta, sums=sums, reviewed=reviewed)
    record_event(VERDICT_DRAFTED, actor=editor, claim=claim, data=data)
    return draft


def _choose_rating(draft: Verdict, rating: str | None, words: str | None) -> tuple[int | None, dict[str, str]]:
    """Return the scale of a draft after a choice, with its rating and words; refuse what is not on the current scale.

    What is None stays if it was chosen on the current scale.
    """
    if rating is None and words is None:
        return draft.scale_id, {"rating": draft.rating, "rating_words": draft.rating_words}
    scale = get_current_scale()
    before = (draft.rating, draft.rating_words) if draft.scale_id == scale.pk else ("", "")
    rated = {
        "rating": before[0] if rating is None else rating,
        "rating_words": before[1] if words is None else " ".join(words.split()),
    }
    _check_rating(scale, **rated)
    return scale.pk if any(rated.values()) else None, rated


def _check_rating(scale: RatingScale, rating: str, rating_words: str) -> None:
    codes = [*RATINGS] if scale.in_words else [point.code for point in scale.points]
    if rating and rating not in codes:
        detail = gettext("There is no rating “%(code)s”. The scale has: %(codes)s.")
        raise BadValue(detail % {"code": rating[:40], "codes": ", ".join(codes)}, field="rating")
    if rating_words and not scale.in_words:
        raise BadValue(
            gettext("Choose a rating from the scale; this desk has none in own words."), field="rating_words"
        )


@transaction.atomic
def confirm_citations(*, claim_id: int, editor: User) -> Verdict:
    """Say that the sentences whose evidence has changed are still right; they are no longer marked."""
    claim = lock_claim(claim_id)
    draft = get_own_draft(claim, editor)
    if reviewed := _end_second_look(draft, set(find_citing_sentences(draft.justification))):
        add_author(draft, editor)
        draft.save()
        data = VerdictDrafted(revision=draft.revision, changed=[], reviewed=reviewed)
        record_event(VERDICT_DRAFTED, actor=editor, claim=claim, data=data)
    return draft


def _find_rewritten(before: str, after: str) -> set[int]:
    """Return the numbers of the evidence that other sentences cite than before."""
    old, new = find_citing_sentences(before), find_citing_sentences(after)
    return {number for number in {*old, *new} if old.get(number) != new.get(number)}


def _end_second_look(draft: Verdict, numbers: set[int]) -> list[int]:
    """Unmark changed evidence with these numbers, and return those that were marked."""
    marked = draft.evidence.filter(changed_since_cited=True, number__in=numbers)
    reviewed = list(marked.values_list("number", flat=True))
    if reviewed:
        marked.update(changed_since_cited=False)
    return reviewed


def _draft_texts(draft: Verdict) -> dict[str, str]:
    return {field: getattr(draft, field) for field in DRAFT_TEXT_FIELDS}


def drop_draft(claim: Claim) -> DeletedDraft | None:
    """Delete the draft of a locked claim and return its texts, which the event of the move stores for the history."""
    draft = claim.verdicts.filter(submitted__isnull=True).first()
    if draft is None:
        return None
    texts = {field: text for field, text in _draft_texts(draft).items() if len(text) <= MAX_DELTA_CHARACTERS}
    draft.delete()
    return DeletedDraft(revision=draft.revision, texts=texts)


@makes_move("submit")
@transaction.atomic
def submit_verdict(*, claim_id: int, editor: User, version: int | None = None) -> Event:
    """Submit a draft to the moderators; from then on it cannot be changed."""
    claim = lock_claim(claim_id, version=version)
    draft = get_own_draft(claim, editor)
    if missing := find_missing_before_submission(draft):
        parts = ", ".join(str(LABELS[code]) for code in missing)
        raise VerdictIncomplete(gettext("Still missing: %(parts)s.") % {"parts": parts}, missing=missing)
    add_author(draft, editor)
    draft.submitted = timezone.now()
    draft.save()
    data = VerdictSubmitted(revision=draft.revision, rating=draft.rating, rating_words=draft.rating_words)
    event = take_step(claim, "submit", by=editor, data=data)
    end_lease(claim, Lease.Ending.SUBMITTED)
    return event


@makes_move("correct")
@transaction.atomic
def begin_correction(*, claim_id: int, editor: User, reason: str, version: int | None = None) -> Event:
    """Reopen a published claim with a new draft; the public page stays until the correction is published.

    The reason is for the desk. The correction note, which readers see, is written in the draft and has to be there
    before it can be submitted.
    """
    if not reason.strip():
        raise ReasonMissing(gettext("Explain what has to be corrected. Only the desk sees it."))
    check_reasons(reason=reason)
    claim = lock_claim(claim_id, version=version)
    event = make_claim_move(claim, "correct", by=editor, data=CorrectionStarted(reason=reason.strip()))
    published = Verdict.objects.get(publications=claim.publication)
    copy_verdict_to_draft(published, editor, with_correction=False)
    grant_lease(claim, editor)
    return event


@makes_move("keep")
@transaction.atomic
def abandon_correction(*, claim_id: int, editor: User, version: int | None = None) -> Event:
    """Abandon a correction: the published verdict stands, the draft is deleted."""
    claim = lock_claim(claim_id, version=version)
    draft = claim.verdicts.filter(submitted__isnull=True).first()
    content = _draft_content(draft) if draft else None
    data = CorrectionAbandoned(draft=content, dropped=drop_draft(claim))
    event = make_claim_move(claim, "keep", by=editor, data=data)
    end_lease(claim, Lease.Ending.CLOSED)
    return event


def _draft_content(draft: Verdict) -> DraftContent:
    """Return all of a draft that an undo restores."""
    return DraftContent(
        author_id=draft.author_id,
        authors=draft.authors,
        last_evidence=draft.last_evidence,
        scale_id=draft.scale_id,
        **_draft_texts(draft),
        evidence=[dump_evidence(item) for item in draft.evidence.all()],
    )
