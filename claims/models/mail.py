"""The base of notifications, which are sent once."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Mail(models.Model):
    """A mail that is sent once; concrete models have its recipient and subject.

    The row exists before the mail is sent, so that no two workers send it; `sent` is when it was sent.
    """

    class State(models.TextChoices):
        """Whether the recipient was notified."""

        SENT = "sent", _("notified")
        WAITING = "waiting", _("waiting")
        FAILED = "failed", _("could not be sent")
        NO_ADDRESS = "no_address", _("no email address")

    MAX_ATTEMPTS = 5
    FAILURE_EVENT: ClassVar[str]
    """The name of the log event when sending fails."""

    attempts = models.PositiveSmallIntegerField(default=0)
    last_attempt = models.DateTimeField(null=True, blank=True)
    sent = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True
