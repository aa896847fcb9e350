"""API tokens, and the scopes that limit them."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _
from knox.models import AbstractAuthToken

from claims.workflow import Role

SCOPES = {
    "read": _("Read everything that you can read"),
    "submit": _("Submit articles"),
    "review": _("Decide on claims and write verdicts"),
    "moderate": _("Approve, publish and withdraw verdicts, decide on reports and appeals"),
    "manage": _("Manage webhooks, tokens and accounts"),
}
"""The scopes that a token may be limited to, by code. The role of its owner limits it as well."""

SCOPE_OF_ROLE = {
    Role.CONTRIBUTOR: "submit",
    Role.EDITOR: "review",
    Role.MODERATOR: "moderate",
    Role.ADMIN: "manage",
}
"""The scope that a write requires, by the role that it requires; `permissions.scopes` has the exceptions."""


class Token(AbstractAuthToken):  # type: ignore[misc]
    """A token of Knox with a name, scopes (empty: all), and a limit of requests per minute (null: the default)."""

    name = models.CharField(max_length=80, blank=True)
    scopes = ArrayField(models.CharField(max_length=10), default=list, blank=True)
    per_minute = models.PositiveIntegerField(null=True, blank=True)
    last_used = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-created"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(scopes__contained_by=list(SCOPES)), name="scopes_that_exist"),
            models.CheckConstraint(
                condition=models.Q(per_minute__isnull=True) | models.Q(per_minute__gt=0),
                name="a_request_limit_is_positive",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.token_key

    def may(self, scope: str) -> bool:
        """Return whether the token has the scope."""
        return not self.scopes or scope in self.scopes
