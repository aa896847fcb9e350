"""Comments: pages of them, and what is new on an open page."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, TypedDict

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, Max, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject

from claims.models import Claim, Comment, DeskNotification, Mention, User
from claims.refusals import NotFound, require_found
from claims.selectors.editors import display_name
from claims.selectors.paging import Page, cursor_at, page_of
from claims.selectors.prepared_rows import ID, PreparedRows

PAGE_SIZE = 20
MAX_NEW_COMMENTS = 50
POLL_OVERLAP = timedelta(seconds=5)
"""Overlap of two polls: a change just before a poll may not have been committed yet."""


class Person(TypedDict):
    """A colleague, with the name that `User.__str__` gives."""

    id: int
    name: str


if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    class _Mentions(TypedDict):
        mentioned: list[Person]

    LoadedComment = WithAnnotations[Comment, _Mentions]
else:
    LoadedComment = Comment


def with_people() -> "QuerySet[Comment, LoadedComment]":
    """Load comments with their author and the colleagues whom they mention, in one query."""
    mentions = Mention.objects.filter(comment=OuterRef("pk")).order_by("-id")
    people = mentions.values(person=JSONObject(id=F("user_id"), name=display_name("user__")))
    return Comment.objects.select_related("author").annotate(mentioned=ArraySubquery(people))


def list_comments(claim: Claim) -> "QuerySet[Comment, LoadedComment]":
    """Return the comments on a claim, oldest first."""
    return with_people().filter(claim=claim).order_by("id")


def newest_page(claim: Claim, cursor: str = "") -> Page[LoadedComment]:
    """Return the newest comments on a claim, in order; `next` leads to the earlier ones."""
    if cursor:
        page = page_of(list_comments(claim).order_by("-id"), cursor, size=PAGE_SIZE)
        return replace(page, rows=page.rows[::-1])
    newest = _NEWEST_COMMENTS.fetch(claim.pk)
    rows = newest[PAGE_SIZE - 1 :: -1]
    return Page(rows, next=cursor_at(Comment.objects.order_by("-id"), rows[0]) if len(newest) > PAGE_SIZE else "")


_NEWEST_COMMENTS = PreparedRows(lambda: with_people().filter(claim=ID).order_by("-id")[: PAGE_SIZE + 1])


def list_comments_after(claim: Claim, comment_id: int) -> list[LoadedComment]:
    """Return the comments after a comment, up to a limit; the next poll returns the rest."""
    return list(list_comments(claim).filter(pk__gt=comment_id)[:MAX_NEW_COMMENTS])


def list_changed_comments(claim: Claim, *, since: datetime, upto: int, but: User) -> list[LoadedComment]:
    """Return comments by others, up to the id `upto`, that were removed or restored since then."""
    comments = list_comments(claim).filter(changed__gt=since - POLL_OVERLAP, pk__lte=upto).exclude(author=but)
    return list(comments[:MAX_NEW_COMMENTS])


@dataclass(frozen=True, slots=True)
class Pulse:
    """What an open page polls about its claim.

    `newest_comment` is an id, `comment_changed` when a comment was last removed or restored; `is_news` says that
    the person has an unseen notification about the claim. Of the claim, only id, version and status are loaded.
    """

    claim: Claim
    newest_comment: int | None
    comment_changed: datetime | None
    is_news: bool


def get_claim_pulse(claim_id: int, *, user: User) -> Pulse:
    """Return the pulse of a claim in one query; raise `NotFound`."""
    comments = Comment.objects.filter(claim=OuterRef("pk"))
    unseen = DeskNotification.objects.filter(person=user, claim=OuterRef("pk"), seen__isnull=True)
    claims = Claim.objects.filter(pk=claim_id).only("pk", "version", "status")
    row = claims.annotate(
        newest_comment=Subquery(comments.order_by("-id").values("pk")[:1]),
        comment_changed=Subquery(comments.order_by().values("claim").annotate(at=Max("changed")).values("at")),
        is_news=Exists(unseen),
    ).first()
    if row is None:
        raise NotFound
    return Pulse(row, row.newest_comment, row.comment_changed, row.is_news)


def get_comment(comment_id: int) -> LoadedComment:
    """Return a comment; raises `NotFound`."""
    return require_found(with_people().select_related("author", "claim").filter(pk=comment_id).first())
