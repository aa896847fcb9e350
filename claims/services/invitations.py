"""Invitations: the mail by which a new person sets a password, and one who forgot how gets in again."""

from smtplib import SMTPException

import structlog
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse

from claims.models import User
from claims.refusals import MailFailed

log = structlog.get_logger(__name__)


def send_invitation(user: User, *, by: User) -> None:
    """Mail the way to a password, outside of any transaction; it works once, for as long as the settings say.

    Refuses with `MailFailed`; the account is there all the same.
    """
    key = default_token_generator.make_token(user)
    way = reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(user), "key": key})
    days = settings.PASSWORD_RESET_TIMEOUT // (24 * 3600)
    told = {"user": user, "by": by, "desk": settings.DESK_NAME, "url": settings.BASE_URL + way, "days": days}
    body = render_to_string("mail/invitation.txt", told)
    try:
        send_mail(f"Your account at {settings.DESK_NAME}", body, settings.DEFAULT_FROM_EMAIL, [user.email])
    except (SMTPException, OSError) as error:
        log.warning("invitation.failed", user=user.pk, error=type(error).__name__)
        raise MailFailed from error
