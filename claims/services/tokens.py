"""Tokens for programs: issued to a person, shown once, stored as a digest, revoked by their owner."""

from django.db import transaction
from django.utils import timezone
from knox.models import AuthToken

from claims.models import User
from claims.refusals import NotThere
from claims.services import events


@transaction.atomic
def issue(*, user: User) -> tuple[AuthToken, str]:
    """A new token and its secret, which nobody can read again; those that have run out are cleared away."""
    AuthToken.objects.filter(user=user, expiry__lt=timezone.now()).delete()
    token, secret = AuthToken.objects.create(user=user)
    events.record("token.issued", actor=user, key=token.token_key)
    return token, secret


@transaction.atomic
def revoke(*, user: User, key: str) -> None:
    """End one of one's own tokens; refuses with `NotThere`."""
    deleted, _ = AuthToken.objects.filter(user=user, token_key=key).delete()
    if not deleted:
        raise NotThere
    events.record("token.revoked", actor=user, key=key)
