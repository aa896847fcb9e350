"""Invitations: the mail with the link by which a person sets a password, or signs in with single sign-on."""

from smtplib import SMTPException

import structlog
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from claims.models import User
from claims.refusals import MailFailed
from claims.selectors.identity import get_identity
from claims.services.languages import mail_language

log = structlog.get_logger(__name__)


def send_invitation(user: User, *, by: User) -> None:
    """Mail a person the link, outside of any transaction. A link to set a password works once.

    Refuses with `MailFailed`; the account exists all the same.
    """
    days = settings.PASSWORD_RESET_TIMEOUT // (24 * 3600)
    url = f"{settings.BASE_URL}{_sign_in_path(user)}"
    facts = {"days": days, "sso": settings.SSO.name if settings.SSO.only else ""}
    context = {"user": user, "by": by, "desk": get_identity().name, "url": url, **facts}
    with translation.override(mail_language(user)):
        subject = gettext("Your account at %(desk)s") % {"desk": get_identity().name}
        body = render_to_string("mail/invitation.txt", context)
    try:
        send_mail(subject, body, settings.DEFAULT_FROM_EMAIL, [user.email])
    except (SMTPException, OSError) as error:
        log.warning("invitation.failed", user=user.pk, error=type(error).__name__)
        raise MailFailed from error


def _sign_in_path(user: User) -> str:
    if settings.SSO.only:
        return reverse("account_login")
    key = default_token_generator.make_token(user)
    return reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(user), "key": key})
