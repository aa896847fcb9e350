"""The witnesses of this desk: each gets our heads with a proof, and signs that the log kept what it contained."""

import json
from typing import Any

import jwt
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext

from claims.event_data.operation import LogCountersigned
from claims.intake.http_post import POST_NETWORK, PostResponse, post_message
from claims.intake.network import Network
from claims.models import Countersignature, SignedHead
from claims.refusals import FetchFailed
from claims.selectors.log_tree import get_consistency_proof
from claims.selectors.publication_log import find_newest_head
from claims.selectors.witnesses import find_newest_countersignature
from claims.services.events import record_event
from claims.verbs.desk import LOG_COUNTERSIGNED

MAX_ANSWER_BYTES = 5_000
OK, CONFLICT = 200, 409


def send_head_to_witness(*, witness: str, network: Network = POST_NETWORK) -> Countersignature | None:
    """Send the newest head to a witness, and store its countersignature. Returns None if it has that head already.

    Raises `FetchFailed` if the witness does not countersign.
    """
    head, last = find_newest_head(), find_newest_countersignature(witness)
    if head is None or not head.root_sha256 or (last and last.head.entry_id == head.entry_id):
        return None
    answer = _post_head(witness, head, last.head.entry_id if last else 0, network)
    if answer.status == CONFLICT and (size := _size_of_witness(answer, head.entry_id)) is not None:
        answer = _post_head(witness, head, size, network)
    return _store(witness, head, _read_countersignature(witness, head, answer))


def _post_head(witness: str, head: SignedHead, first: int, network: Network) -> PostResponse:
    body = {"head": head.jws, "first": first, "proof": get_consistency_proof(first, head.entry_id)}
    headers = {"Content-Type": "application/json", "User-Agent": "factcheck-desk (log)"}
    return post_message(witness, json.dumps(body).encode(), headers, network, max_bytes=MAX_ANSWER_BYTES)


def _size_of_witness(answer: PostResponse, largest: int) -> int | None:
    """Return the number of entries that the witness keeps; None if it names none that we have."""
    try:
        size = json.loads(answer.text)["facts"]["size"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return size if type(size) is int and 0 <= size <= largest else None


def _read_countersignature(witness: str, head: SignedHead, answer: PostResponse) -> str:
    """Return the countersignature in an answer, if the witness signed our head with its key."""
    key = {"kty": "OKP", "crv": "Ed25519", "x": settings.WITNESSES[witness]}
    try:
        signature = str(json.loads(answer.text)["countersignature"])
        statement: dict[str, Any] = jwt.decode(signature, jwt.PyJWK(key, "EdDSA"), algorithms=["EdDSA"])
    except (ValueError, KeyError, TypeError, RecursionError, jwt.PyJWTError) as error:
        raise FetchFailed(gettext("The witness did not countersign the head of the log.")) from error
    signed = {name: statement.get(name) for name in ("desk", "sequence", "root_sha256")}
    ours = {"desk": settings.BASE_URL, "sequence": head.entry_id, "root_sha256": head.root_sha256}
    if answer.status != OK or signed != ours:
        raise FetchFailed(gettext("The witness countersigned something else than the head of the log."))
    return signature


@transaction.atomic
def _store(witness: str, head: SignedHead, jws: str) -> Countersignature:
    record_event(LOG_COUNTERSIGNED, actor=None, data=LogCountersigned(witness=witness, size=head.entry_id))
    return Countersignature.objects.create(head=head, witness=witness, jws=jws)
