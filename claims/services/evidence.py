"""Evidence of a draft: added, changed, taken out, put back; its page kept, its quote looked up, its source weighed."""

from typing import Any, Unpack

from django.db import transaction

from claims.event_data.verdicts import (
    EvidenceAdded,
    EvidenceEdited,
    EvidenceExamined,
    EvidenceFetchedAgain,
    EvidenceRemoved,
)
from claims.intake.addresses import canonical_url
from claims.intake.quote_matching import match_quote
from claims.models import Claim, Event, Evidence, QuoteCheck, User, Verdict
from claims.models.evidence import EvidenceContent
from claims.refusals import BadValue, DecidedSince, require_found
from claims.selectors.evidence import dump_evidence
from claims.selectors.source_independence import find_evidence_dependence
from claims.services.claims import lock_claim
from claims.services.events import record_event
from claims.services.lengths import check_lengths
from claims.services.snapshots import get_or_create_snapshot, lock_snapshot
from claims.services.verdicts import add_author, get_own_draft
from claims.verbs import EVIDENCE_ADDED, EVIDENCE_CHANGED, EVIDENCE_EXAMINED, EVIDENCE_FETCHED_AGAIN, EVIDENCE_REMOVED


@transaction.atomic
def add_evidence(
    *, claim_id: int, editor: User, insist: bool = False, fetch: bool = True, **content: Unpack[EvidenceContent]
) -> Evidence:
    """Add a question with its answer and the words that a page really says.

    The page is fetched by a task after commit; `fetch` False does without. A source that is the claim's own is not
    independent whatever `independent` says, unless the editor insists; the event remembers that.
    """
    claim = lock_claim(claim_id)
    draft = _open_signed_draft(get_own_draft(claim, editor), editor)
    item = Evidence(verdict=draft)
    _write_fields(item, content)
    _link_page_and_source(item, claim, insist=insist, fetch=fetch)
    item.save()
    _check_quote(item)
    data = EvidenceAdded(**_beginnings(item), snapshot=item.snapshot_id)
    record_event(EVIDENCE_ADDED, actor=editor, claim=claim, data=data)
    return item


@transaction.atomic
def change_evidence(
    *, evidence_id: int, editor: User, insist: bool | None = None, **content: Unpack[EvidenceContent]
) -> Evidence:
    """Change what is given and leave the rest; saying what stands there already leaves no trace.

    `insist` None goes on insisting where somebody has. The event keeps what was there and what is now.
    """
    claim, item = _lock_own_evidence(evidence_id, editor)
    before = dump_evidence(item)
    insisted = item.is_marked_independent if insist is None else insist
    _write_fields(item, content)
    _link_page_and_source(item, claim, insist=insisted, fetch=True)
    after = dump_evidence(item)
    changed = {name: [before[name], after[name]] for name in after if after[name] != before[name]}
    if changed:
        item.save()
        _check_quote(item)
        data = EvidenceEdited(**_beginnings(item), changed=changed)
        record_event(EVIDENCE_CHANGED, actor=editor, claim=claim, data=data)
    return item


@transaction.atomic
def remove_evidence(*, evidence_id: int, editor: User) -> Event:
    """Take evidence out of a draft again; the event keeps all of it, so that `undo` can put it back."""
    claim, item = _lock_own_evidence(evidence_id, editor)
    data = EvidenceRemoved(**_beginnings(item), was=dump_evidence(item))
    event = record_event(EVIDENCE_REMOVED, actor=editor, claim=claim, data=data)
    item.delete()
    return event


@transaction.atomic
def refetch_evidence_page(*, evidence_id: int, editor: User) -> Evidence:
    """Have the page fetched once more; the copy that was there stays with the desk. One on its way is waited for."""
    claim, item = _lock_own_evidence(evidence_id, editor)
    if not item.url:
        raise BadValue("This evidence has no address to fetch.", field="url")
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
    """Look up the quote in the page that has arrived, and weigh its source once more; twice changes nothing.

    A frozen verdict keeps what it says; that its quote was found or not is known all the same.
    """
    claim_id = Evidence.objects.filter(pk=evidence_id).values_list("verdict__claim", flat=True).first()
    if claim_id is None:
        return None
    claim = lock_claim(claim_id)
    item = (
        Evidence.objects.select_related("verdict", "snapshot").filter(pk=evidence_id, quote_check__isnull=True).first()
    )
    check = _check_quote(item) if item else None
    if item is None or check is None:
        return None
    dependence = ""
    if item.verdict.is_draft and not item.dependence:
        _link_page_and_source(item, claim, insist=False, fetch=False)
        dependence = item.dependence
        item.save(update_fields=["independent", "dependence"])
    data = EvidenceExamined(**_beginnings(item), found=check.state, dependence=dependence)
    record_event(EVIDENCE_EXAMINED, actor=None, claim=claim, data=data)
    return check


def restore_evidence(draft: Verdict, was: dict[str, Any], *, pk: int | None = None) -> Evidence:
    """Evidence as `selectors.evidence.dump_evidence` told it, in a draft, in its old place if that is given; no event."""
    if pk and Evidence.objects.filter(pk=pk).exists():
        raise DecidedSince("This evidence is back already.")
    item = Evidence(pk=pk, verdict=draft, **was)
    item.save(force_insert=True)
    _check_quote(item)
    return item


# What they have in common ----------------------------------------------------------


def _open_signed_draft(draft: Verdict, editor: User) -> Verdict:
    add_author(draft, editor)
    draft.save(update_fields=["author", "authors", "saved"])
    return draft


def _lock_own_evidence(evidence_id: int, editor: User) -> tuple[Claim, Evidence]:
    """The locked claim with a piece of evidence of the editor's own draft."""
    claim_id = require_found(Evidence.objects.filter(pk=evidence_id).values_list("verdict__claim", flat=True).first())
    claim = lock_claim(claim_id)
    draft = get_own_draft(claim, editor)
    item = require_found(Evidence.objects.select_related("snapshot").filter(pk=evidence_id, verdict=draft).first())
    _open_signed_draft(draft, editor)
    return claim, item


def _write_fields(item: Evidence, content: EvidenceContent) -> None:
    """Put the words in, refusing what will not do."""
    for field, value in content.items():
        setattr(item, field, value.strip() if isinstance(value, str) and field != "quote" else value)
    if not item.question or not item.answer:
        raise BadValue("Evidence has a question and an answer.", field="question")
    if item.stance not in Evidence.Stance:
        raise BadValue("Evidence supports, refutes, or gives context.", field="stance")
    if item.url and not item.url.startswith(("https://", "http://")):
        raise BadValue("An address starts with https:// or http://.", field="url")
    check_lengths(Evidence, **{name: text for name, text in content.items() if isinstance(text, str)})


def _link_page_and_source(item: Evidence, claim: Claim, *, insist: bool, fetch: bool) -> None:
    """Give it the copy of its page, and say whether its source is the claim's own.

    The copy is locked, so that it cannot arrive between this look at it and the end of the transaction.
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
    """Look up the quote anew, if the page is there."""
    QuoteCheck.objects.filter(evidence=item).delete()
    if not item.snapshot or not item.snapshot.is_stored:
        return None
    found = match_quote(item.snapshot.text, item.quote)
    return QuoteCheck.objects.create(
        evidence=item,
        snapshot=item.snapshot,
        state=found.finding,
        skipped_words=found.skipped_words,
        nearest=found.nearest,
    )


def _beginnings(item: Evidence) -> dict[str, Any]:
    """What every event about evidence has in common: see `event_data.verdicts.EvidenceChanged`."""
    texts = {field: getattr(item, field) for field in ("answer", "quote", "stance", "url", "publisher")}
    insisted = item.dependence if item.is_marked_independent else ""
    return {"evidence": item.pk, "question": item.question, "item": texts, "insisted": insisted}
