"""People who sign in."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.db.models.functions import Lower

from claims.workflow import Role


class AreKeys(models.Func):
    """SQL: a JSON object in which every value is one key, or two with a blank between them."""

    template = (
        "(jsonb_typeof(%(expressions)s) = 'object' AND NOT jsonb_path_exists(%(expressions)s,"
        """ '$.* ? (!(@.type() == "string" && @ like_regex "^[^[:space:][:cntrl:]?]( [^[:space:][:cntrl:]?])?$"))'))"""
    )
    output_field = models.BooleanField()
    conditional = True


class People(UserManager["User"]):
    """Makes users that are known by their e-mail address."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":  # type: ignore[override]
        """A person with a role; the address is also what they sign in with."""
        address = self.normalize_email(email).lower()
        user = self.model(email=address, username=address, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":  # type: ignore[override]
        """The first account of a desk: an admin who may open the admin pages."""
        fields |= {"role": Role.ADMIN, "is_staff": True, "is_superuser": True}
        return self.create_user(email, password, **fields)


class User(AbstractUser):
    """Somebody with an account; `role` says what they may do (see `claims.permissions`).

    `keys` are the keys that they have given to actions of `claims.keys`, by name; all others are as they come.
    """

    email = models.EmailField("e-mail address", unique=True)
    name = models.CharField(max_length=120, blank=True)
    role = models.CharField(
        max_length=12, choices=[(role.value, role.value) for role in Role], default=Role.CONTRIBUTOR.value
    )
    keys = models.JSONField(default=dict, db_default=models.Value({}, models.JSONField()), blank=True, editable=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[People] = People()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(Lower("email"), name="one_account_per_address"),
            models.CheckConstraint(
                condition=models.Q(role__in=[role.value for role in Role]), name="a_role_that_exists"
            ),
            models.CheckConstraint(condition=AreKeys("keys"), name="a_key_can_be_typed"),
        ]

    def __str__(self) -> str:
        """What colleagues read: never the whole address, with which one signs in."""
        return self.name or self.email.partition("@")[0]

    def has_rank(self, role: Role) -> bool:
        """Whether this person's role is `role` or above."""
        return self.is_active and Role(self.role).rank >= role.rank
