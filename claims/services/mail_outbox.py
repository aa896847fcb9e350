"""Sending a mail once: an attempt is counted before the mail is sent, the time is stored afterwards."""

from collections.abc import Callable
from smtplib import SMTPException
from typing import TypeVar

import structlog
from django.db import transaction
from django.utils import timezone

from claims.models.mail import Mail
from claims.selectors.identity import get_desk_zone
from claims.selectors.notifications import MAIL_RETRY_DELAY

log = structlog.get_logger(__name__)
MailType = TypeVar("MailType", bound=Mail)


def begin_mail(mail: MailType) -> MailType | None:
    """Return the locked mail if this worker is to send it now; that counts as an attempt."""
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


def send_mail_once(mail: MailType | None, send: Callable[[MailType], None], record: Callable[[MailType], None]) -> bool:
    """Send a mail that was begun, and record the event with `record`. Returns whether the mail was sent.

    A worker that is killed after sending and before recording sends the mail a second time.
    """
    if mail is None:
        return False
    try:
        with timezone.override(get_desk_zone()):
            send(mail)
    except (SMTPException, OSError) as error:
        # The server's message can contain the address of the person, so it is not logged.
        log.warning(mail.FAILURE_EVENT, mail=mail.pk, attempts=mail.attempts, error=type(error).__name__)
        return False
    with transaction.atomic():
        mail.sent = timezone.now()
        mail.save(update_fields=["sent"])
        record(mail)
    return True
