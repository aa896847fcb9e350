"""Tips: readers ask, the desk finds what is alike, editors link, decline or take in."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from claims.event_data.desk import TipChanged, TipHead, TipsDecided, TipsForgotten, TipSuggestion, TipUnlike
from claims.intake.addresses import canonical_url
from claims.intake.article_text import clean_text, to_one_line
from claims.models import Article, Tip, User
from claims.permissions import demand
from claims.refusals import BadValue, EmptyText, IllegalMove, ReasonMissing, require_found
from claims.selectors.tip_notifications import list_erasable_tip_ids
from claims.selectors.tips import find_similar_claim, find_similar_tip, get_tip
from claims.services import task_wakeups
from claims.services.articles import submit_text, submit_url
from claims.services.claims import lock_claim
from claims.services.events import record_event
from claims.services.lengths import check_lengths
from claims.verbs import (
    TIP_ASKED,
    TIP_DECLINED,
    TIP_GROUPED,
    TIP_LINKED,
    TIP_RECONSIDERED,
    TIP_REJECTED,
    TIP_REOPENED,
    TIP_SEPARATED,
    TIP_SUGGESTED,
    TIP_TAKEN_IN,
    TIPS_FORGOTTEN,
)
from claims.workflow import Status

COMPARE_TASK = "claims.tasks.compare_tips"
State = Tip.State


@transaction.atomic
def submit_tip(*, text: str, url: str = "", email: str = "", by: User | None = None) -> Tip:
    """Keep what a reader wants to have checked; the desk looks at once what is alike."""
    check_lengths(Tip, url=url)
    address = canonical_url(url) if url.strip() else ""
    tip = Tip.objects.create(text=_clean_text("text", text), url=address, email=_clean_email(email))
    record_event(TIP_ASKED, actor=by, data=TipChanged(tip=tip.pk))
    task_wakeups.send_task_after_commit(COMPARE_TASK)
    return tip


def _clean_text(name: str, text: str) -> str:
    """Return a text for the field `name` of a tip as it is stored, see `intake.article_text.clean_text`."""
    check_lengths(Tip, **{name: text})
    try:
        words = clean_text(text)
    except EmptyText as empty:
        raise BadValue("Say it in a few words.", field=name) from empty
    check_lengths(Tip, **{name: words})  # composing can lengthen a text
    return words


def _clean_email(email: str) -> str:
    address = email.strip()
    check_lengths(Tip, email=address)
    if not address:
        return ""
    try:
        validate_email(address)
    except ValidationError as wrong:
        raise BadValue("This is not an e-mail address.", field="email") from wrong
    return address


# What the desk finds by itself -------------------------------------------------------


@transaction.atomic
def compare_tip(*, tip_id: int) -> Tip:
    """Hang a new tip on an older one about the same, or suggest the claim it is about; safe to run twice."""
    tip = _lock_tip(tip_id)
    if tip.state != State.OPEN or tip.duplicate_of_id:
        return tip
    is_new = tip.compared is None and tip.article_id is None and tip.reader_count == 1 and not tip.rejected_claims
    head = _lock_older_duplicate(tip) if is_new else None
    if head:
        tip.duplicate_of, tip.compared = head, timezone.now()
        tip.save(update_fields=["duplicate_of", "compared"])
        record_event(TIP_GROUPED, actor=None, data=TipHead(tip=tip.pk, duplicate_of=head.pk))
    elif _update_suggestion(tip):
        data = TipSuggestion(tip=tip.pk, suggested=tip.suggested_claim_id, score=tip.suggestion_score)
        record_event(TIP_SUGGESTED, actor=None, data=data)
    return tip


def _lock_older_duplicate(tip: Tip) -> Tip | None:
    """The older tip, locked, if it still waits; always the older one, so that no two wait for each other."""
    found = find_similar_tip(tip)
    head = _lock_tip(found.pk) if found else None
    return head if head and head.state == State.OPEN and head.duplicate_of_id is None else None


def _update_suggestion(tip: Tip) -> bool:
    """Look for the claim; says whether there is another suggestion than before."""
    before, found = tip.suggested_claim_id, find_similar_claim(tip)
    tip.suggested_claim_id, tip.suggestion_score = (found.pk, found.score) if found else (None, None)
    tip.compared = timezone.now()
    tip.save(update_fields=["suggested_claim", "suggestion_score", "compared"])
    return tip.suggested_claim_id is not None and tip.suggested_claim_id != before


# What editors say --------------------------------------------------------------------


@transaction.atomic
def link_tip(*, tip_id: int, editor: User, claim_id: int | None = None) -> Tip:
    """Say which claim is meant, the suggested one or another; it holds for all tips about the same."""
    tip = _lock_open_tip(tip_id, editor)
    if (claim_id or tip.suggested_claim_id) is None:
        raise BadValue("Give the number of the claim, or the address of its page.", field="claim")
    claim = lock_claim(claim_id or tip.suggested_claim_id or 0)
    if claim.status == Status.DISMISSED:
        raise IllegalMove("That claim was dismissed. Reopen it first, or decline the question.")
    times = _decide_group(_duplicates_of(tip), editor, state=State.LINKED, claim=claim)
    record_event(TIP_LINKED, actor=editor, claim=claim, data=TipsDecided(tip=tip.pk, times=times))
    return tip


@transaction.atomic
def decline_tip(*, tip_id: int, editor: User, reason: str, note: str = "") -> Tip:
    """Say why the desk does not check it; who left an address is told, `note` included."""
    if not reason:
        raise ReasonMissing
    if reason not in Tip.Reason:
        raise BadValue(f"“{reason[:40]}” is not a reason for declining.", field="reason")
    tip = _lock_open_tip(tip_id, editor)
    words = _clean_text("note", note) if note.strip() else ""
    times = _decide_group(_duplicates_of(tip), editor, state=State.DECLINED, reason=reason, note=words)
    record_event(TIP_DECLINED, actor=editor, data=TipsDecided(tip=tip.pk, reason=reason, times=times))
    return tip


@transaction.atomic
def reopen_tip(*, tip_id: int, editor: User) -> Tip:
    """Take a decision back: the tip is open again, and all that were decided with it."""
    tip = _lock_decided_tip(tip_id, editor)
    if tip.state == State.OPEN or tip.duplicate_of_id:
        raise IllegalMove("There is nothing to take back.")
    claim = tip.claim
    changes = {"state": State.OPEN, "claim": None, "reason": "", "note": "", "decided": None, "decided_by": None}
    times = _duplicates_of(tip).filter(decided=tip.decided).update(**changes)
    record_event(TIP_REOPENED, actor=editor, claim=claim, data=TipsDecided(tip=tip.pk, times=times))
    return tip


@transaction.atomic
def reject_suggestion(*, tip_id: int, editor: User) -> Tip:
    """Say that the suggested claim is not meant; another may be suggested in its place."""
    tip = _lock_open_tip(tip_id, editor)
    if tip.suggested_claim_id is None:
        raise IllegalMove("Nothing is suggested here.")
    tip.rejected_claims = [*tip.rejected_claims, tip.suggested_claim_id]
    tip.save(update_fields=["rejected_claims"])
    _update_suggestion(tip)
    data = TipUnlike(tip=tip.pk, claim=tip.rejected_claims[-1], suggested=tip.suggested_claim_id)
    record_event(TIP_REJECTED, actor=editor, data=data)
    return tip


@transaction.atomic
def restore_suggestion(*, tip_id: int, editor: User) -> Tip:
    """Take the last rejection back: its claim may be suggested again."""
    tip = _lock_open_tip(tip_id, editor)
    if not tip.rejected_claims:
        raise IllegalMove("There is nothing to take back.")
    *tip.rejected_claims, again = tip.rejected_claims
    tip.save(update_fields=["rejected_claims"])
    _update_suggestion(tip)
    data = TipUnlike(tip=tip.pk, claim=again, suggested=tip.suggested_claim_id)
    record_event(TIP_RECONSIDERED, actor=editor, data=data)
    return tip


@transaction.atomic
def separate_tip(*, tip_id: int, editor: User) -> Tip:
    """Say that a tip is not about the same as the one it hangs on: it waits by itself."""
    demand(editor, "tips.decide")
    tip = _lock_tip_group(tip_id)
    if tip.state != State.OPEN or tip.duplicate_of_id is None:
        raise IllegalMove("It stands by itself already.")
    before = tip.duplicate_of_id
    tip.duplicate_of = None
    tip.save(update_fields=["duplicate_of"])
    _update_suggestion(tip)
    record_event(TIP_SEPARATED, actor=editor, data=TipHead(tip=tip.pk, duplicate_of=before))
    return tip


def create_article_from_tip(*, tip_id: int, editor: User, page: bool = False) -> Tip:
    """Read a tip as an article, its own text or the `page` at its address; no transaction is open while that loads."""
    demand(editor, "tips.decide")
    tip = get_tip(tip_id)
    if page and not tip.url:
        raise BadValue("The reader gave no address. Take in the text instead.", field="page")
    if page:
        article, _ = submit_url(url=tip.url, by=editor)
    else:
        title = to_one_line(f"A reader asks: {tip.text}")  # made by the machine, so it may be cut
        article, _ = submit_text(text=tip.text, by=editor, title=title)
    return set_tip_article(tip_id=tip_id, article=article, editor=editor)


@transaction.atomic
def set_tip_article(*, tip_id: int, article: Article, editor: User) -> Tip:
    """Note what a tip was taken in as; once that is read, its claims are the first to be suggested."""
    tip = _lock_open_tip(tip_id, editor)
    tip.article, tip.suggested_claim, tip.suggestion_score, tip.compared = article, None, None, None
    tip.save(update_fields=["article", "suggested_claim", "suggestion_score", "compared"])
    record_event(TIP_TAKEN_IN, actor=editor, article=article, data=TipChanged(tip=tip.pk))
    return tip


# Addresses ---------------------------------------------------------------------------


@transaction.atomic
def erase_tip_emails() -> int:
    """Erase the addresses that have been kept long enough, some at a time; says how many."""
    keys = list_erasable_tip_ids()
    forgotten = Tip.objects.filter(pk__in=keys).update(email="") if keys else 0
    if forgotten:
        record_event(TIPS_FORGOTTEN, actor=None, data=TipsForgotten(tips=keys))
    return forgotten


# Rows --------------------------------------------------------------------------------


def _lock_tip(tip_id: int) -> Tip:
    return require_found(
        Tip.objects.select_for_update(no_key=True, of=("self",)).select_related("claim").filter(pk=tip_id).first()
    )


def _lock_tip_group(tip_id: int) -> Tip:
    """Whoever decides about a head locks it before its others: in the same order nobody waits for each other."""
    head = Tip.objects.filter(pk=tip_id).values("duplicate_of")
    rows = Tip.objects.select_for_update(no_key=True).filter(Q(pk=tip_id) | Q(pk__in=head)).order_by("pk")
    return require_found(next((row for row in rows if row.pk == tip_id), None))


def _lock_decided_tip(tip_id: int, editor: User) -> Tip:
    demand(editor, "tips.decide")
    return _lock_tip(tip_id)


def _lock_open_tip(tip_id: int, editor: User) -> Tip:
    tip = _lock_decided_tip(tip_id, editor)
    if tip.state != State.OPEN:
        raise IllegalMove("Somebody has decided this already. Take that back first.")
    if tip.duplicate_of_id:
        raise IllegalMove("This is decided together with the question it hangs on.")
    return tip


def _duplicates_of(tip: Tip) -> QuerySet[Tip]:
    return Tip.objects.filter(Q(pk=tip.pk) | Q(duplicate_of=tip))


def _decide_group(group: QuerySet[Tip], editor: User, **changes: object) -> int:
    decision = {"decided": timezone.now(), "decided_by": editor, **changes}
    return group.filter(state=State.OPEN).update(**decision)
