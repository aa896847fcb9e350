"""Watches and what they found: lists, health, and what is due for a worker."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models import Import, Submission, Watch, WatchedSite, WatchItem
from claims.refusals import require_found
from claims.selectors.articles import LONG_FIELDS

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SILENT_DAYS = 7
COUNTED_HOURS = 24
MAX_COUNTED_ITEMS = 2_000
"""Items of a page of watches that are counted at most."""
MAX_DUE_SITES = 500


@dataclass(frozen=True, slots=True)
class Health:
    """How a watch is: a code, a label, a tone, and since when."""

    code: str
    label: "StrOrPromise"
    tone: str
    since: datetime | None = None


def describe_health(watch: Watch) -> Health:
    """Return how a watch is: paused, failing, new, silent or well."""
    if watch.pause:
        return Health("paused", watch.get_pause_display(), "plain")
    if watch.failing_since:
        return Health("failing", _("failing since"), "error", watch.failing_since)
    if watch.succeeded is None:
        return Health("new", _("not visited yet"), "plain")
    newest = watch.newest_item or watch.created
    if newest < timezone.now() - timedelta(days=SILENT_DAYS):
        return Health("silent", _("silent since"), "warning", newest)
    return Health("well", _("well"), "plain")


def list_watches() -> QuerySet[Watch]:
    """Return the watches, newest first."""
    return Watch.objects.filter(removed__isnull=True).select_related("created_by").order_by("-id")


def get_watch(watch_id: int) -> Watch:
    """Return a watch that is not removed; raises `NotFound`."""
    return require_found(list_watches().filter(pk=watch_id).first())


def list_watch_items(watch: Watch) -> QuerySet[WatchItem]:
    """Return what a watch found, newest first, with what became of it."""
    return _with_submission(WatchItem.objects.filter(watch=watch))


def list_waiting_items() -> QuerySet[WatchItem]:
    """Return the items of all watches that wait for a person, newest first."""
    return _with_submission(WatchItem.objects.filter(outcome=WatchItem.Outcome.QUEUED, watch__removed__isnull=True))


def _with_submission(rows: QuerySet[WatchItem]) -> QuerySet[WatchItem]:
    rows = rows.select_related("watch", "submission__article__revisit").defer("submission__data")
    return rows.defer(*(f"submission__article__{name}" for name in LONG_FIELDS)).order_by("-id")


def get_watch_item(item_id: int) -> WatchItem:
    """Return an item; raises `NotFound`."""
    return require_found(_with_submission(WatchItem.objects.all()).filter(pk=item_id).first())


def count_recent_items(watches: Iterable[Watch]) -> dict[int, dict[str, int]]:
    """Count what each watch found in the last day: `new`, and `failed` of these."""
    since = timezone.now() - timedelta(hours=COUNTED_HOURS)
    rows = WatchItem.objects.filter(watch__in=[watch.pk for watch in watches], found__gt=since).order_by("-id")
    counts: dict[int, Counter[str]] = defaultdict(Counter)
    for watch_id, state in rows.values_list("watch", "submission__state")[:MAX_COUNTED_ITEMS]:
        counts[watch_id]["new"] += 1
        counts[watch_id]["failed"] += state == Submission.State.FAILED
    return {watch.pk: {"new": counts[watch.pk]["new"], "failed": counts[watch.pk]["failed"]} for watch in watches}


def has_open_import(url: str) -> bool:
    """Return whether an import of a URL waits or runs."""
    return Import.objects.filter(feed=url, state__in=(Import.State.WAITING, Import.State.RUNNING)).exists()


# Work --------------------------------------------------------------------------------


def visitable_watches() -> QuerySet[Watch]:
    """Return the watches that are due."""
    return Watch.objects.filter(removed__isnull=True, pause="", due__lte=timezone.now())


def fetchable_items() -> QuerySet[WatchItem]:
    """Return the items that are to be fetched now."""
    to_read = WatchItem.objects.filter(outcome=WatchItem.Outcome.READ, submission__isnull=True)
    return to_read.filter(due__lte=timezone.now()).select_related("watch__created_by", "read_by")


def list_due_watch_ids() -> list[int]:
    """Return the watch of each free site that has been due for the longest time."""
    rows = visitable_watches().exclude(busy_site()).order_by("origin", "due", "id").distinct("origin")
    due = rows.values_list("due", "pk")[:MAX_DUE_SITES]
    return [pk for _due, pk in sorted(due)]


def list_due_item_ids() -> list[int]:
    """Return the oldest item of each free site that is to be fetched."""
    rows = fetchable_items().select_related(None).exclude(busy_site())
    return sorted(rows.order_by("origin", "id").distinct("origin").values_list("pk", flat=True)[:MAX_DUE_SITES])


def busy_site() -> Exists:
    """Return the condition that the site of a row is busy, or waits."""
    return Exists(WatchedSite.objects.filter(origin=OuterRef("origin"), free_at__gt=timezone.now()))
