"""Reading who has been told about a change of what they reported, and who has yet to be."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from operator import attrgetter
from typing import TypeVar

from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils import timezone

from claims.models import Claim, Contest, Flag, Notice, Publication
from claims.models.mail import Mail

Kind = TypeVar("Kind", bound=Mail)
LIMIT = 200
AGAIN = timedelta(minutes=10)
"""How long a mail that could not be sent waits for its next attempt."""

Due = tuple[int, int | None]
"""A flag and the publication that its reporter is to hear of; None for how the flag was closed."""


def due() -> list[Due]:
    """What reporters who left an address have not been told yet, `LIMIT` at most."""
    return [*_changes(), *_closings(), *_again()][:LIMIT]


def due_contests() -> list[int]:
    """Answered objections whose owners have not been told yet, `LIMIT` at most; who is shut out is told nothing."""
    told = Notice.objects.filter(contest=OuterRef("pk"))
    waiting = Contest.objects.filter(closed__isnull=False, by__is_active=True).exclude(Exists(told))
    new = list(waiting.order_by("closed").values_list("pk", flat=True)[:LIMIT])
    again = failed(Notice.objects.filter(contest__isnull=False)).order_by("tried").values_list("contest", flat=True)
    return [*new, *(pk for pk in again[:LIMIT] if pk)][:LIMIT]


def _changes() -> list[Due]:
    """Revisions that followed the one somebody reported."""
    others = "publication__claim__publications"
    flags = Flag.objects.exclude(email="").annotate(later=F(others), number=F(f"{others}__revision"))
    told = Notice.objects.filter(flag=OuterRef("pk"), publication=OuterRef("later"))
    flags = flags.filter(number__gt=F("publication__revision")).exclude(Exists(told))
    return list(flags.order_by("later", "pk").values_list("pk", "later")[:LIMIT])


def _closings() -> list[Due]:
    told = Notice.objects.filter(flag=OuterRef("pk"), publication__isnull=True)
    flags = Flag.objects.exclude(email="").filter(closed__isnull=False).exclude(Exists(told))
    return [(flag, None) for flag in flags.order_by("pk").values_list("pk", flat=True)[:LIMIT]]


def _again() -> list[Due]:
    unsent = failed(Notice.objects.filter(flag__isnull=False)).order_by("tried").values_list("flag", "publication")
    return [(flag, about) for flag, about in unsent[:LIMIT] if flag]


def failed(mails: QuerySet[Kind]) -> QuerySet[Kind]:
    """Those of the mails that could not be sent, and whose next attempt is due."""
    unsent = mails.filter(sent__isnull=True, attempts__lt=Mail.ATTEMPTS)
    return unsent.filter(tried__lt=timezone.now() - AGAIN)


@dataclass(frozen=True, slots=True)
class Receipt:
    """Whether one reporter was told of one thing; `publication` None is how the flag was closed."""

    flag: Flag
    publication: Publication | None
    sent: datetime | None
    attempts: int

    @property
    def state(self) -> str:
        """In a word: told, waiting, failed, or no address."""
        if self.sent:
            return "told"
        if not self.flag.email:
            return "no address"
        return "failed" if self.attempts >= Notice.ATTEMPTS else "waiting"


def receipts(claim: Claim, flags: Iterable[Flag]) -> list[Receipt]:
    """For reports about a claim's verdict, what each reporter is to be told and whether that was done."""
    notices = Notice.objects.filter(flag__publication__claim=claim)
    known = {(notice.flag_id, notice.publication_id): notice for notice in notices[: LIMIT * 10]}
    revisions = list(claim.publications.defer("document", "page").order_by("-revision")[:LIMIT])
    return [
        _receipt(flag, about, known.get((flag.pk, about.pk if about else None)))
        for flag in sorted(flags, key=attrgetter("pk"), reverse=True)
        for about in _told(flag, revisions)
    ]


def _told(flag: Flag, revisions: list[Publication]) -> list[Publication | None]:
    later: list[Publication | None] = [each for each in revisions if each.revision > flag.publication.revision]
    return [*later, None] if flag.closed else later


def _receipt(flag: Flag, about: Publication | None, notice: Notice | None) -> Receipt:
    return Receipt(flag, about, notice.sent if notice else None, notice.attempts if notice else 0)
