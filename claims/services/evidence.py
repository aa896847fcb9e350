"""Evidence of a draft: added, changed, removed and restored; its page stored, its quote and its source checked."""

from typing import Any, Unpack, cast

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext

from claims.citations import find_citing_sentences
from claims.event_data.verdicts import (
    EvidenceAdded,
    EvidenceEdited,
    EvidenceExamined,
    EvidenceFetchedAgain,
    EvidenceRemoved,
    EvidenceReused,
)
from claims.intake.addresses import canonical_url
from claims.intake.quote_matching import QuoteFinding, find_quote_context, match_quote
from claims.models import Claim, Event, Evidence, QuoteCheck, StoredFile, User, Verdict
from claims.models.evidence import EvidenceContent
from claims.refusals import BadValue, DecidedSince, NotFound, require_found
from claims.selectors.evidence import dump_evidence, find_quote_page, list_evidence
from claims.selectors.source_independence import find_evidence_dependence
from claims.services.claims import lock_claim
from claims.services.events import record_event
from claims.services.lengths import check_lengths
from claims.services.revisits import plan_evidence_revisits
from claims.services.snapshots import get_or_create_snapshot, lock_snapshot
from claims.services.stored_files import keep_file
from claims.services.verdicts import add_author, get_own_draft
from claims.verbs.verdicts import (
    EVIDENCE_ADDED,
    EVIDENCE_CHANGED,
    EVIDENCE_EXAMINED,
    EVIDENCE_FETCHED_AGAIN,
    EVIDENCE_REMOVED,
    EVIDENCE_REUSED,
)


@transaction.atomic
def add_evidence(
    *, claim_id: int, editor: User, insist: bool = False, fetch: bool = True, **content: Unpack[EvidenceContent]
) -> Evidence:
    """Add a question with its answer and an exact quote from a page.

    A task fetches the page after commit, unless `fetch` is False. A source of the claim itself is not independent,
    whatever `independent` says, unless the editor insists; the event records that.
    """
    claim = lock_claim(claim_id)
    draft = _open_signed_draft(get_own_draft(claim, editor), editor)
    item = _build_evidence(draft, claim, content, insist=insist, fetch=fetch)
    data = EvidenceAdded(**_beginnings(item), snapshot=item.snapshot_id)
    record_event(EVIDENCE_ADDED, actor=editor, claim=claim, data=data)
    return item


def _build_evidence(draft: Verdict, claim: Claim, content: EvidenceContent, *, insist: bool, fetch: bool) -> Evidence:
    draft.last_evidence += 1
    draft.save(update_fields=["last_evidence"])
    item = Evidence(verdict=draft, number=draft.last_evidence)
    _write_fields(item, content)
    _link_page_and_source(item, claim, insist=insist, fetch=fetch)
    item.save()
    _check_quote(item)
    return item


@transaction.atomic
def reuse_evidence(*, claim_id: int, editor: User, original_id: int) -> Event | None:
    """Copy the evidence of the published verdict on another claim to a draft. Returns None if all of it is there.

    Whether a source is independent is examined anew.
    """
    claim = lock_claim(claim_id)
    draft = get_own_draft(claim, editor)
    original = require_found(Claim.objects.select_related("publication__verdict").filter(pk=original_id).first())
    if original.publication is None:
        raise NotFound
    present = {_key(item) for item in draft.evidence.all()}
    items = [item for item in list_evidence(original.publication.verdict) if _key(item) not in present]
    if not items:
        return None
    _open_signed_draft(draft, editor)
    copies = [_build_evidence(draft, claim, _content(item), insist=False, fetch=True) for item in items]
    data = EvidenceReused(
        original=original.pk, evidence=[copy.pk for copy in copies], questions=[copy.question for copy in copies]
    )
    return record_event(EVIDENCE_REUSED, actor=editor, claim=claim, data=data)


def _key(item: Evidence) -> tuple[str, str, str]:
    """Return what two pieces of the same evidence have in common."""
    return item.url, item.question, item.quote


def _content(item: Evidence) -> EvidenceContent:
    return cast("EvidenceContent", {name: getattr(item, name) for name in Evidence.CONTENT_FIELDS})


@transaction.atomic
def change_evidence(
    *, evidence_id: int, editor: User, insist: bool | None = None, **content: Unpack[EvidenceContent]
) -> Evidence:
    """Change some fields of evidence. Values that are equal to the current ones leave no event.

    With `insist` None, an earlier insistence stays. The event has the fields before and after. Sentences that cite the
    evidence are marked for a second look.
    """
    claim, item = _lock_own_evidence(evidence_id, editor)
    before = dump_evidence(item)
    insisted = item.is_marked_independent if insist is None else insist
    _write_fields(item, content)
    _link_page_and_source(item, claim, insist=insisted, fetch=True)
    after = dump_evidence(item)
    changed = {name: [before[name], after[name]] for name in after if after[name] != before[name]}
    if changed:
        cited = item.number in find_citing_sentences(item.verdict.justification)
        item.changed_since_cited |= cited and bool(changed.keys() & {*Evidence.CONTENT_FIELDS, "file_id"})
        item.save()
        _check_quote(item)
        data = EvidenceEdited(**_beginnings(item), changed=changed)
        record_event(EVIDENCE_CHANGED, actor=editor, claim=claim, data=data)
    return item


@transaction.atomic
def remove_evidence(*, evidence_id: int, editor: User) -> Event:
    """Remove evidence from a draft; the event has all of it, so that `undo` can restore it."""
    claim, item = _lock_own_evidence(evidence_id, editor)
    data = EvidenceRemoved(**_beginnings(item), was=dump_evidence(item))
    event = record_event(EVIDENCE_REMOVED, actor=editor, claim=claim, data=data)
    item.delete()
    return event


@transaction.atomic
def refetch_evidence_page(*, evidence_id: int, editor: User) -> Evidence:
    """Fetch the page again; the earlier snapshot stays stored. A fetch that is waiting already is not repeated."""
    claim, item = _lock_own_evidence(evidence_id, editor)
    if not item.url:
        raise BadValue(gettext("This evidence has no URL to fetch."), field="url")
    if item.snapshot and item.snapshot.is_waiting:
        return item
    before, item.snapshot = item.snapshot_id, get_or_create_snapshot(item.url, again=True)
    item.save(update_fields=["snapshot"])
    _check_quote(item)
    data = EvidenceFetchedAgain(**_beginnings(item), before=before, snapshot=item.snapshot_id)
    record_event(EVIDENCE_FETCHED_AGAIN, actor=editor, claim=claim, data=data)
    return item


@transaction.atomic
def examine_evidence(*, evidence_id: int) -> QuoteCheck | None:
    """Check the quote against the stored page, and the source against the claim. Safe to run twice.

    The evidence of a submitted verdict stays as it is; the result of the quote check is stored all the same.
    """
    claim_id = Evidence.objects.filter(pk=evidence_id).values_list("verdict__claim", flat=True).first()
    if claim_id is None:
        return None
    claim = lock_claim(claim_id)
    rows = Evidence.objects.select_related("verdict", "snapshot")
    of_file = Q(quote_check__snapshot__isnull=True, verdict__submitted__isnull=True)
    item = rows.filter(Q(quote_check__isnull=True) | of_file, pk=evidence_id).first()
    check = _check_quote(item) if item else None
    if item is None or check is None:
        return None
    dependence = ""
    if item.verdict.is_draft and not item.dependence:
        _link_page_and_source(item, claim, insist=False, fetch=False)
        dependence = item.dependence
        item.save(update_fields=["independent", "dependence"])
    data = EvidenceExamined(**_beginnings(item), finding=check.state, dependence=dependence)
    record_event(EVIDENCE_EXAMINED, actor=None, claim=claim, data=data)
    return check


def restore_evidence(draft: Verdict, was: dict[str, Any], *, pk: int | None = None) -> Evidence:
    """Create evidence from what `selectors.evidence.dump_evidence` returned, with its old id if given. No event."""
    if pk and Evidence.objects.filter(pk=pk).exists():
        raise DecidedSince(gettext("This evidence has already been restored."))
    if was.get("file_id") and not StoredFile.objects.filter(sha256=was["file_id"]).exists():
        raise DecidedSince(gettext("The file of this evidence is no longer stored."))
    item = Evidence(pk=pk, verdict=draft, **was)
    item.save(force_insert=True)
    _check_quote(item)
    return item


# Shared steps ----------------------------------------------------------------------


def _open_signed_draft(draft: Verdict, editor: User) -> Verdict:
    add_author(draft, editor)
    draft.save(update_fields=["author", "authors", "saved"])
    return draft


def _lock_own_evidence(evidence_id: int, editor: User) -> tuple[Claim, Evidence]:
    """Return the locked claim and a piece of evidence of the editor's own draft."""
    claim_id = require_found(Evidence.objects.filter(pk=evidence_id).values_list("verdict__claim", flat=True).first())
    claim = lock_claim(claim_id)
    draft = get_own_draft(claim, editor)
    item = require_found(Evidence.objects.select_related("snapshot").filter(pk=evidence_id, verdict=draft).first())
    item.verdict = _open_signed_draft(draft, editor)
    return claim, item


def _write_fields(item: Evidence, content: EvidenceContent) -> None:
    """Set the fields; refuse values that are not valid."""
    for field, value in content.items():
        setattr(item, field, value.strip() if isinstance(value, str) and field != "quote" else value)
    if not item.question or not item.answer:
        raise BadValue(gettext("Enter a question and an answer."), field="question")
    if item.stance not in Evidence.Stance:
        raise BadValue(
            gettext("Choose whether the evidence supports the claim, refutes it or gives context."), field="stance"
        )
    if item.url and not item.url.startswith(("https://", "http://")):
        raise BadValue(gettext("Enter a URL that starts with https:// or http://."), field="url")
    if item.file and not item.alt_text:
        raise BadValue(gettext("Describe the file for readers who do not see it."), field="alt_text")
    if (file := content.get("file")) and not keep_file(file.sha256):
        raise BadValue(gettext("This file is not stored. Upload it again."), field="file")
    check_lengths(Evidence, **{name: text for name, text in content.items() if isinstance(text, str)})


def _link_page_and_source(item: Evidence, claim: Claim, *, insist: bool, fetch: bool) -> None:
    """Set the snapshot of the page, and whether the source is one of the claim's own.

    The snapshot is locked, so that it cannot be filled before the transaction ends.
    """
    address = canonical_url(item.url) if item.url else ""
    if not item.snapshot or item.snapshot.url != address:
        item.snapshot = get_or_create_snapshot(item.url) if address and fetch else None
    if item.snapshot:
        item.snapshot = lock_snapshot(item.snapshot.pk)
    item.dependence = find_evidence_dependence(claim, item)
    if item.dependence and not insist:
        item.independent = False


def _check_quote(item: Evidence) -> QuoteCheck | None:
    """Check the quote again: in the page if it is stored, which is visited from then on, else in the PDF."""
    QuoteCheck.objects.filter(evidence=item).delete()
    snapshot = item.snapshot if item.snapshot and item.snapshot.is_stored else None
    if snapshot:
        plan_evidence_revisits(snapshot)
    source = snapshot or item.file
    if source is None or not source.text:
        return None
    match = match_quote(source.text, item.quote)
    if snapshot and item.file and item.file.text and match.finding == QuoteFinding.MISSING:
        snapshot, source = None, item.file
        match = match_quote(source.text, item.quote)
    return QuoteCheck.objects.create(
        evidence=item,
        snapshot=snapshot,
        state=match.finding,
        skipped_words=match.skipped_words,
        nearest=match.nearest,
        context=find_quote_context(source.text, match),
        page=find_quote_page(source, match),
    )


_HISTORY_FIELDS = ("answer", "quote", "stance", "url", "publisher", "alt_text", "credit")


def _beginnings(item: Evidence) -> dict[str, Any]:
    """Return what all events about evidence carry: see `event_data.verdicts.EvidenceChanged`."""
    texts = {field: getattr(item, field) for field in _HISTORY_FIELDS}
    insisted = item.dependence if item.is_marked_independent else ""
    return {"evidence": item.pk, "question": item.question, "item": texts, "insisted": insisted}
