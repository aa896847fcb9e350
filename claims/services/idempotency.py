"""Responses by idempotency key: created before the work, stored with it, and sent again when a request is repeated."""

from datetime import timedelta

from django.utils import timezone

from claims.models import IdempotentResponse, User
from claims.refusals import KeyReused
from claims.services.lengths import cut_to_field

RESPONSE_LIFETIME = timedelta(hours=24)


def begin_idempotent_request(*, user: User, key: str, request_sha256: str) -> tuple[IdempotentResponse, bool]:
    """Return the response under this key, and whether the work is still to be done. Call it in the work's transaction.

    A second request waits at the unique key until the first has committed, and then gets its response.
    Refuses with `KeyReused` if the key was used for another request.
    """
    IdempotentResponse.objects.filter(user=user, key=key, created__lte=timezone.now() - RESPONSE_LIFETIME).delete()
    response, new = IdempotentResponse.objects.get_or_create(
        user=user, key=key, defaults={"request_sha256": request_sha256}
    )
    if response.request_sha256 != request_sha256:
        raise KeyReused
    return response, new


def store_response(response: IdempotentResponse, *, status: int, body: str, location: str) -> None:
    """Store the response that was sent."""
    response.status, response.body = status, body
    response.location = cut_to_field(IdempotentResponse, "location", location)
    response.save(update_fields=["status", "body", "location"])


def delete_old_responses(limit: int = 10_000) -> int:
    """Delete responses that are older than a day; return their number."""
    old = (
        IdempotentResponse.objects.filter(created__lte=timezone.now() - RESPONSE_LIFETIME)
        .order_by("created")
        .values("pk")[:limit]
    )
    deleted, _ = IdempotentResponse.objects.filter(pk__in=old).delete()
    return deleted
