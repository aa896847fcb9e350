"""The desk as the witness of another: it keeps the heads of the other log and countersigns what is consistent."""

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from claims.event_data.operation import HeadWitnessed
from claims.log.chain import SignedStatement
from claims.log.merkle import verify_consistency
from claims.log.signed_heads import InvalidHead, read_head, read_unverified_head
from claims.models import WitnessedHead
from claims.services.events import record_event
from claims.services.log_signing import countersign_statement
from claims.services.witness_refusals import ForkedLog, NotConsistent, OtherSize, UnknownDesk
from claims.verbs.desk import FORK_FOUND, HEAD_WITNESSED


def witness_head(*, jws: str, first: int, proof: list[str]) -> WitnessedHead:
    """Keep and countersign a head of another desk; `proof` shows that it follows the head over `first` entries.

    A head that contradicts one that was kept is refused, and kept as proof in an event.
    """
    head = _read_head(jws)
    with transaction.atomic():
        _lock_desk(head.desk)
        newest = WitnessedHead.objects.filter(desk=head.desk).order_by("-size").first()
        if newest is None or newest.size < head.sequence:
            return _keep(head, jws, newest, first, proof)
        if newest.size > head.sequence:
            raise OtherSize(size=newest.size)
        if newest.root_sha256 == head.root_sha256:
            return newest
    record_event(FORK_FOUND, actor=None, data=HeadWitnessed(desk=head.desk, size=head.sequence, jws=jws))
    raise ForkedLog(size=newest.size)


def _read_head(jws: str) -> SignedStatement:
    """Return the statement of a head that a known desk signed with the key that the settings name."""
    try:
        key = settings.WITNESSED_DESKS.get(read_unverified_head(jws).desk)
        head = read_head(jws, [{"x": key}])
    except InvalidHead as error:
        raise UnknownDesk from error
    if head.sequence < 1 or not head.root_sha256:
        raise UnknownDesk
    return head


def _lock_desk(desk: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"witness of {desk}"])


def _keep(head: SignedStatement, jws: str, newest: WitnessedHead | None, first: int, proof: list[str]) -> WitnessedHead:
    size = newest.size if newest else 0
    if first != size:
        raise OtherSize(size=size)
    if newest and not verify_consistency(size, head.sequence, (newest.root_sha256, head.root_sha256), proof):
        raise NotConsistent
    record_event(HEAD_WITNESSED, actor=None, data=HeadWitnessed(desk=head.desk, size=head.sequence))
    return WitnessedHead.objects.create(
        desk=head.desk,
        size=head.sequence,
        root_sha256=head.root_sha256,
        jws=jws,
        countersignature=countersign_statement(head, timezone.now()),
    )
