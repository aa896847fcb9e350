"""API tokens, and the scopes that limit them."""

from typing import ClassVar

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _
from knox.models import AbstractAuthToken

from claims.models.append_only import refuse_truncate
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
    """A token of Knox with a name, scopes (empty: all), and a limit of requests per minute (null: the default).

    `parent` is the token with which a program created it. It may not do more than its parent, and ends with it.
    """

    name = models.CharField(max_length=80, blank=True)
    scopes = ArrayField(models.CharField(max_length=10), default=list, blank=True)
    per_minute = models.PositiveIntegerField(null=True, blank=True)
    last_used = models.DateTimeField(null=True, blank=True)
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="children")

    class Meta:
        ordering: ClassVar = ["-created"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(scopes__contained_by=list(SCOPES)), name="scopes_that_exist"),
            models.CheckConstraint(
                condition=models.Q(per_minute__isnull=True) | models.Q(per_minute__gt=0),
                name="a_request_limit_is_positive",
            ),
        ]
        triggers: ClassVar = [
            refuse_truncate(),
            pgtrigger.Trigger(
                name="a_token_stays_within_its_parent",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                condition=pgtrigger.Q(new__parent__isnull=False),
                func="""
                    IF NOT EXISTS (
                        SELECT FROM claims_token AS parent
                        WHERE parent.digest = NEW.parent_id AND parent.user_id = NEW.user_id
                            AND (parent.expiry IS NULL OR NEW.expiry <= parent.expiry)
                            AND (parent.scopes = '{}' OR (NEW.scopes <> '{}' AND NEW.scopes <@ parent.scopes))
                            AND (parent.per_minute IS NULL OR NEW.per_minute <= parent.per_minute)
                    ) THEN
                        RAISE EXCEPTION 'a token may not do more than its parent, or outlive it';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.token_key

    def may(self, scope: str) -> bool:
        """Return whether the token has the scope."""
        return not self.scopes or scope in self.scopes
