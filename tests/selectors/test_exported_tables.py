"""Every model is exported or left out with a reason, and nothing secret is in an export."""

import re

import pytest
from django.apps import apps
from django.db import models

from claims.selectors.exported_tables import LEFT_OUT_COLUMNS, LEFT_OUT_MODELS, SEEDED_MODELS, list_exported_tables

SECRET_WORDS = re.compile(r"password|secret|token|digest|seed|session|mail|address|key|ip$|user_agent")
HARMLESS_COLUMNS = {
    "claims.DeskNotification.mail_due": "a time",
    "claims.DeskNotification.mail_id": "a number",
    "claims.FactCheck.key": "made from the URL",
    "claims.ImportRow.key": "made from the URL",
    "claims.LogEntry.digests": "public hashes of the log",
    "claims.Series.keywords": "Words of the names of official figures.",
    "claims.Source.key": "made from the name",
    "claims.Tip.key": "in the link by which a reader sees the answer; the link goes on after the move",
    "claims.User.email": "people get the link for a new password there",
    "claims.User.keys": "keyboard shortcuts",
    "claims.User.session_generation": "a number",
}
"""Exported columns whose names sound like secrets, with what they hold."""

ALL_MODELS = {model._meta.label: model for model in apps.get_models(include_auto_created=True)}
TABLES = list_exported_tables()


@pytest.mark.parametrize("label", ALL_MODELS)
def test_each_model_is_exported_or_left_out_with_a_reason(label: str) -> None:
    is_exported = label in {table.label for table in TABLES}
    assert is_exported != (label in LEFT_OUT_MODELS), (
        f"{label} is not exported. Name it in LEFT_OUT_MODELS of claims/selectors/exported_tables.py, with the reason."
    )


def test_what_is_left_out_exists() -> None:
    assert set(LEFT_OUT_MODELS) <= set(ALL_MODELS)
    assert set(SEEDED_MODELS) <= {table.label for table in TABLES}
    columns = {f"{label}.{field.column}" for label, model in ALL_MODELS.items() for field in model._meta.local_fields}
    assert set(LEFT_OUT_COLUMNS) <= columns
    assert all(str(reason).endswith(".") for reason in LEFT_OUT_MODELS.values())
    assert all(row.reason.endswith(".") for row in LEFT_OUT_COLUMNS.values())


def test_a_new_desk_has_no_rows_but_those_of_migrations(db: None) -> None:
    filled = {table.label for table in TABLES if table.model._base_manager.exists()}
    assert filled <= SEEDED_MODELS, (
        "Migrations fill this table. Name its model in SEEDED_MODELS of claims/selectors/exported_tables.py, so that a "
        "restore replaces its rows."
    )


def test_no_exported_column_holds_a_secret() -> None:
    exported = {f"{table.label}.{field.column}" for table in TABLES for field in table.fields}
    suspicious = {name for name in exported if SECRET_WORDS.search(name.rpartition(".")[2])}
    assert suspicious == set(HARMLESS_COLUMNS), (
        "A column that sounds like a secret is exported. Name it in LEFT_OUT_COLUMNS of "
        "claims/selectors/exported_tables.py, or here with what it holds."
    )


def test_exported_rows_point_to_exported_rows() -> None:
    exported = {table.model for table in TABLES}
    astray = [
        f"{table.label}.{field.name}"
        for table in TABLES
        for field in table.fields
        if isinstance(field, models.ForeignKey) and field.related_model not in exported
    ]
    assert astray == []


def test_no_file_stays_on_a_disk() -> None:
    files = [
        f"{table.label}.{row.name}" for table in TABLES for row in table.fields if isinstance(row, models.FileField)
    ]
    assert files == [], (
        "An export holds files that are in the database (BinaryField). For a file on a disk, let iterate_attachments "
        "of claims/selectors/desk_export.py yield its bytes, and claims/services/desk_restores.py put them back."
    )


def test_each_table_has_a_file_of_its_own() -> None:
    assert len({table.file for table in TABLES}) == len(TABLES) > 40
