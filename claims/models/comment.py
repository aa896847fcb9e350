"""Comments on claims, and mentions of colleagues in them."""

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from claims.models.append_only import refuse_truncate
from claims.models.claim import Claim
from claims.models.removal import protect_until_removed


class Comment(models.Model):
    """A comment that only the desk reads. Its author can delete and restore it; `changed` is when that happened."""

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="comments")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    text = models.TextField(max_length=4_000)
    created = models.DateTimeField(db_default=Now())
    removed = models.DateTimeField(null=True, blank=True)
    changed = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~models.Q(text=""), name="a_comment_has_a_text"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["claim", "id"], name="comments_of_a_claim"),
            models.Index(
                fields=["claim", "changed"], name="comments_changed", condition=models.Q(changed__isnull=False)
            ),
        ]
        triggers: ClassVar = [
            refuse_truncate(),
            protect_until_removed(
                "a_comments_text_is_frozen",
                kind="claim",
                subject="OLD.claim_id",
                condition=pgtrigger.AnyChange("claim", "author", "text", "created"),
            ),
            pgtrigger.Protect(name="comments_stay", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.text[:80]


class Mention(models.Model):
    """A colleague whom a comment mentions."""

    comment = models.ForeignKey(Comment, models.PROTECT, related_name="mentions")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["comment", "user"], name="nobody_is_mentioned_twice_in_a_comment"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["user", "-id"], name="mentions_of_somebody"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} in comment {self.comment_id}"
