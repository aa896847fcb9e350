"""Answers: what a program was told when it created something under a key, so that asking again changes nothing."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Now


class IdempotentResponse(models.Model):
    """The answer to one request with an ``Idempotency-Key``, kept for a day.

    It is written in the transaction of what it tells, so that there is either both or neither.
    """

    MAX_KEY_CHARACTERS = 200

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    key = models.CharField(max_length=MAX_KEY_CHARACTERS)
    request_sha256 = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(null=True)
    location = models.CharField(max_length=500, blank=True)
    body = models.TextField(blank=True)
    created = models.DateTimeField(db_default=Now())

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "key"], name="one_response_per_person_and_key")
        ]
        indexes: ClassVar = [models.Index(fields=["created"], name="responses_by_age")]

    def __str__(self) -> str:
        return f"{self.key}: {self.status}"
