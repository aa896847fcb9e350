"""Settings of allauth: accounts are by invitation only, and mails lead to the public address of the desk."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import structlog
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.internal.flows.password_reset import get_reset_password_from_key_url
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from claims.client_addresses import client_group
from claims.models import User
from claims.selectors.identity import get_identity
from claims.selectors.users import find_session_user
from claims.sign_in_refusals import SsoOnly
from claims.web.account.sign_in_limits import begin_sign_in, is_known_device, remember_device

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class DeskSite:
    """The desk as allauth's mails name it, whatever the header Host of a request says."""

    name: str
    domain: str


class SecondFactorBackend(AuthenticationBackend):  # type: ignore[misc]
    """Loads a person together with whether they lack a second factor that their role requires, in one query."""

    def get_user(self, user_id: Any) -> User | None:
        """Return the person of a session; None for a deactivated account."""
        user = find_session_user(int(user_id))
        return user if user and self.user_can_authenticate(user) else None


class InvitationOnlyAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are created by an admin's invitation or by ``createsuperuser``; failed sign-ins are limited."""

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the client as all limits count it."""
        return client_group(request.META).partition("/")[0]

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Leave the counting to `authenticate`."""

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """Check a password, unless too many have failed. Raises `TooManySignIns`, or `SsoOnly`."""
        if settings.SSO.only:
            raise SsoOnly
        attempt = begin_sign_in(request, str(credentials.get("email", "")))
        user = super().authenticate(request, **credentials)
        if user:
            attempt.succeed()
        return user

    def post_login(self, request: HttpRequest, user: User, **options: Any) -> HttpResponse:
        """Remember the device after a sign-in, and tell the person of one that is new."""
        response: HttpResponse = super().post_login(request, user, **options)
        if not is_known_device(request, user.email):
            self.send_notification_mail("account/email/new_sign_in", user)
        remember_device(response, user.email, secure=settings.SESSION_COOKIE_SECURE)
        return response

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up without an invitation."""
        return False

    def format_email_subject(self, subject: str) -> str:
        """Put the name of the desk before the subject."""
        return f"[{get_identity().name}] {subject}"

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send a mail that names the desk."""
        site = DeskSite(get_identity().name, urlsplit(settings.BASE_URL).netloc)
        words = {"request": self.request, "email": email, "current_site": site, **context}
        self.render_mail(template_prefix, email, words).send()

    def send_notification_mail(self, template_prefix: str, user: User, *args: Any, **options: Any) -> None:
        """Tell a person what happened to their account. A mail server that is away stops nobody."""
        try:
            super().send_notification_mail(template_prefix, user, *args, **options)
        except OSError:
            log.exception("account.notice_failed", user=user.pk, notice=template_prefix)

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Return the public URL for setting a new password."""
        return f"{settings.BASE_URL}{urlsplit(get_reset_password_from_key_url(self.request, key)).path}"

    def get_email_confirmation_url(self, request: HttpRequest, emailconfirmation: Any) -> str:
        """Return the public URL for proving an address."""
        path = reverse("account_confirm_email", args=[emailconfirmation.key])
        return f"{settings.BASE_URL}{path}"
