"""Sending a mail once: counted before anything can go wrong, noted after it went."""

from collections.abc import Callable
from smtplib import SMTPException
from typing import TypeVar

import structlog
from django.db import transaction
from django.utils import timezone

from claims.models.mail import Mail
from claims.selectors.notifications import MAIL_RETRY_DELAY

log = structlog.get_logger(__name__)
MailType = TypeVar("MailType", bound=Mail)


def begin_mail(mail: MailType) -> MailType | None:
    """The locked mail, if it is ours to send now; that counts as an attempt."""
    now = timezone.now()
    if (
        mail.sent
        or mail.attempts >= mail.MAX_ATTEMPTS
        or (mail.last_attempt and mail.last_attempt > now - MAIL_RETRY_DELAY)
    ):
        return None
    mail.attempts, mail.last_attempt = mail.attempts + 1, now
    mail.save(update_fields=["attempts", "last_attempt"])
    return mail


def send_mail_once(mail: MailType | None, by: Callable[[MailType], None], went: Callable[[MailType], None]) -> bool:
    """Send what was begun, and record with `went` that it has gone; says whether it has.

    A worker killed between the mail and its note sends it a second time: better twice than not at all.
    """
    if mail is None:
        return False
    try:
        by(mail)
    except (SMTPException, OSError) as error:
        # What the mail server says names whom it refused.
        log.warning(mail.FAILURE_EVENT, notice=mail.pk, attempts=mail.attempts, error=type(error).__name__)
        return False
    with transaction.atomic():
        mail.sent = timezone.now()
        mail.save(update_fields=["sent"])
        went(mail)
    return True
