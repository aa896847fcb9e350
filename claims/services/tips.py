"""Tips: readers ask, the desk finds what is alike, editors link, decline or take in."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from claims import permissions, verbs
from claims.event_data.desk import TipChanged, TipHead, TipsDecided, TipsForgotten, TipSuggestion, TipUnlike
from claims.intake.addresses import canonical
from claims.intake.text import clean, one_line
from claims.models import Article, Tip, User
from claims.refusals import BadValue, EmptyText, IllegalMove, ReasonMissing, require_found
from claims.selectors import tip_notices, tips
from claims.services import articles, events, wake
from claims.services.claims import locked
from claims.services.lengths import check_lengths
from claims.workflow import Status

COMPARE = "claims.tasks.compare_tips"
State = Tip.State


@transaction.atomic
def ask(*, text: str, url: str = "", email: str = "", by: User | None = None) -> Tip:
    """Keep what a reader wants to have checked; the desk looks at once what is alike."""
    check_lengths(Tip, url=url)
    address = canonical(url) if url.strip() else ""
    tip = Tip.objects.create(text=_words("text", text), url=address, email=_address(email))
    events.record(verbs.TIP_ASKED, actor=by, data=TipChanged(tip=tip.pk))
    wake.after_commit(COMPARE)
    return tip


def _words(name: str, text: str) -> str:
    """Return a text for the field `name` of a tip as it is stored, see `intake.text.clean`."""
    check_lengths(Tip, **{name: text})
    try:
        words = clean(text)
    except EmptyText as empty:
        raise BadValue("Say it in a few words.", field=name) from empty
    check_lengths(Tip, **{name: words})  # composing can lengthen a text
    return words


def _address(email: str) -> str:
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
def compare(*, tip_id: int) -> Tip:
    """Hang a new tip on an older one about the same, or suggest the claim it is about; safe to run twice."""
    tip = _locked(tip_id)
    if tip.state != State.OPEN or tip.head_id:
        return tip
    is_new = tip.compared is None and tip.article_id is None and tip.times == 1 and not tip.unlike
    head = _head(tip) if is_new else None
    if head:
        tip.head, tip.compared = head, timezone.now()
        tip.save(update_fields=["head", "compared"])
        events.record(verbs.TIP_GROUPED, actor=None, data=TipHead(tip=tip.pk, head=head.pk))
    elif _suggest(tip):
        data = TipSuggestion(tip=tip.pk, suggested=tip.suggested_id, score=tip.score)
        events.record(verbs.TIP_SUGGESTED, actor=None, data=data)
    return tip


def _head(tip: Tip) -> Tip | None:
    """The older tip, locked, if it still waits; always the older one, so that no two wait for each other."""
    found = tips.nearest_tip(tip)
    head = _locked(found.pk) if found else None
    return head if head and head.state == State.OPEN and head.head_id is None else None


def _suggest(tip: Tip) -> bool:
    """Look for the claim; says whether there is another suggestion than before."""
    before, found = tip.suggested_id, tips.nearest_claim(tip)
    tip.suggested_id, tip.score = (found.pk, found.score) if found else (None, None)
    tip.compared = timezone.now()
    tip.save(update_fields=["suggested", "score", "compared"])
    return tip.suggested_id is not None and tip.suggested_id != before


# What editors say --------------------------------------------------------------------


@transaction.atomic
def link(*, tip_id: int, editor: User, claim_id: int | None = None) -> Tip:
    """Say which claim is meant, the suggested one or another; it holds for all tips about the same."""
    tip = _open(tip_id, editor)
    if (claim_id or tip.suggested_id) is None:
        raise BadValue("Give the number of the claim, or the address of its page.", field="claim")
    claim = locked(claim_id or tip.suggested_id or 0)
    if claim.status == Status.DISMISSED:
        raise IllegalMove("That claim was dismissed. Reopen it first, or decline the question.")
    times = _decide(_group(tip), editor, state=State.LINKED, claim=claim)
    events.record(verbs.TIP_LINKED, actor=editor, claim=claim, data=TipsDecided(tip=tip.pk, times=times))
    return tip


@transaction.atomic
def decline(*, tip_id: int, editor: User, reason: str, note: str = "") -> Tip:
    """Say why the desk does not check it; who left an address is told, `note` included."""
    if not reason:
        raise ReasonMissing
    if reason not in Tip.Reason:
        raise BadValue(f"“{reason[:40]}” is not a reason for declining.", field="reason")
    tip = _open(tip_id, editor)
    words = _words("note", note) if note.strip() else ""
    times = _decide(_group(tip), editor, state=State.DECLINED, reason=reason, note=words)
    events.record(verbs.TIP_DECLINED, actor=editor, data=TipsDecided(tip=tip.pk, reason=reason, times=times))
    return tip


@transaction.atomic
def reopen(*, tip_id: int, editor: User) -> Tip:
    """Take a decision back: the tip is open again, and all that were decided with it."""
    tip = _judged(tip_id, editor)
    if tip.state == State.OPEN or tip.head_id:
        raise IllegalMove("There is nothing to take back.")
    claim = tip.claim
    changes = {"state": State.OPEN, "claim": None, "reason": "", "note": "", "decided": None, "decided_by": None}
    times = _group(tip).filter(decided=tip.decided).update(**changes)
    events.record(verbs.TIP_REOPENED, actor=editor, claim=claim, data=TipsDecided(tip=tip.pk, times=times))
    return tip


@transaction.atomic
def reject(*, tip_id: int, editor: User) -> Tip:
    """Say that the suggested claim is not meant; another may be suggested in its place."""
    tip = _open(tip_id, editor)
    if tip.suggested_id is None:
        raise IllegalMove("Nothing is suggested here.")
    tip.unlike = [*tip.unlike, tip.suggested_id]
    tip.save(update_fields=["unlike"])
    _suggest(tip)
    data = TipUnlike(tip=tip.pk, claim=tip.unlike[-1], suggested=tip.suggested_id)
    events.record(verbs.TIP_REJECTED, actor=editor, data=data)
    return tip


@transaction.atomic
def reconsider(*, tip_id: int, editor: User) -> Tip:
    """Take the last rejection back: its claim may be suggested again."""
    tip = _open(tip_id, editor)
    if not tip.unlike:
        raise IllegalMove("There is nothing to take back.")
    *tip.unlike, again = tip.unlike
    tip.save(update_fields=["unlike"])
    _suggest(tip)
    data = TipUnlike(tip=tip.pk, claim=again, suggested=tip.suggested_id)
    events.record(verbs.TIP_RECONSIDERED, actor=editor, data=data)
    return tip


@transaction.atomic
def separate(*, tip_id: int, editor: User) -> Tip:
    """Say that a tip is not about the same as the one it hangs on: it waits by itself."""
    permissions.demand(editor, "tips.judge")
    tip = _locked_behind_its_head(tip_id)
    if tip.state != State.OPEN or tip.head_id is None:
        raise IllegalMove("It stands by itself already.")
    before = tip.head_id
    tip.head = None
    tip.save(update_fields=["head"])
    _suggest(tip)
    events.record(verbs.TIP_SEPARATED, actor=editor, data=TipHead(tip=tip.pk, head=before))
    return tip


def hand_in(*, tip_id: int, editor: User, page: bool = False) -> Tip:
    """Read a tip as an article, its own text or the `page` at its address; no transaction is open while that loads."""
    permissions.demand(editor, "tips.judge")
    tip = tips.detail(tip_id)
    if page and not tip.url:
        raise BadValue("The reader gave no address. Take in the text instead.", field="page")
    if page:
        article, _ = articles.submit_url(url=tip.url, by=editor)
    else:
        title = one_line(f"A reader asks: {tip.text}")  # made by the machine, so it may be cut
        article, _ = articles.submit_text(text=tip.text, by=editor, title=title)
    return place(tip_id=tip_id, article=article, editor=editor)


@transaction.atomic
def place(*, tip_id: int, article: Article, editor: User) -> Tip:
    """Note what a tip was taken in as; once that is read, its claims are the first to be suggested."""
    tip = _open(tip_id, editor)
    tip.article, tip.suggested, tip.score, tip.compared = article, None, None, None
    tip.save(update_fields=["article", "suggested", "score", "compared"])
    events.record(verbs.TIP_TAKEN_IN, actor=editor, article=article, data=TipChanged(tip=tip.pk))
    return tip


# Addresses ---------------------------------------------------------------------------


@transaction.atomic
def forget() -> int:
    """Erase the addresses that have been kept long enough, some at a time; says how many."""
    keys = tip_notices.forgettable()
    forgotten = Tip.objects.filter(pk__in=keys).update(email="") if keys else 0
    if forgotten:
        events.record(verbs.TIPS_FORGOTTEN, actor=None, data=TipsForgotten(tips=keys))
    return forgotten


# Rows --------------------------------------------------------------------------------


def _locked(tip_id: int) -> Tip:
    return require_found(
        Tip.objects.select_for_update(no_key=True, of=("self",)).select_related("claim").filter(pk=tip_id).first()
    )


def _locked_behind_its_head(tip_id: int) -> Tip:
    """Whoever decides about a head locks it before its others: in the same order nobody waits for each other."""
    head = Tip.objects.filter(pk=tip_id).values("head")
    rows = Tip.objects.select_for_update(no_key=True).filter(Q(pk=tip_id) | Q(pk__in=head)).order_by("pk")
    return require_found(next((row for row in rows if row.pk == tip_id), None))


def _judged(tip_id: int, editor: User) -> Tip:
    permissions.demand(editor, "tips.judge")
    return _locked(tip_id)


def _open(tip_id: int, editor: User) -> Tip:
    tip = _judged(tip_id, editor)
    if tip.state != State.OPEN:
        raise IllegalMove("Somebody has decided this already. Take that back first.")
    if tip.head_id:
        raise IllegalMove("This is decided together with the question it hangs on.")
    return tip


def _group(tip: Tip) -> QuerySet[Tip]:
    return Tip.objects.filter(Q(pk=tip.pk) | Q(head=tip))


def _decide(group: QuerySet[Tip], editor: User, **changes: object) -> int:
    decision = {"decided": timezone.now(), "decided_by": editor, **changes}
    return group.filter(state=State.OPEN).update(**decision)
