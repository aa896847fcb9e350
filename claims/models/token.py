"""Tokens: what a person's programs sign in with, and how much of what the person may do they may."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from knox.models import AbstractAuthToken

from claims.workflow import Role

SCOPES = {
    "read": "Read all that you may read",
    "submit": "Hand in articles",
    "review": "Decide on claims, write verdicts",
    "moderate": "Approve, publish, withdraw, answer reports",
    "manage": "Webhooks, tokens and accounts",
}
"""What a token may be limited to: the code, and words for people. Its person's role goes on limiting it too."""

SCOPE_OF_ROLE = {
    Role.CONTRIBUTOR: "submit",
    Role.EDITOR: "review",
    Role.MODERATOR: "moderate",
    Role.ADMIN: "manage",
}
"""The scope that a write asks for, by the role that it asks for; `permissions.SCOPE_OF` has the exceptions."""


class Token(AbstractAuthToken):  # type: ignore[misc]
    """Knox's token with a name, scopes (none: all of them), and its own limit of requests (none: the desk's)."""

    name = models.CharField(max_length=80, blank=True)
    scopes = ArrayField(models.CharField(max_length=10, choices=list(SCOPES.items())), default=list, blank=True)
    per_minute = models.PositiveIntegerField(null=True, blank=True)
    used = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-created"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(scopes__contained_by=list(SCOPES)), name="scopes_that_exist"),
            models.CheckConstraint(
                condition=models.Q(per_minute__isnull=True) | models.Q(per_minute__gt=0),
                name="a_limit_lets_some_through",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.token_key

    def may(self, scope: str) -> bool:
        """Whether it reaches so far."""
        return not self.scopes or scope in self.scopes
