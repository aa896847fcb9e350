"""Mails: what somebody is to be told once, however often a worker dies over it."""

from typing import ClassVar

from django.db import models


class Mail(models.Model):
    """A mail that is to go out once; models of it say to whom and about what.

    The row is there before the mail goes, so that no two workers send it; `sent` says that it went.
    """

    MAX_ATTEMPTS = 5
    FAILURE_EVENT: ClassVar[str]
    """What the log says when it could not be sent."""

    attempts = models.PositiveSmallIntegerField(default=0)
    last_attempt = models.DateTimeField(null=True, blank=True)
    sent = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True
