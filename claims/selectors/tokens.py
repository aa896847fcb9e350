"""Reading tokens: what a person's programs sign in with."""

from django.db.models import Q
from django.utils import timezone

from claims.models import Token, User


def of_user(user: User, limit: int = 100) -> list[Token]:
    """A person's tokens that still work, newest first."""
    running = Q(expiry__isnull=True) | Q(expiry__gt=timezone.now())
    return list(Token.objects.filter(running, user=user).order_by("-created")[:limit])
