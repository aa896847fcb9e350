"""Which tables and columns an export holds. Each model of the desk is exported, or named here with the reason.

The columns follow from the fields of the models: a new field is exported without a word, and a new model of the desk
too. What must not leave the desk is named here; `tests/selectors/test_exported_tables.py` says what is missing.
"""

from dataclasses import dataclass
from functools import cached_property

from django.apps import apps
from django.db import models

LEFT_OUT_MODELS = {
    "claims.Token": "API tokens open the desk; programs get new ones.",
    "claims.IdempotentResponse": "Answers to programs that repeat a request are kept for a day.",
    "claims.PageVersion": "Kept pages are made anew.",
    "claims.Presence": "Who looks at a page is true for seconds.",
    "claims.Webhook": "Addresses and secrets belong to the receivers, who connect the new desk themselves.",
    "claims.Delivery": "Messages to receivers go with their webhooks.",
    "claims.Attempt": "Attempts to send go with their webhooks.",
    "claims.User_groups": "A role says what a person may do; the desk uses no groups.",
    "claims.User_user_permissions": "A role says what a person may do; the desk grants no permissions one by one.",
    "admin.LogEntry": "What happened is in the events.",
    "auth.Permission": "Migrations create it.",
    "auth.Group": "The desk uses no groups.",
    "auth.Group_permissions": "The desk uses no groups.",
    "contenttypes.ContentType": "Migrations create it.",
    "sessions.Session": "Sessions are secrets; people sign in again.",
    "usersessions.UserSession": "Sessions end with the move.",
    "account.EmailAddress": "It repeats the address of the account, and is made anew.",
    "account.EmailConfirmation": "Links in mails are secrets.",
    "mfa.Authenticator": "Second factors are secrets; people set them up again.",
    "socialaccount.SocialApp": "Settings of the operator.",
    "socialaccount.SocialAccount": "A verified address ties the account to single sign-on again.",
    "socialaccount.SocialToken": "Tokens of single sign-on are secrets.",
}
"""Models without a file, with the reason."""


@dataclass(frozen=True, slots=True)
class LeftOutColumn:
    """A column that stays behind: `value` is the SQL that fills it when the export is restored."""

    value: str
    reason: str


LEFT_OUT_COLUMNS = {
    "claims.User.password": LeftOutColumn(
        "'!' || replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '')",
        "A hash of a password is a secret; this value lets nobody in.",
    ),
    "claims.Tip.email": LeftOutColumn("''", "The address of a reader is there for one answer of this desk."),
    "claims.Report.email": LeftOutColumn("''", "The address of a reader is there for one answer of this desk."),
}
"""Columns of exported models that are not in the file, by model and column."""

SEEDED_MODELS = frozenset({"claims.Topic"})
"""Models that migrations fill: their rows do not make a desk used, and the export replaces them."""


@dataclass(frozen=True)
class ExportedTable:
    """A table with its file. The order of the rows is that of the primary key, whatever the collation."""

    model: type[models.Model]

    @cached_property
    def label(self) -> str:
        """The name of the model."""
        return self.model._meta.label  # noqa: SLF001 - public API of Django despite its name

    @cached_property
    def name(self) -> str:
        """The name of the table."""
        return self.model._meta.db_table  # noqa: SLF001

    @cached_property
    def file(self) -> str:
        """The name of the file."""
        return f"{self.model._meta.model_name}.ndjson"  # noqa: SLF001

    @cached_property
    def key(self) -> "models.Field[object, object]":
        """The field of the primary key."""
        return self.model._meta.pk  # noqa: SLF001

    @cached_property
    def fields(self) -> "tuple[models.Field[object, object], ...]":
        """The exported fields, in the order of the model."""
        fields = self.model._meta.local_concrete_fields  # noqa: SLF001
        return tuple(row for row in fields if not row.generated and row.column not in self.left_out)

    @cached_property
    def left_out(self) -> dict[str, LeftOutColumn]:
        """The columns that stay behind."""
        prefix = f"{self.label}."
        return {name.removeprefix(prefix): row for name, row in LEFT_OUT_COLUMNS.items() if name.startswith(prefix)}

    @cached_property
    def binary_columns(self) -> tuple[str, ...]:
        """The columns whose values are files beside the rows; the row has the SHA-256."""
        return tuple(field.attname for field in self.fields if isinstance(field, models.BinaryField))

    @cached_property
    def is_seeded(self) -> bool:
        """Whether migrations fill the table."""
        return self.label in SEEDED_MODELS


def list_exported_tables() -> list[ExportedTable]:
    """Return the tables of the desk in the order of their names."""
    kinds = apps.get_app_config("claims").get_models(include_auto_created=True)
    tables = (ExportedTable(kind) for kind in kinds)
    return sorted((table for table in tables if table.label not in LEFT_OUT_MODELS), key=lambda table: table.name)
