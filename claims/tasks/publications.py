"""What goes out: publications, heads of the log, and the files of exports."""

import structlog
from celery import shared_task
from django.conf import settings

from claims.models import Publication
from claims.refusals import Refusal
from claims.selectors.publications import list_due_claim_ids
from claims.services.clock_steps import shorten_waits
from claims.services.desk_archives import delete_old_archives, write_requested_export
from claims.services.exports import EXPORTS, write_export
from claims.services.publication_log import sign_log_head
from claims.services.publications import put_out_claim
from claims.services.share_pictures import fetch_picture
from claims.services.witnesses import send_head_to_witness

log = structlog.get_logger(__name__)
EXPORT_SECONDS = 3600
"""The time that an export of the desk may take; others wait meanwhile."""


@shared_task
def put_out_publications() -> None:
    """Put out the publications and withdrawals that have waited long enough. Workers share the claims."""
    for claim_id in list_due_claim_ids():
        try:
            put_out_claim(claim_id=claim_id)
        except Exception:
            log.exception("publication.failed", claim=claim_id)


@shared_task
def shorten_waits_after_clock_step() -> None:
    """Let nothing wait longer than it may, since a clock was set back."""
    shorten_waits()


@shared_task
def sign_head() -> None:
    """Sign the head of the log, once a day."""
    sign_log_head()


@shared_task
def send_heads() -> None:
    """Send the newest head of the log to each witness; the next run tries again where one does not answer."""
    for witness in settings.WITNESSES:
        try:
            send_head_to_witness(witness=witness)
        except Refusal as refusal:
            log.warning("log.not_countersigned", witness=witness, reason=refusal.detail)


@shared_task
def draw_picture(publication_id: int) -> None:
    """Draw the picture of a publication before anybody asks for it."""
    fetch_picture(Publication.objects.get(pk=publication_id))


@shared_task
def write_exports() -> None:
    """Write the files of the log and the DataFeed that are due."""
    for name in EXPORTS:
        write_export(name=name)


@shared_task(soft_time_limit=EXPORT_SECONDS, time_limit=EXPORT_SECONDS + 60)
def write_desk_exports() -> None:
    """Write the export of the desk that an admin has requested, and delete old ones."""
    write_requested_export()
    delete_old_archives()
