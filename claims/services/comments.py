"""Comments of the desk about a claim, and the colleagues whom they mention."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from claims.event_data import Verb
from claims.event_data.claims import CommentChanged
from claims.models import Comment, Mention, User
from claims.permissions import demand
from claims.refusals import IllegalMove, NotAllowed, ReasonMissing, require_found
from claims.selectors.mentions import find_mentioned_users
from claims.services.claims import lock_claim
from claims.services.desk_notifications import forget_comment
from claims.services.events import record_event
from claims.services.lengths import check_lengths
from claims.verbs.claims import COMMENT_ADDED, COMMENT_REMOVED, COMMENT_RESTORED


@transaction.atomic
def add_comment(*, claim_id: int, author: User, text: str) -> Comment:
    """Comment on a claim and notify the colleagues whom the text mentions with an @.

    The claim is locked, so that comments become readable in the order of their ids.
    """
    demand(author, "comments.write")
    text = text.replace("\r\n", "\n").strip()
    if not text:
        raise ReasonMissing(gettext("Write a comment first."))
    check_lengths(Comment, text=text)
    claim = lock_claim(claim_id)
    comment = Comment.objects.create(claim=claim, author=author, text=text)
    named = [person for person in find_mentioned_users(text) if person != author]
    Mention.objects.bulk_create(Mention(comment=comment, user=person) for person in named)
    mentioned = [person.pk for person in named]
    data = CommentChanged(comment=comment.pk, mentioned=mentioned)
    record_event(COMMENT_ADDED, actor=author, claim=claim, data=data)
    return comment


@transaction.atomic
def remove_comment(*, comment_id: int, author: User) -> Comment:
    """Delete one's own comment: colleagues see that there was one, but not its text."""
    return _set_removed(comment_id, author, COMMENT_REMOVED, lambda now: now)


@transaction.atomic
def restore_comment(*, comment_id: int, author: User) -> Comment:
    """Restore one's own deleted comment."""
    return _set_removed(comment_id, author, COMMENT_RESTORED, lambda _: None)


def _set_removed(
    comment_id: int, author: User, verb: Verb[CommentChanged], removed: Callable[[datetime], datetime | None]
) -> Comment:
    demand(author, "comments.write")
    rows = Comment.objects.select_for_update(no_key=True, of=("self",)).select_related("claim", "author")
    comment = require_found(rows.filter(pk=comment_id).first())
    if comment.author_id != author.pk:
        raise NotAllowed(gettext("Only the author of a comment can delete it."))
    now = timezone.now()
    removed_at = removed(now)
    if (comment.removed is None) == (removed_at is None):
        raise IllegalMove(gettext("Nothing to change: the comment is in this state already."))
    comment.removed, comment.changed = removed_at, now
    comment.save(update_fields=["removed", "changed"])
    if comment.removed:
        forget_comment(comment_id=comment.pk)
    record_event(verb, actor=author, claim=comment.claim, data=CommentChanged(comment=comment.pk))
    return comment
