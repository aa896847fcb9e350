"""Saving a publication: with its entry in the log, its place among the fact-checks, and what follows from it."""

from claims.models import FactCheck, Publication
from claims.services import task_wakeups
from claims.services.fact_checks import upsert_own_fact_check
from claims.services.publication_log import append_log_entry
from claims.services.share_pictures import DRAW_TASK
from claims.services.webhooks import DELIVER_TASK


def save_publication(publication: Publication) -> Publication:
    """Save a publication with its log entry, and make it searchable among all fact-checks.

    Translations that are behind from now on are found by no search until they are corrected too.
    """
    publication.save(force_insert=True)
    append_log_entry(publication)
    upsert_own_fact_check(publication)
    if publication.translation_id is None:
        behind = FactCheck.objects.filter(translation__claim=publication.claim_id)
        behind.filter(translation__behind_since__isnull=False).update(withdrawn=True)
    task_wakeups.send_task_after_commit(DELIVER_TASK)
    task_wakeups.send_task_after_commit(DRAW_TASK, publication.pk)
    return publication
