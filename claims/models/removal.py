"""Removals: what an admin erased, why, and the hash of what it was."""

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from claims.bounds import REASON_CHARACTERS
from claims.models.append_only import refuse_truncate
from claims.removal_reasons import REMOVABLE_LABELS, REMOVABLE_TABLES, REMOVAL_REASONS

_TABLE_SQL = "CASE NEW.kind" + "".join(f" WHEN '{kind}' THEN '{name}'" for kind, name in REMOVABLE_TABLES.items())
_HASH_SQL = f"""
    EXECUTE format(
        'SELECT encode(sha256(convert_to(to_jsonb(gone)::text, ''UTF8'')), ''hex'') FROM %I AS gone WHERE id = $1',
        {_TABLE_SQL} END
    ) INTO NEW.row_sha256 USING NEW.subject;
    IF NEW.row_sha256 IS NULL THEN
        RAISE EXCEPTION 'there is nothing to remove';
    END IF;
    NEW.created := now();
    RETURN NEW;
"""  # noqa: S608 - names of tables of this module


def removed_now(kind: str, subject: str = "OLD.id") -> str:
    """Return SQL that is true in the transaction that removes `subject`: the removal has stored its hash already.

    A passage is taken out of the same rows that go with a claim.
    """
    kinds = "IN ('claim', 'passage')" if kind == "claim" else f"= '{kind}'"
    return (
        "EXISTS (SELECT FROM claims_removal"
        f" WHERE kind {kinds} AND subject = {subject} AND claims_removal.created = now())"
    )


def protect_until_removed(
    name: str,
    *,
    kind: str,
    subject: str = "OLD.id",
    operation: pgtrigger.Operation = pgtrigger.Update,
    condition: pgtrigger.Condition | None = None,
) -> pgtrigger.Trigger:
    """Return the trigger that refuses an operation, unless a removal of `subject` blanks the row."""
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=operation,
        condition=condition,
        func=f"""
            IF TG_OP = 'UPDATE' AND {removed_now(kind, subject)} THEN
                RETURN NEW;
            END IF;
            RAISE EXCEPTION 'Cannot {str(operation).lower()} rows from % table, unless a removal blanks them',
                TG_TABLE_NAME;
        """,
    )


class Removal(models.Model):
    """An account, tip, report, article or claim whose words an admin removed; `subject` is its id.

    A `passage` is taken out of the claim `subject` and its published verdict, which stay; that may happen again.

    The database computes `row_sha256` of the row as it was, and lets frozen words go only in the same transaction:
    whoever has kept the row can prove what it was.
    """

    kind = models.CharField(max_length=10, choices=list(REMOVABLE_LABELS.items()))
    subject = models.BigIntegerField()
    reason = models.CharField(max_length=10, choices=list(REMOVAL_REASONS.items()))
    note = models.TextField(max_length=REASON_CHARACTERS, blank=True)
    row_sha256 = models.CharField(max_length=64, db_default="")
    removed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created = models.DateTimeField(db_default=Now())

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "subject"], condition=~models.Q(kind="passage"), name="one_removal_per_subject"
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=list(REMOVABLE_TABLES)), name="a_kind_of_removal_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(reason__in=list(REMOVAL_REASONS)), name="a_removal_has_its_reason"
            ),
        ]
        triggers: ClassVar = [
            refuse_truncate(),
            pgtrigger.Trigger(
                name="a_removal_has_the_hash_of_its_row",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=_HASH_SQL,
            ),
            pgtrigger.Protect(name="removals_stay", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"
