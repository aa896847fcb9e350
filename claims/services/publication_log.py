"""Writes the publication log: an entry with each publication, and a signed head once a day."""

from django.db import connection, transaction
from django.utils import timezone

from claims.event_data.desk import LogSigned
from claims.log.chain import GENESIS, seal_entry
from claims.models import LogEntry, Publication, SignedHead
from claims.selectors.publication_log import find_newest_entry, get_logged_content
from claims.services.events import record_event
from claims.services.log_signing import sign_head_statement
from claims.verbs import LOG_SIGNED


def lock_log() -> None:
    """Lock the log until the transaction ends, so that sequence numbers and times grow in the order of commits."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock('claims_logentry'::regclass::oid::bigint)")


def append_log_entry(publication: Publication) -> LogEntry:
    """Append an entry for a publication that was just saved, with its content as the database returns it."""
    lock_log()
    head = find_newest_entry()
    after = (head.sequence, head.entry_sha256) if head else (0, GENESIS)
    entry = seal_entry(get_logged_content(publication.pk), after=after)
    return LogEntry.objects.create(
        sequence=entry.sequence,
        publication=publication,
        digests=entry.digests,
        content_sha256=entry.content_sha256,
        previous_sha256=entry.previous_sha256,
        entry_sha256=entry.entry_sha256,
    )


@transaction.atomic
def sign_log_head() -> SignedHead | None:
    """Sign the newest entry as today's head. Returns None if that is done or the log is empty."""
    lock_log()
    now, entry = timezone.now(), find_newest_entry()
    if entry is None or SignedHead.objects.filter(day=now.date()).exists():
        return None
    jws = sign_head_statement(entry, now)
    record_event(LOG_SIGNED, actor=None, data=LogSigned(sequence=entry.sequence))
    return SignedHead.objects.create(day=now.date(), entry=entry, jws=jws, signed=now)
