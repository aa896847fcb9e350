"""Verdicts up to submission: drafts, their evidence, handing them over, starting a correction."""

import json
from datetime import date
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from claims import permissions
from claims.models import Assignment, Claim, Evidence, User, Verdict
from claims.ratings import RATINGS
from claims.refusals import BadValue, NotThere, ReasonMissing, VerdictIncomplete, VersionConflict
from claims.services import events, leases
from claims.services.claims import locked, move

SUMMARY_ROOM = 500
EVIDENCE_FIELDS = ("question", "answer", "url", "publisher", "quote", "stance", "independent", "accessed")


def open_draft(claim: Claim, editor: User) -> Verdict:
    """The draft of a locked claim, an empty one if there is none; part of taking, so without an event of its own."""
    draft = claim.verdicts.filter(submitted__isnull=True).first()
    return draft or Verdict.objects.create(claim=claim, revision=_next_revision(claim), author=editor)


def copy_draft(verdict: Verdict, editor: User, *, correction: str = "") -> Verdict:
    """A new draft with all that a frozen verdict says, to be written on."""
    draft = Verdict.objects.create(
        claim=verdict.claim,
        revision=_next_revision(verdict.claim),
        rating=verdict.rating,
        summary=verdict.summary,
        justification=verdict.justification,
        correction=correction or verdict.correction,
        author=editor,
        authors=verdict.authors,
    )
    Evidence.objects.bulk_create(
        Evidence(verdict=draft, **{field: getattr(item, field) for field in EVIDENCE_FIELDS})
        for item in verdict.evidence.all()
    )
    return draft


def _next_revision(claim: Claim) -> int:
    newest: int | None = claim.verdicts.aggregate(newest=Max("revision"))["newest"]
    return (newest or 0) + 1


def _own_draft(claim: Claim, editor: User) -> Verdict:
    """The draft of a claim that this editor holds; refuses as submitting would."""
    if refusal := permissions.refusal(editor, "submit", claim):
        raise refusal
    return Verdict.objects.select_for_update(no_key=True).get(claim=claim, submitted__isnull=True)


def _sign(draft: Verdict, editor: User) -> None:
    draft.author, draft.saved = editor, timezone.now()
    if editor.pk not in draft.authors:
        draft.authors = [*draft.authors, editor.pk]


@transaction.atomic
def save_draft(
    *,
    claim_id: int,
    editor: User,
    version: int,
    rating: str,
    summary: str,
    justification: str,
    correction: str = "",
) -> Verdict:
    """Keep what an editor has written so far; refuses when somebody saved a newer version."""
    if rating and rating not in RATINGS:
        raise BadValue("This rating is not on the scale.", field="rating")
    if len(summary) > SUMMARY_ROOM:
        raise BadValue(f"The summary has room for {SUMMARY_ROOM} characters.", field="summary")
    claim = locked(claim_id)
    draft = _own_draft(claim, editor)
    if draft.version != version:
        raise VersionConflict(claim=claim.pk, version=draft.version, summary=draft.summary, rating=draft.rating,
                              justification=draft.justification)  # fmt: skip
    content = {"rating": rating, "summary": summary, "justification": justification, "correction": correction}
    changed = [field for field, value in content.items() if getattr(draft, field) != value]
    if not changed:
        return draft
    for field, value in content.items():
        setattr(draft, field, value)
    _sign(draft, editor)
    draft.version += 1
    draft.save()
    events.record("verdict.drafted", actor=editor, claim=claim, revision=draft.revision, changed=changed)
    return draft


@transaction.atomic
def add_evidence(
    *,
    claim_id: int,
    editor: User,
    question: str,
    answer: str,
    stance: str,
    url: str = "",
    publisher: str = "",
    quote: str = "",
    independent: bool = True,
    accessed: date | None = None,
) -> Evidence:
    """Add a question with its answer and the words that a page really says."""
    if not question.strip() or not answer.strip():
        raise BadValue("Evidence has a question and an answer.", field="question")
    if stance not in Evidence.Stance:
        raise BadValue("Evidence supports, refutes, or gives context.", field="stance")
    if url and not url.startswith(("https://", "http://")):
        raise BadValue("An address starts with https:// or http://.", field="url")
    claim = locked(claim_id)
    draft = _own_draft(claim, editor)
    _sign(draft, editor)
    draft.save(update_fields=["author", "authors", "saved"])
    evidence = Evidence.objects.create(
        verdict=draft, question=question.strip(), answer=answer.strip(), stance=stance, url=url,
        publisher=publisher, quote=quote, independent=independent, accessed=accessed,
    )  # fmt: skip
    events.record("evidence.added", actor=editor, claim=claim, evidence=evidence.pk, question=question[:200])
    return evidence


def written(evidence: Evidence) -> dict[str, Any]:
    """A piece of evidence column by column as plain JSON, for whoever puts it back."""
    columns = [each for each in Evidence._meta.concrete_fields if each.name in EVIDENCE_FIELDS]  # noqa: SLF001 - public in Django
    told = {column.attname: evidence.serializable_value(column.name) for column in columns}
    content: dict[str, Any] = json.loads(json.dumps(told, cls=DjangoJSONEncoder))
    return content


@transaction.atomic
def remove_evidence(*, evidence_id: int, editor: User) -> Claim:
    """Take evidence out of a draft again."""
    evidence = Evidence.objects.select_related("verdict").filter(pk=evidence_id).first()
    if evidence is None:
        raise NotThere
    claim = locked(evidence.verdict.claim_id)
    draft = _own_draft(claim, editor)
    if evidence.verdict_id != draft.pk:
        raise NotThere
    _sign(draft, editor)
    draft.save(update_fields=["author", "authors", "saved"])
    told = {"evidence": evidence.pk, "question": evidence.question[:200], "was": written(evidence)}
    events.record("evidence.removed", actor=editor, claim=claim, data=told)
    evidence.delete()
    return claim


def wanted(verdict: Verdict) -> dict[str, bool]:
    """What submitting asks for, in words, and whether this draft has it."""
    parts = {
        "a rating": bool(verdict.rating),
        "a summary": bool(verdict.summary.strip()),
        "a justification": bool(verdict.justification.strip()),
        "at least one piece of evidence": verdict.evidence.exists(),
    }
    if verdict.claim.publication_id:
        parts["a note that says what is corrected"] = bool(verdict.correction.strip())
    return parts


def missing(verdict: Verdict) -> list[str]:
    """What a draft still needs before it can be submitted, in words."""
    return [part for part, there in wanted(verdict).items() if not there]


@transaction.atomic
def submit(*, claim_id: int, editor: User, version: int | None = None) -> Verdict:
    """Hand a drafted verdict to the moderators; from now on it is frozen."""
    claim = locked(claim_id, version=version)
    draft = _own_draft(claim, editor)
    if gaps := missing(draft):
        raise VerdictIncomplete("Still missing: " + ", ".join(gaps) + ".", missing=gaps)
    _sign(draft, editor)
    draft.submitted = timezone.now()
    draft.save()
    move(claim, "submit", by=editor, revision=draft.revision, rating=draft.rating)
    leases.end(claim, Assignment.Ending.SUBMITTED)
    return draft


@transaction.atomic
def correct(*, claim_id: int, editor: User, reason: str, version: int | None = None) -> Verdict:
    """Reopen a published claim with a new draft; the public page stays until the correction is published."""
    if not reason.strip():
        raise ReasonMissing("Say what has to be corrected; readers will see it.")
    claim = locked(claim_id, version=version)
    move(claim, "correct", by=editor, reason=reason[:2000])
    published = Verdict.objects.get(publications=claim.publication)
    draft = copy_draft(published, editor, correction=reason.strip())
    leases.grant(claim, editor)
    return draft


@transaction.atomic
def keep(*, claim_id: int, editor: User, version: int | None = None) -> Claim:
    """Give up a correction: the published verdict stands, the draft goes."""
    claim = locked(claim_id, version=version)
    draft = claim.verdicts.filter(submitted__isnull=True).first()
    move(claim, "keep", by=editor, draft=_content(draft) if draft else None)
    leases.end(claim, Assignment.Ending.CLOSED)
    claim.verdicts.filter(submitted__isnull=True).delete()
    return claim


def _content(draft: Verdict) -> dict[str, object]:
    """All that is given up with a draft, as plain JSON, for whoever takes that back."""
    said = {name: getattr(draft, name) for name in ("rating", "summary", "justification", "correction", "authors")}
    return {**said, "author_id": draft.author_id, "evidence": [written(item) for item in draft.evidence.all()]}
