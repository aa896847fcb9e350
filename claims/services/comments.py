"""Comments: what the desk says to itself about a claim."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from claims.event_data.claims import CommentChanged
from claims.models import Comment, Mention, User
from claims.permissions import demand
from claims.refusals import IllegalMove, NotAllowed, ReasonMissing, require_found
from claims.selectors.mentions import find_mentioned_users
from claims.services.claims import lock_claim
from claims.services.events import record_event
from claims.services.lengths import check_lengths
from claims.verbs import COMMENT_ADDED, COMMENT_REMOVED, COMMENT_RESTORED, Verb


@transaction.atomic
def add_comment(*, claim_id: int, author: User, text: str) -> Comment:
    """Say something about a claim, to whom it names with an @ before all.

    The claim is locked, so that no comment is readable before one that has a smaller number.
    """
    demand(author, "comments.write")
    said = text.replace("\r\n", "\n").strip()
    if not said:
        raise ReasonMissing("Write something first.")
    check_lengths(Comment, text=said)
    claim = lock_claim(claim_id)
    comment = Comment.objects.create(claim=claim, author=author, text=said)
    named = [person for person in find_mentioned_users(said) if person != author]
    Mention.objects.bulk_create(Mention(comment=comment, user=person) for person in named)
    mentioned = [person.pk for person in named]
    data = CommentChanged(comment=comment.pk, mentioned=mentioned)
    record_event(COMMENT_ADDED, actor=author, claim=claim, data=data)
    return comment


@transaction.atomic
def remove_comment(*, comment_id: int, author: User) -> Comment:
    """Take one's own comment back: others read that there was one, and no longer what it said."""
    return _set_removed(comment_id, author, COMMENT_REMOVED, lambda now: now)


@transaction.atomic
def restore_comment(*, comment_id: int, author: User) -> Comment:
    """Undo taking it back."""
    return _set_removed(comment_id, author, COMMENT_RESTORED, lambda _: None)


def _set_removed(
    comment_id: int, author: User, verb: Verb[CommentChanged], removed: Callable[[datetime], datetime | None]
) -> Comment:
    demand(author, "comments.write")
    found = Comment.objects.select_for_update(no_key=True, of=("self",)).select_related("claim", "author")
    comment = require_found(found.filter(pk=comment_id).first())
    if comment.author_id != author.pk:
        raise NotAllowed("Only who wrote a comment can take it back.")
    now = timezone.now()
    then = removed(now)
    if (comment.removed is None) == (then is None):
        raise IllegalMove("It is so already.")
    comment.removed, comment.changed = then, now
    comment.save(update_fields=["removed", "changed"])
    record_event(verb, actor=author, claim=comment.claim, data=CommentChanged(comment=comment.pk))
    return comment
