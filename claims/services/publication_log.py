"""Writes the publication log: an entry with each publication, and its signed head in the same transaction."""

from django.db import connection, transaction
from django.utils import timezone

from claims.event_data.desk import LogSigned
from claims.log.chain import seal_entry
from claims.models import LogEntry, Publication, SignedHead
from claims.selectors.log_tree import load_tree
from claims.selectors.publication_log import find_newest_entry, find_newest_head, get_logged_content
from claims.services.events import record_event
from claims.services.log_signing import sign_head_statement
from claims.verbs.desk import LOG_SIGNED


def lock_log() -> None:
    """Lock the log until the transaction ends, so that sequence numbers and times grow in the order of commits."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock('claims_logentry'::regclass::oid::bigint)")


def append_log_entry(publication: Publication) -> LogEntry:
    """Append an entry for a publication that was just saved, with its content as the database returns it."""
    lock_log()
    tree, newest_sha256 = load_tree()
    entry = seal_entry(get_logged_content(publication.pk), after=(tree.size, newest_sha256))
    row = LogEntry.objects.create(
        sequence=entry.sequence,
        publication=publication,
        digests=entry.digests,
        content_sha256=entry.content_sha256,
        previous_sha256=entry.previous_sha256,
        entry_sha256=entry.entry_sha256,
        nodes=tree.append_leaf(entry.entry_sha256),
    )
    _sign_entry(row, tree.root())
    return row


@transaction.atomic
def sign_log_head() -> SignedHead | None:
    """Sign the newest entry again, once a day. Returns None if that is done or the log is empty."""
    lock_log()
    entry, head = find_newest_entry(), find_newest_head()
    if entry is None or (head and head.root_sha256 and head.signed.date() == timezone.now().date()):
        return None
    record_event(LOG_SIGNED, actor=None, data=LogSigned(sequence=entry.sequence))
    return _sign_entry(entry, load_tree()[0].root())


def _sign_entry(entry: LogEntry, root_sha256: str) -> SignedHead:
    now = timezone.now()
    jws = sign_head_statement(entry, root_sha256, now)
    return SignedHead.objects.create(entry=entry, root_sha256=root_sha256, jws=jws, signed=now)
