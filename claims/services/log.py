"""Writing the log: an entry in the transaction that publishes, and once a day a signed head."""

from django.db import connection, transaction
from django.utils import timezone

from claims.event_data.desk import LogSigned
from claims.log import chain
from claims.models import LogEntry, Publication, SignedHead
from claims.selectors import log
from claims.services import events, signing
from claims.verbs import LOG_SIGNED


def hold() -> None:
    """Be the only one who publishes until the transaction ends, so that numbers and times grow as commits do."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock('claims_logentry'::regclass::oid::bigint)")


def append(publication: Publication) -> LogEntry:
    """Log a publication that was just saved, as the database gives it back."""
    hold()
    head = log.newest()
    after = (head.sequence, head.entry_sha256) if head else (0, chain.GENESIS)
    entry = chain.seal(log.content(publication.pk), after=after)
    return LogEntry.objects.create(
        sequence=entry.sequence,
        publication=publication,
        digests=entry.digests,
        content_sha256=entry.content_sha256,
        previous_sha256=entry.previous_sha256,
        entry_sha256=entry.entry_sha256,
    )


@transaction.atomic
def sign() -> SignedHead | None:
    """Sign the newest entry as today's head, unless that is done or nothing is logged yet."""
    hold()
    now, entry = timezone.now(), log.newest()
    if entry is None or SignedHead.objects.filter(day=now.date()).exists():
        return None
    jws = signing.head(entry, now)
    events.record(LOG_SIGNED, actor=None, data=LogSigned(sequence=entry.sequence))
    return SignedHead.objects.create(day=now.date(), entry=entry, jws=jws, signed=now)
