"""Rules for roles: what an admin asks of everybody who has one."""

from typing import ClassVar

from django.db import models

from claims.workflow import Role


class RoleRule(models.Model):
    """What a role takes beside a password. A role without a row takes nothing more."""

    role = models.CharField(max_length=12, unique=True, choices=[(role.value, role.value) for role in Role])
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
