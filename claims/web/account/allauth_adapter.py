"""How accounts work here: they are given out, not taken."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from django.http import HttpRequest

from claims.models import User
from claims.selectors.users import with_second_factor


class SecondFactorBackend(AuthenticationBackend):  # type: ignore[misc]
    """Brings with whoever is signed in whether their role takes a second factor that they lack: in the same query."""

    def get_user(self, user_id: Any) -> User | None:
        """The person of a session; nobody who is shut out."""
        user = with_second_factor(User.objects.filter(pk=user_id)).first()
        return user if user and self.user_can_authenticate(user) else None


class InvitationOnlyAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts come from an admin's invitation or ``createsuperuser``."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up by themselves: roles are given by people."""
        return False
