"""Settings of allauth: accounts are by invitation only."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from django.http import HttpRequest

from claims.models import User
from claims.selectors.users import with_second_factor


class SecondFactorBackend(AuthenticationBackend):  # type: ignore[misc]
    """Loads a person together with whether they lack a second factor that their role requires, in one query."""

    def get_user(self, user_id: Any) -> User | None:
        """Return the person of a session; None for a deactivated account."""
        user = with_second_factor(User.objects.filter(pk=user_id)).first()
        return user if user and self.user_can_authenticate(user) else None


class InvitationOnlyAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are created by an admin's invitation or by ``createsuperuser``."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up without an invitation."""
        return False
