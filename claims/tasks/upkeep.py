"""Backups, statistics, and what has expired."""

import structlog
from celery import shared_task
from django.db import OperationalError

from claims.selectors.due_metrics import list_due_metrics
from claims.services.backup_restores import drill_due_backup
from claims.services.backups import make_due_backup
from claims.services.idempotency import delete_old_responses
from claims.services.metrics import compute_metric
from claims.services.presence import delete_old_presence
from claims.services.retention import EXPIRING_CODES, erase_expired_data
from claims.services.tokens import delete_expired_tokens

log = structlog.get_logger(__name__)


@shared_task
def make_backup() -> None:
    """Make the backup of the night; restore the newest on trial once a week."""
    make_due_backup()
    drill_due_backup()


@shared_task
def compute_metrics() -> None:
    """Compute the metrics that are due. A metric that fails keeps its last value."""
    for name in list_due_metrics():
        try:
            compute_metric(name=name)
        except OperationalError:
            log.exception("metrics.failed", metric=name)


@shared_task
def delete_expired_records() -> None:
    """Delete expired tokens, stored responses, and the personal data whose time is up (see `claims.retention`)."""
    for code in EXPIRING_CODES:
        erase_expired_data(code=code)
    delete_expired_tokens()
    delete_old_responses()


@shared_task
def delete_stale_presence() -> None:
    """Delete old presence rows. Selectors ignore them even before this runs."""
    delete_old_presence()
