"""Rules for roles, set by an admin."""

from typing import ClassVar

from django.db import models

from claims.workflow import ROLE_LABELS, Role


class RoleRule(models.Model):
    """What a role requires besides a password. A role without a row requires nothing."""

    role = models.CharField(
        max_length=12, unique=True, choices=[(role.value, label) for role, label in ROLE_LABELS.items()]
    )
    mfa_required = models.BooleanField(default=False, db_default=False)

    class Meta:
        ordering: ClassVar = ["role"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(role__in=[role.value for role in Role]), name="a_rule_is_about_a_role_that_exists"
            ),
        ]

    def __str__(self) -> str:
        return self.role
