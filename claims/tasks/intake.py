"""What strangers wrote: submissions, imports, and pages cited as evidence."""

import structlog
from celery import shared_task

from claims.selectors.evidence import (
    list_evidence_ids_of_snapshot,
    list_unexamined_evidence_ids,
    list_unfetched_snapshot_ids,
)
from claims.services import task_wakeups
from claims.services.evidence import examine_evidence
from claims.services.imports import execute_import
from claims.services.series_imports import read_series_import
from claims.services.snapshots import FETCH_TASK, READ_ERROR, fail_snapshot, fetch_snapshot_page
from claims.services.submissions import execute_submission, fail_submission

log = structlog.get_logger(__name__)


@shared_task
def fetch_submission(submission_id: int) -> None:
    """Fetch and parse a submitted file or URL. A failure is recorded."""
    try:
        execute_submission(submission_id=submission_id)
    except Exception:
        log.exception("submission.failed", submission=submission_id)
        fail_submission(submission_id=submission_id, error=str(READ_ERROR), code="error")


@shared_task
def run_import(import_id: int) -> None:
    """Import one feed of fact-checks."""
    execute_import(import_id=import_id)


@shared_task
def read_figures(import_id: int) -> None:
    """Fetch and read a file of official figures, for a person to look at before its values are stored."""
    read_series_import(import_id=import_id)


@shared_task
def fetch_snapshot(snapshot_id: int) -> None:
    """Fetch a page cited as evidence and check the quotes from it. A failure is recorded."""
    try:
        is_stored = fetch_snapshot_page(snapshot_id=snapshot_id)
    except Exception:
        log.exception("snapshot.failed", snapshot=snapshot_id)
        fail_snapshot(snapshot_id=snapshot_id)
        return
    for evidence_id in list_evidence_ids_of_snapshot(snapshot_id) if is_stored else []:
        examine_evidence(evidence_id=evidence_id)


@shared_task
def dispatch_snapshots() -> None:
    """Queue every page whose fetch was lost or is due again, and check quotes that were left unchecked."""
    task_wakeups.send_tasks(FETCH_TASK, list_unfetched_snapshot_ids())
    for evidence_id in list_unexamined_evidence_ids():
        examine_evidence(evidence_id=evidence_id)
