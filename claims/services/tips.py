"""Tips: readers submit them, the desk compares them, editors link, decline or submit them as articles."""

import secrets
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext

from claims.event_data.desk import (
    TipChanged,
    TipEmailsErased,
    TipGrouping,
    TipsDecided,
    TipSuggestion,
    TipSuggestionJudged,
)
from claims.intake.addresses import canonical_url
from claims.intake.article_text import clean_text, to_one_line
from claims.models import Article, Tip, User
from claims.permissions import demand
from claims.refusals import BadValue, EmptyText, IllegalMove, ReasonMissing, require_found
from claims.selectors.tip_notifications import list_erasable_tip_ids
from claims.selectors.tips import find_similar_claim, find_similar_tip, get_tip
from claims.services import task_wakeups
from claims.services.articles import submit_text
from claims.services.claims import lock_claim
from claims.services.events import record_event
from claims.services.lengths import check_lengths
from claims.verbs.tips import (
    TIP_ARTICLE_CREATED,
    TIP_DECLINED,
    TIP_EMAILS_ERASED,
    TIP_GROUPED,
    TIP_LINKED,
    TIP_REOPENED,
    TIP_SEPARATED,
    TIP_SUBMITTED,
    TIP_SUGGESTED,
    TIP_SUGGESTION_REJECTED,
    TIP_SUGGESTION_RESTORED,
)
from claims.workflow import Status

COMPARE_TASK = "claims.tasks.compare_tips"
State = Tip.State


def make_tip_key() -> UUID:
    """Return a new secret part of the URL of a tip: 128 random bits, six more than a UUID of version 4 has."""
    return UUID(bytes=secrets.token_bytes(16))


@transaction.atomic
def submit_tip(*, text: str, url: str = "", email: str = "", by: User | None = None) -> Tip:
    """Submit a tip; a task compares it with tips and claims after commit."""
    check_lengths(Tip, url=url)
    address = canonical_url(url) if url.strip() else ""
    text = _clean_text("text", text)
    tip = Tip.objects.create(key=make_tip_key(), text=text, url=address, email=_clean_email(email))
    record_event(TIP_SUBMITTED, actor=by, data=TipChanged(tip=tip.pk))
    task_wakeups.send_task_after_commit(COMPARE_TASK)
    return tip


def _clean_text(name: str, text: str) -> str:
    """Return a text for the field `name` of a tip as it is stored, see `intake.article_text.clean_text`."""
    check_lengths(Tip, **{name: text})
    try:
        words = clean_text(text)
    except EmptyText as empty:
        raise BadValue(gettext("Enter a few words."), field=name) from empty
    check_lengths(Tip, **{name: words})  # normalising can lengthen a text
    return words


def _clean_email(email: str) -> str:
    address = email.strip()
    check_lengths(Tip, email=address)
    if not address:
        return ""
    try:
        validate_email(address)
    except ValidationError as wrong:
        raise BadValue(gettext("Enter a valid e-mail address."), field="email") from wrong
    return address


# Comparing ---------------------------------------------------------------------------


@transaction.atomic
def compare_tip(*, tip_id: int) -> Tip:
    """Group a new tip with an older one about the same, or suggest a claim. Safe to run twice."""
    tip = _lock_tip(tip_id)
    if tip.state != State.OPEN or tip.duplicate_of_id:
        return tip
    is_new = tip.compared is None and tip.article_id is None and tip.reader_count == 1 and not tip.rejected_claims
    head = _lock_older_duplicate(tip) if is_new else None
    if head:
        tip.duplicate_of, tip.compared = head, timezone.now()
        tip.save(update_fields=["duplicate_of", "compared"])
        record_event(TIP_GROUPED, actor=None, data=TipGrouping(tip=tip.pk, duplicate_of=head.pk))
    elif _update_suggestion(tip):
        data = TipSuggestion(tip=tip.pk, suggested=tip.suggested_claim_id, score=tip.suggestion_score)
        record_event(TIP_SUGGESTED, actor=None, data=data)
    return tip


def _lock_older_duplicate(tip: Tip) -> Tip | None:
    """Lock the older tip about the same, if it is open. Only older tips are locked, so that no two can deadlock."""
    similar = find_similar_tip(tip)
    head = _lock_tip(similar.pk) if similar else None
    return head if head and head.state == State.OPEN and head.duplicate_of_id is None else None


def _update_suggestion(tip: Tip) -> bool:
    """Suggest the most similar claim. Returns whether there is a new suggestion."""
    before, claim = tip.suggested_claim_id, find_similar_claim(tip)
    tip.suggested_claim_id, tip.suggestion_score = (claim.pk, claim.score) if claim else (None, None)
    tip.compared = timezone.now()
    tip.save(update_fields=["suggested_claim", "suggestion_score", "compared"])
    return tip.suggested_claim_id is not None and tip.suggested_claim_id != before


# Decisions ---------------------------------------------------------------------------


@transaction.atomic
def link_tip(*, tip_id: int, editor: User, claim_id: int | None = None) -> Tip:
    """Link a tip, and all tips grouped with it, to the suggested claim or to another one."""
    tip = _lock_open_tip(tip_id, editor)
    if (claim_id or tip.suggested_claim_id) is None:
        raise BadValue(gettext("Enter the number of a claim or the URL of its page."), field="claim")
    claim = lock_claim(claim_id or tip.suggested_claim_id or 0)
    if claim.status == Status.DISMISSED:
        raise IllegalMove(gettext("This claim is dismissed. Reopen it first, or decline the tip."))
    times = _decide_group(_duplicates_of(tip), editor, state=State.LINKED, claim=claim)
    record_event(TIP_LINKED, actor=editor, claim=claim, data=TipsDecided(tip=tip.pk, times=times))
    return tip


@transaction.atomic
def decline_tip(*, tip_id: int, editor: User, reason: str, note: str = "") -> Tip:
    """Decline a tip, and all tips grouped with it, with a reason. Readers who left an address get reason and note."""
    if not reason:
        raise ReasonMissing
    if reason not in Tip.Reason:
        detail = gettext("“%(reason)s” is not a reason for declining a tip.")
        raise BadValue(detail % {"reason": reason[:40]}, field="reason")
    tip = _lock_open_tip(tip_id, editor)
    note = _clean_text("note", note) if note.strip() else ""
    times = _decide_group(_duplicates_of(tip), editor, state=State.DECLINED, reason=reason, note=note)
    record_event(TIP_DECLINED, actor=editor, data=TipsDecided(tip=tip.pk, reason=reason, times=times))
    return tip


@transaction.atomic
def reopen_tip(*, tip_id: int, editor: User) -> Tip:
    """Reverse a decision: the tip is open again, and all tips that were decided with it."""
    tip = _lock_decided_tip(tip_id, editor)
    if tip.state == State.OPEN or tip.duplicate_of_id:
        raise IllegalMove(gettext("There is no decision to reverse."))
    claim = tip.claim
    changes = {"state": State.OPEN, "claim": None, "reason": "", "note": "", "decided": None, "decided_by": None}
    times = _duplicates_of(tip).filter(decided=tip.decided).update(**changes)
    record_event(TIP_REOPENED, actor=editor, claim=claim, data=TipsDecided(tip=tip.pk, times=times))
    return tip


@transaction.atomic
def reject_suggestion(*, tip_id: int, editor: User) -> Tip:
    """Reject the suggested claim; another one may be suggested."""
    tip = _lock_open_tip(tip_id, editor)
    if tip.suggested_claim_id is None:
        raise IllegalMove(gettext("No claim is suggested for this tip."))
    tip.rejected_claims = [*tip.rejected_claims, tip.suggested_claim_id]
    tip.save(update_fields=["rejected_claims"])
    _update_suggestion(tip)
    data = TipSuggestionJudged(tip=tip.pk, claim=tip.rejected_claims[-1], suggested=tip.suggested_claim_id)
    record_event(TIP_SUGGESTION_REJECTED, actor=editor, data=data)
    return tip


@transaction.atomic
def restore_suggestion(*, tip_id: int, editor: User) -> Tip:
    """Restore the claim that was rejected last: it may be suggested again."""
    tip = _lock_open_tip(tip_id, editor)
    if not tip.rejected_claims:
        raise IllegalMove(gettext("No claim was rejected for this tip."))
    *tip.rejected_claims, restored = tip.rejected_claims
    tip.save(update_fields=["rejected_claims"])
    _update_suggestion(tip)
    data = TipSuggestionJudged(tip=tip.pk, claim=restored, suggested=tip.suggested_claim_id)
    record_event(TIP_SUGGESTION_RESTORED, actor=editor, data=data)
    return tip


@transaction.atomic
def separate_tip(*, tip_id: int, editor: User) -> Tip:
    """Separate a tip from the group: it is not about the same."""
    demand(editor, "tips.decide")
    tip = _lock_tip_group(tip_id)
    if tip.state != State.OPEN or tip.duplicate_of_id is None:
        raise IllegalMove(gettext("This tip is not grouped with another."))
    before = tip.duplicate_of_id
    tip.duplicate_of = None
    tip.save(update_fields=["duplicate_of"])
    _update_suggestion(tip)
    record_event(TIP_SEPARATED, actor=editor, data=TipGrouping(tip=tip.pk, duplicate_of=before))
    return tip


def create_article_from_tip(*, tip_id: int, editor: User) -> Tip:
    """Submit the text of a tip as an article; `services.submissions.submit_tip_page` submits the page at its URL."""
    demand(editor, "tips.decide")
    tip = get_tip(tip_id)
    title = to_one_line(gettext("Tip: %(text)s") % {"text": tip.text})  # a machine makes it, so it may be cut
    article, _ = submit_text(text=tip.text, by=editor, title=title)
    return set_tip_article(tip_id=tip_id, article=article, editor=editor)


@transaction.atomic
def set_tip_article(*, tip_id: int, article: Article, editor: User) -> Tip:
    """Store the article of a tip. Once it is read, its claims are suggested first."""
    tip = _lock_open_tip(tip_id, editor)
    tip.article, tip.suggested_claim, tip.suggestion_score, tip.compared = article, None, None, None
    tip.save(update_fields=["article", "suggested_claim", "suggestion_score", "compared"])
    record_event(TIP_ARTICLE_CREATED, actor=editor, article=article, data=TipChanged(tip=tip.pk))
    return tip


# E-mail addresses --------------------------------------------------------------------


@transaction.atomic
def erase_tip_emails() -> int:
    """Erase e-mail addresses whose time is up, a portion per call; return their number."""
    ids = list_erasable_tip_ids()
    erased = Tip.objects.filter(pk__in=ids).update(email="") if ids else 0
    if erased:
        record_event(TIP_EMAILS_ERASED, actor=None, data=TipEmailsErased(tips=ids))
    return erased


# Rows --------------------------------------------------------------------------------


def _lock_tip(tip_id: int) -> Tip:
    return require_found(
        Tip.objects.select_for_update(no_key=True, of=("self",)).select_related("claim").filter(pk=tip_id).first()
    )


def _lock_tip_group(tip_id: int) -> Tip:
    """Lock a tip and the head of its group in the order of ids, as decisions on a group do, so that none deadlocks."""
    head = Tip.objects.filter(pk=tip_id).values("duplicate_of")
    rows = Tip.objects.select_for_update(no_key=True).filter(Q(pk=tip_id) | Q(pk__in=head)).order_by("pk")
    return require_found(next((row for row in rows if row.pk == tip_id), None))


def _lock_decided_tip(tip_id: int, editor: User) -> Tip:
    demand(editor, "tips.decide")
    return _lock_tip(tip_id)


def _lock_open_tip(tip_id: int, editor: User) -> Tip:
    tip = _lock_decided_tip(tip_id, editor)
    if tip.state != State.OPEN:
        raise IllegalMove(gettext("This tip has already been decided. Reverse the decision first."))
    if tip.duplicate_of_id:
        raise IllegalMove(gettext("This tip is grouped with another and decided together with it."))
    return tip


def _duplicates_of(tip: Tip) -> QuerySet[Tip]:
    return Tip.objects.filter(Q(pk=tip.pk) | Q(duplicate_of=tip))


def _decide_group(group: QuerySet[Tip], editor: User, **changes: object) -> int:
    decision = {"decided": timezone.now(), "decided_by": editor, **changes}
    return group.filter(state=State.OPEN).update(**decision)
