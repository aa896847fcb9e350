"""Accounts."""

from collections.abc import Iterator
from typing import Any, ClassVar

import pgtrigger
from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models, transaction
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from claims.models.append_only import refuse_truncate
from claims.workflow import ROLE_LABELS, Role


class Density(models.TextChoices):
    """How close together the rows of lists are."""

    COMFORTABLE = "comfortable", _("Comfortable")
    COMPACT = "compact", _("Compact: more rows, with details only in the row in focus")


def are_keys(field: str) -> models.Func:
    """Return SQL that is true for a JSON object whose values are one key, or two with a space between them."""
    template = (
        "(jsonb_typeof(%(expressions)s) = 'object' AND NOT jsonb_path_exists(%(expressions)s,"
        """ '$.* ? (!(@.type() == "string" && @ like_regex "^[^[:space:][:cntrl:]?]( [^[:space:][:cntrl:]?])?$"))'))"""
    )
    return models.Func(field, output_field=models.BooleanField(), template=template)


class AccountManager(UserManager["User"]):
    """Creates users, who are identified by their e-mail addresses."""

    use_in_migrations = False

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":  # type: ignore[override]
        """Create a user with a role; they sign in with the e-mail address."""
        address = self.normalize_email(email).lower()
        user = self.model(email=address, username=address, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":  # type: ignore[override]
        """Create the first account of a desk: an admin with access to the admin site."""
        fields |= {"role": Role.ADMIN, "is_staff": True, "is_superuser": True}
        return self.create_user(email, password, **fields)


class User(AbstractUser):  # type: ignore[django-manager-missing]
    """A person with an account; `role` decides what they may do (see `claims.permissions`).

    Sessions belong to one `session_generation`: increasing it ends them all. `keys` are custom shortcuts for actions of
    `claims.keys`, by name. Readers see the `public_name` under verdicts, or else the `name`. `language` is the code of
    the person's language; empty for the language of the browser. `time_zone` is the name of their time zone, empty for
    that of the desk. `density` is how close together the rows of their lists are. `toured` is whether they have ended
    the tour of the desk.
    """

    email = models.EmailField(_("e-mail address"), max_length=150, unique=True)  # it is the `username` too
    name = models.CharField(max_length=120, blank=True)
    public_name = models.CharField(max_length=120, blank=True, default="", db_default="")
    role = models.CharField(
        max_length=12,
        choices=[(role.value, label) for role, label in ROLE_LABELS.items()],
        default=Role.CONTRIBUTOR.value,
    )
    session_generation = models.PositiveIntegerField(default=0, db_default=0, editable=False)
    keys = models.JSONField(default=dict, db_default=models.Value({}, models.JSONField()), blank=True, editable=False)

    lacks_second_factor: bool | None = None
    """Whether the role requires a second factor that the person has not set up. None: not loaded with the row."""
    language = models.CharField(max_length=12, default="", db_default="", blank=True, editable=False)
    time_zone = models.CharField(max_length=64, default="", db_default="", blank=True, editable=False)
    toured = models.BooleanField(default=False, db_default=False, editable=False)
    density = models.CharField(
        max_length=12,
        choices=Density.choices,
        default=Density.COMPACT,
        db_default=Density.COMPACT.value,
        editable=False,
    )

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[AccountManager] = AccountManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(Lower("email"), name="one_account_per_address"),
            models.CheckConstraint(
                condition=models.Q(role__in=[role.value for role in Role]), name="a_role_that_exists"
            ),
            models.CheckConstraint(condition=are_keys("keys"), name="a_key_can_be_typed"),
        ]
        triggers: ClassVar = [
            refuse_truncate(),
            pgtrigger.Trigger(
                name="the_last_admin_stays",
                when=pgtrigger.After,
                operation=pgtrigger.UpdateOf("role", "is_active"),
                condition=pgtrigger.Condition(
                    "OLD.role = 'admin' AND OLD.is_active AND NOT (NEW.role = 'admin' AND NEW.is_active)"
                ),
                func="""
                    PERFORM pg_advisory_xact_lock(hashtext('the_last_admin_stays'));
                    IF NOT EXISTS (SELECT FROM claims_user WHERE role = 'admin' AND is_active) THEN
                        RAISE EXCEPTION 'the last admin cannot be removed';
                    END IF;
                    RETURN NULL;
                """,
            ),
        ]

    def __str__(self) -> str:
        """Return the name, or the local part of the e-mail address; never the whole address."""
        return self.name or self.email.partition("@")[0]

    @property
    def byline(self) -> str:
        """The name that readers see; empty for a person without a name, since an address is never shown."""
        return self.public_name or self.name

    def get_role_display(self) -> str:  # type: ignore[no-redef]
        """Return the label of the role. Django's own method translates every label to find one."""
        return Role(self.role).label

    def get_session_auth_hash(self) -> str:
        """Return the hash that identifies sessions; it changes with each generation."""
        return f"{super().get_session_auth_hash()}{self.session_generation or ''}"

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        """Return the same hash for each older secret of the desk."""
        return (f"{value}{self.session_generation or ''}" for value in super().get_session_auth_fallback_hash())

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; a new password ends all API tokens. Rehashing the same password at a sign-in does not."""
        has_new_password = getattr(self, "_password", None) is not None and not self._state.adding
        self.username = self.email  # a person is known by their address alone
        if (fields := kwargs.get("update_fields")) and "email" in fields:
            kwargs["update_fields"] = {*fields, "username"}
        with transaction.atomic():
            super().save(*args, **kwargs)
            if has_new_password:
                self.auth_token_set.all().delete()

    def has_rank(self, role: Role) -> bool:
        """Return whether the account is active and its role is `role` or higher."""
        return self.is_active and Role(self.role).rank >= role.rank
