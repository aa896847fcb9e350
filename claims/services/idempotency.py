"""Answers under an idempotency key: begun before the work, kept with it, given again to whoever asks again."""

from datetime import timedelta

from django.utils import timezone

from claims.models import IdempotentResponse, User
from claims.refusals import KeyReused
from claims.services.lengths import cut_to_field

RESPONSE_LIFETIME = timedelta(hours=24)


def begin_idempotent_request(*, user: User, key: str, request_sha256: str) -> tuple[IdempotentResponse, bool]:
    """The answer under this key, and whether the work is still to be done; call it in the work's transaction.

    Who comes second waits at the unique key until the first has committed, and finds the answer then.
    Refuses with `KeyReused` where the key was used for another request.
    """
    IdempotentResponse.objects.filter(user=user, key=key, created__lte=timezone.now() - RESPONSE_LIFETIME).delete()
    answer, new = IdempotentResponse.objects.get_or_create(
        user=user, key=key, defaults={"request_sha256": request_sha256}
    )
    if answer.request_sha256 != request_sha256:
        raise KeyReused
    return answer, new


def store_response(answer: IdempotentResponse, *, status: int, body: str, location: str) -> None:
    """Write down what was answered."""
    answer.status, answer.body = status, body
    answer.location = cut_to_field(IdempotentResponse, "location", location)
    answer.save(update_fields=["status", "body", "location"])


def delete_old_responses(limit: int = 10_000) -> int:
    """Forget answers that are older than a day; how many there were."""
    old = (
        IdempotentResponse.objects.filter(created__lte=timezone.now() - RESPONSE_LIFETIME)
        .order_by("created")
        .values("pk")[:limit]
    )
    deleted, _ = IdempotentResponse.objects.filter(pk__in=old).delete()
    return deleted
