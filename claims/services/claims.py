"""Claims before review: accept, dismiss, reopen, add by hand."""

from dataclasses import replace

from django.db import IntegrityError, transaction
from django.utils.translation import gettext

from claims.bounds import LARGEST_BIGINT
from claims.dismissals import DISMISSALS, DUPLICATE
from claims.event_data.claims import ClaimAdded, ClaimDismissed, ClaimReopened, Moved
from claims.models import Appearance, Article, Claim, Event, Lease, User
from claims.models.claim import UNMATCHED_CLAIMS
from claims.permissions import demand, move_refusal
from claims.refusals import AnchorLost, BadValue, IllegalMove, ReasonMissing, VersionConflict, require_found
from claims.selectors.prepared_rows import ID, PreparedRows
from claims.selectors.removals import check_not_removed
from claims.selectors.situations import load_situation
from claims.services.appearance_rows import anchor_by_hand
from claims.services.events import record_event
from claims.services.leases import end_lease
from claims.services.lengths import check_reasons
from claims.services.reading_leases import send_to_passage_reader
from claims.services.readings import claim_wording, file_under_topics
from claims.services.registry import makes_move
from claims.verbs import CLAIM_ALTERING_VERBS, DECISION_UNDONE
from claims.verbs.claims import CLAIM_ADDED
from claims.workflow import MOVES, Move, Status


def lock_claim(claim_id: int, *, version: int | None = None) -> Claim:
    """Lock a claim until the transaction ends. Refuse if its version is not the one that was seen."""
    claim = require_found(_LOCKED_CLAIM.find(min(claim_id, LARGEST_BIGINT)))
    check_not_removed(claim.text)
    if version is not None and claim.version != version:
        raise VersionConflict(_changed_by(claim), claim=claim.pk, version=claim.version, status=claim.status)
    return claim


_LOCKED_CLAIM = PreparedRows(lambda: Claim.objects.select_for_update(no_key=True, of=("self",)).filter(pk=ID))


def lock_unmatched_claim(claim_id: int) -> Claim | None:
    """Lock a claim that has not been compared yet until the transaction ends; None if another worker has it."""
    rows = Claim.objects.select_for_update(no_key=True, skip_locked=True, of=("self",))
    return rows.filter(UNMATCHED_CLAIMS, pk=claim_id).first()


def _changed_by(claim: Claim) -> str:
    """Return the sentence that says who changed the claim; empty if the desk itself did."""
    events = claim.events.filter(verb__in=[*CLAIM_ALTERING_VERBS, DECISION_UNDONE.name], actor__isnull=False)
    newest = events.select_related("actor").order_by("-id").first()
    if newest is None:
        return ""
    detail = gettext("%(name)s changed this after you opened it. Check the current version, then decide again.")
    return detail % {"name": newest.actor}


def check_move(claim: Claim, name: str, *, by: User | None) -> Move:
    """Return the move, or raise why it cannot be made. For the desk itself, `by` None, only the status is checked."""
    step = MOVES[name]
    if by is None and claim.status not in step.sources:
        raise IllegalMove
    if by and (refusal := move_refusal(by, name, load_situation(by, claim, [name]))):
        raise refusal
    return step


def make_claim_move(
    claim: Claim, name: str, *, by: User | None, changes: dict[str, object] | None = None, data: Moved | None = None
) -> Event:
    """Check a move of a locked claim and make it (see `take_step`)."""
    check_move(claim, name, by=by)
    return take_step(claim, name, by=by, changes=changes, data=data)


def take_step(
    claim: Claim, name: str, *, by: User | None, changes: dict[str, object] | None = None, data: Moved | None = None
) -> Event:
    """Make a move of a locked claim that has been checked: write `changes` with it and record its event.

    The statuses in `data` are filled in.
    """
    step, before = MOVES[name], claim.status
    written: dict[str, object] = {
        "dismissal": "",
        "duplicate_of": None,
        "status": step.target.value,
        "version": claim.version + 1,
        **(changes or {}),
    }
    for field, value in written.items():
        setattr(claim, field, value)
    claim.save(update_fields=list(written))
    moved = replace(data or Moved(), from_status=before, to_status=claim.status)
    return record_event(step.verb, actor=by, claim=claim, data=moved)


@makes_move("accept")
@transaction.atomic
def accept_claim(*, claim_id: int, editor: User, version: int | None = None, batch: str = "") -> Event:
    """Put a detected claim into the queue."""
    return make_claim_move(lock_claim(claim_id, version=version), "accept", by=editor, data=Moved(batch=batch))


@makes_move("dismiss")
@transaction.atomic
def dismiss_claim(
    *,
    claim_id: int,
    editor: User,
    reason: str,
    note: str = "",
    duplicate_of: int | None = None,
    version: int | None = None,
    batch: str = "",
) -> Event:
    """Dismiss a claim with a reason, a code of `claims.dismissals`.

    A duplicate can name the claim that it is filed under, as a further appearance of it.
    """
    if not reason:
        raise ReasonMissing
    if reason not in DISMISSALS:
        detail = gettext("“%(reason)s” is not a reason for dismissing a claim.")
        raise BadValue(detail % {"reason": reason[:40]}, field="reason")
    check_reasons(note=note)
    original = _lock_original(claim_id, reason, duplicate_of) if duplicate_of else None
    claim = lock_claim(claim_id, version=version)
    data = ClaimDismissed(reason=reason, note=note, batch=batch, duplicate_of=original.pk if original else None)
    changes: dict[str, object] = {"dismissal": reason, "duplicate_of": original}
    event = make_claim_move(claim, "dismiss", by=editor, changes=changes, data=data)
    end_lease(claim, Lease.Ending.CLOSED)
    return event


def _lock_original(claim_id: int, reason: str, duplicate_of: int) -> Claim:
    """Return the claim that another is a duplicate of, locked; of a duplicate, the claim that it is filed under."""
    if reason != DUPLICATE:
        raise BadValue(gettext("Only a duplicate names another claim."), field="duplicate_of")
    named = require_found(Claim.objects.filter(pk=duplicate_of).first())
    locked = {pk: lock_claim(pk) for pk in sorted({claim_id, named.duplicate_of_id or named.pk})}
    original = locked[named.duplicate_of_id or named.pk]
    if original.pk == claim_id or original.status in (Status.DETECTED, Status.DISMISSED):
        raise BadValue(gettext("Name another claim, one that is accepted or checked."), field="duplicate_of")
    if Claim.objects.filter(duplicate_of=claim_id).exists():
        raise BadValue(gettext("Other claims are filed under this one."), field="duplicate_of")
    return original


@makes_move("reopen")
@transaction.atomic
def reopen_claim(*, claim_id: int, editor: User, version: int | None = None) -> Event:
    """Move a claim back to triage."""
    claim = lock_claim(claim_id, version=version)
    return make_claim_move(
        claim, "reopen", by=editor, data=ClaimReopened(dismissal=claim.dismissal, duplicate_of=claim.duplicate_of_id)
    )


@transaction.atomic
def add_claim(*, article: Article, editor: User, start: int, end: int, exact: str) -> Claim:
    """Put a passage that was not detected into the queue; a worker reads it. A passage that is a claim is returned."""
    demand(editor, "claims.add")
    start, end = _trim_span(article.text, start, end)
    if not exact.strip() or article.text[start:end].split() != exact.split():
        raise AnchorLost
    existing = Appearance.objects.filter(article=article, start=start, end=end).select_related("claim").first()
    if existing:
        return existing.claim
    claim = Claim(
        text=claim_wording(article.text[start:end]), status=Status.QUEUED, added_by=editor,
        unread=list(Claim.PASSAGE_PARTS), reach=article.reach,
    )  # fmt: skip
    file_under_topics([claim], article)
    claim.save()
    _create_appearance(claim, article, start, end)
    record_event(CLAIM_ADDED, actor=editor, claim=claim, article=article, data=ClaimAdded(start=start, end=end))
    send_to_passage_reader(claim.pk)
    return claim


def _trim_span(text: str, start: int, end: int) -> tuple[int, int]:
    if not 0 <= start < end <= len(text):
        raise AnchorLost
    passage = text[start:end]
    return start + len(passage) - len(passage.lstrip()), end - len(passage) + len(passage.rstrip())


def _create_appearance(claim: Claim, article: Article, start: int, end: int) -> None:
    place = Appearance(claim=claim, article=article, sentence_start=start, sentence_end=end)
    try:
        with transaction.atomic():
            anchor_by_hand(place, article, start, end).save()
    except IntegrityError as clash:
        raise VersionConflict(gettext("Somebody has just added the same passage.")) from clash
