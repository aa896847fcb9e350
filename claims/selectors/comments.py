"""Reading comments: a window of them, what is new in it, and who is named."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, Max, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import JSONObject

from claims.models import Claim, Comment, Mention, User
from claims.refusals import NotThere, there
from claims.selectors.paging import Page, page_of
from claims.selectors.people import display_name

PAGE_SIZE = 20
NEWS = 50
OVERLAP = timedelta(seconds=5)
"""What was changed in the last moment before the last look may not have been readable then."""


def _told() -> QuerySet[Comment]:
    """Comments with their author, and `named`: who is named in each, without a query of its own."""
    mentions = Mention.objects.filter(comment=OuterRef("pk")).order_by("-id")
    people = mentions.values(person=JSONObject(id=F("user_id"), name=display_name("user__")))
    return Comment.objects.select_related("author").annotate(named=ArraySubquery(people))


def named(comment: Comment) -> list[dict[str, Any]]:
    """Id and name of each colleague whom a comment read here names, as `User.__str__` calls them."""
    people: list[dict[str, Any]] = vars(comment)["named"]
    return people


def of_claim(claim: Claim) -> QuerySet[Comment]:
    """All comments on a claim, oldest first."""
    return _told().filter(claim=claim).order_by("id")


def newest_page(claim: Claim, cursor: str = "") -> Page[Comment]:
    """The newest comments on a claim, oldest first; `next` leads to the ones before them."""
    page = page_of(of_claim(claim).order_by("-id"), cursor, size=PAGE_SIZE)
    return replace(page, rows=page.rows[::-1])


def after(claim: Claim, comment_id: int) -> list[Comment]:
    """The comments that came after one; the rest comes with the next look."""
    return list(of_claim(claim).filter(pk__gt=comment_id)[:NEWS])


def turned(claim: Claim, *, since: datetime, upto: int, but: User) -> list[Comment]:
    """Comments of others, none newer than `upto`, that were taken back, or put back, since then."""
    found = of_claim(claim).filter(changed__gt=since - OVERLAP, pk__lte=upto).exclude(author=but)
    return list(found[:NEWS])


def pulse(claim_id: int, *, user: User) -> Claim:
    """A claim's version, its newest comment, its last change of one, and whether this person is named unseen.

    One query, for pages that ask again and again; refuses with `NotThere`.
    """
    comments = Comment.objects.filter(claim=OuterRef("pk"))
    mentions = Mention.objects.filter(comment__claim=OuterRef("pk"), user=user, seen__isnull=True)
    found = Claim.objects.filter(pk=claim_id).only("pk", "version", "status")
    claim = found.annotate(
        newest_comment=Subquery(comments.order_by("-id").values("pk")[:1]),
        comment_changed=Subquery(comments.order_by().values("claim").annotate(at=Max("changed")).values("at")),
        mentioned=Exists(mentions),
    ).first()
    if claim is None:
        raise NotThere
    return claim


def detail(comment_id: int) -> Comment:
    """One comment; refuses with `NotThere`."""
    return there(_told().select_related("author", "claim").filter(pk=comment_id).first())


def mentions(user: User) -> QuerySet[Mention]:
    """What names this person, newest first, without what was taken back."""
    told = Mention.objects.filter(user=user, comment__removed__isnull=True)
    return told.prefetch_related(Prefetch("comment", _told().select_related("author", "claim"))).order_by("-id")


def unseen(user: User) -> QuerySet[Mention]:
    """What names this person and was not seen yet."""
    return Mention.objects.filter(user=user, seen__isnull=True, comment__removed__isnull=True)
