"""Watches: visits to addresses that are due, the items to fetch, and the pages to visit again."""

import structlog
from celery import shared_task

from claims.refusals import FetchFailed
from claims.selectors.revisits import list_due_revisit_ids
from claims.selectors.watches import list_due_item_ids, list_due_watch_ids
from claims.services import task_wakeups
from claims.services.revisits import REVISIT_TASK, execute_revisit, fail_revisit
from claims.services.snapshots import READ_ERROR
from claims.services.watch_items import FETCH_ITEM_TASK, execute_item, fail_item
from claims.services.watch_visits import execute_visit, fail_visit
from claims.services.watches import VISIT_TASK

log = structlog.get_logger(__name__)


@shared_task
def visit_watch(watch_id: int) -> None:
    """Visit a watched address. A failure is recorded."""
    try:
        execute_visit(watch_id=watch_id)
    except Exception:
        log.exception("watch.failed", watch=watch_id)
        fail_visit(watch_id=watch_id, refusal=FetchFailed(str(READ_ERROR)))


@shared_task
def fetch_watch_item(item_id: int) -> None:
    """Fetch an item that a watch found. A failure is recorded."""
    try:
        execute_item(item_id=item_id)
    except Exception:
        log.exception("watch_item.failed", item=item_id)
        fail_item(item_id=item_id, refusal=FetchFailed(str(READ_ERROR), upstream_status=0))


@shared_task
def revisit_page(revisit_id: int) -> None:
    """Visit a page again that the desk has read. A failure is recorded."""
    try:
        execute_revisit(revisit_id=revisit_id)
    except Exception:
        log.exception("revisit.failed", revisit=revisit_id)
        fail_revisit(revisit_id=revisit_id, refusal=FetchFailed(str(READ_ERROR), upstream_status=0))


@shared_task
def dispatch_watches() -> None:
    """Queue what is due, one request for each site that is free. Visits come first: they are few."""
    task_wakeups.send_tasks(VISIT_TASK, list_due_watch_ids())
    task_wakeups.send_tasks(FETCH_ITEM_TASK, list_due_item_ids())
    task_wakeups.send_tasks(REVISIT_TASK, list_due_revisit_ids())
