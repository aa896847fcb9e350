"""Submissions of files and URLs: lists, one by its number, and those that wait for a worker."""

from datetime import timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from claims.models import Submission, User
from claims.permissions import allows
from claims.refusals import NotFound
from claims.selectors.retention import expiry_of

FETCH_LEASE = timedelta(seconds=60)
"""The time of one attempt; the process that fetches is ended after half of it."""
MAX_UNFINISHED = 10


def list_submissions(*, user: User) -> QuerySet[Submission]:
    """Return submissions without their files, newest first: all for editors, their own for others."""
    rows = Submission.objects.defer("data").select_related("submitted_by").order_by("-id")
    return rows if allows(user, "claims.see") else rows.filter(submitted_by=user)


def list_unfinished_submissions(user: User) -> list[Submission]:
    """Return a person's newest submissions without an article, up to `MAX_UNFINISHED` of those whose file is kept.

    What a watch found in the person's name is listed with the watch.
    """
    recent = Submission.objects.defer("data").filter(submitted_by=user, created__gt=expiry_of("submitted_files"))
    recent = recent.filter(watch_item__isnull=True)
    return list(recent.exclude(state=Submission.State.STORED).order_by("-id")[:MAX_UNFINISHED])


def get_submission(submission_id: int, *, user: User) -> Submission:
    """Return a submission that this person may see; raises `NotFound`."""
    submission = list_submissions(user=user).filter(pk=submission_id).first()
    if submission is None:
        raise NotFound
    return submission


def list_unfetched_submission_ids(limit: int = 50) -> list[int]:
    """Return ids of submissions that wait for a worker or whose worker has died, oldest first."""
    stale = Q(started__isnull=True) | Q(started__lte=timezone.now() - FETCH_LEASE)
    waiting = Submission.objects.filter(stale, state=Submission.State.WAITING)
    return list(waiting.order_by("id").values_list("pk", flat=True)[:limit])
