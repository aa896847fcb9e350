"""Stored responses, by which a repeated request with an idempotency key changes nothing."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Now


class IdempotentResponse(models.Model):
    """The response to a request with an ``Idempotency-Key``, stored for a day.

    It is written in the transaction of the work, so that both exist or neither.
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
