"""Restores an export into an empty desk, whole or not at all.

The rows come in as they were, so the triggers that compute values, write the log or refuse what no service does are
switched off in the same transaction, as pg_restore creates them after the rows. Constraints and foreign keys hold all
the time. Before the commit the triggers are on again, each table is exported once more and compared with the manifest
by hash, and the log is checked.
"""

import json
from collections.abc import Iterator
from hashlib import sha256 as hash_bytes
from pathlib import Path

import psycopg
from django.db import Error, connection, models, transaction
from django.db.backends.utils import CursorWrapper
from django.utils.translation import gettext
from psycopg import sql

from claims.export_manifest import (
    BLOCK_BYTES,
    DamagedExport,
    ExportManifest,
    check_export_files,
    read_attachment,
    read_export_manifest,
)
from claims.selectors.desk_export import (
    NO_TIME_LIMITS,
    PLAIN_LINES,
    SAME_NOTATION,
    iterate_table_lines,
)
from claims.selectors.exported_tables import ExportedTable, list_exported_tables
from claims.selectors.migrations import find_newest_migration
from claims.services.backup_restores import CannotRestore
from claims.services.desk_exports import list_export_files
from claims.services.log_checks import find_log_breaks

_LINES_SQL = "CREATE TEMPORARY TABLE restored_line (line json) ON COMMIT DROP"
_ATTACHMENTS_SQL = "CREATE TEMPORARY TABLE restored_file (sha256 text PRIMARY KEY, data bytea) ON COMMIT DROP"


def restore_desk_export(folder: Path, *, sha256: str = "") -> ExportManifest:
    """Restore an export as the owner of the tables. Raises `CannotRestore`; then nothing was written.

    `sha256` is the hash that the manifest must have; the desk that wrote the export has it.
    """
    try:
        manifest = read_export_manifest(folder)
        if sha256 not in ("", manifest.sha256):
            raise CannotRestore(gettext("This is another export: its hash is %(hash)s.") % {"hash": manifest.sha256})
        _require_same_release(manifest)
        check_export_files(folder, manifest, list_export_files())
        _restore(folder, manifest)
    except (DamagedExport, OSError) as error:
        raise CannotRestore(str(error)) from error
    except (Error, psycopg.Error) as error:
        detail = gettext("PostgreSQL refuses the rows of the export: %(error)s")
        raise CannotRestore(detail % {"error": str(error).strip()}) from error
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        cursor.execute("ANALYZE")
        cursor.execute("RESET statement_timeout")
    return manifest


def _require_same_release(manifest: ExportManifest) -> None:
    newest = find_newest_migration()
    if manifest.migration != newest:
        detail = gettext(
            "The export is of another release: its newest migration is %(theirs)s, the one of this desk is %(ours)s."
            " Restore it with the release that wrote it, then upgrade that desk."
        )
        raise CannotRestore(detail % {"theirs": manifest.migration[:100], "ours": newest})


def _restore(folder: Path, manifest: ExportManifest) -> None:
    tables = list_exported_tables()
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute(f"{NO_TIME_LIMITS}; {SAME_NOTATION}; {_LINES_SQL}; {_ATTACHMENTS_SQL}")
        _switch_triggers(cursor, tables, "DISABLE")
        _require_empty_desk(cursor, tables)
        for table in tables:
            _restore_table(cursor, table, folder)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        _switch_triggers(cursor, tables, "ENABLE")
        _require_equal_tables(tables, manifest)
        _require_whole_log()


def _switch_triggers(cursor: CursorWrapper, tables: list[ExportedTable], state: str) -> None:
    """Switch our triggers on or off; those of foreign keys stay. It also locks the tables against other writers."""
    for table in tables:
        statement = sql.SQL("ALTER TABLE {} {} TRIGGER USER")
        cursor.execute(statement.format(sql.Identifier(table.name), sql.SQL(state)))


def _require_empty_desk(cursor: CursorWrapper, tables: list[ExportedTable]) -> None:
    """Refuse a desk that has rows; those of migrations are deleted."""
    for table in tables:
        name = sql.Identifier(table.name)
        if table.is_seeded:
            cursor.execute(sql.SQL("DELETE FROM {}").format(name))
        cursor.execute(sql.SQL("SELECT EXISTS (SELECT FROM {})").format(name))
        if cursor.fetchone()[0]:
            detail = gettext("The desk is not empty: %(table)s has rows. Restore into a new, migrated database.")
            raise CannotRestore(detail % {"table": table.name})


def _restore_table(cursor: CursorWrapper, table: ExportedTable, folder: Path) -> None:
    path = folder / table.file
    for data in _read_attachments(table, folder):
        statement = "INSERT INTO restored_file VALUES (%s, %s) ON CONFLICT DO NOTHING"
        cursor.execute(statement, [hash_bytes(data).hexdigest(), data])
    cursor.execute("TRUNCATE restored_line")
    copy_lines = sql.SQL("COPY restored_line FROM STDIN {}").format(PLAIN_LINES)
    with path.open("rb") as file, cursor.copy(copy_lines) as copy:
        while block := file.read(BLOCK_BYTES):
            copy.write(block)
    cursor.execute(_insert_statement(table))
    _continue_numbers(cursor, table)


def _read_attachments(table: ExportedTable, folder: Path) -> Iterator[bytes]:
    """Yield the binary values that the rows of a table name."""
    if not table.binary_columns:
        return
    with (folder / table.file).open("rb") as file:
        for line in file:
            try:
                row = json.loads(line)
                names = [row[column] for column in table.binary_columns if row[column] is not None]
            except (ValueError, TypeError, KeyError, RecursionError) as error:
                raise DamagedExport(f"{table.file} has a line that is no row.") from error
            yield from (read_attachment(folder, name) for name in names)


def _insert_statement(table: ExportedTable) -> sql.Composed:
    """Return the statement that reads the lines by the types of the columns."""
    columns = [field.column or "" for field in table.fields]
    values = [_restored_value(field) for field in table.fields]
    values += [sql.SQL(row.value) for row in table.left_out.values()]
    return sql.SQL(
        "INSERT INTO {table} ({columns}) SELECT {values}"
        " FROM restored_line, json_populate_record(NULL::{table}, line) AS r"
    ).format(
        table=sql.Identifier(table.name),
        columns=sql.SQL(", ").join(map(sql.Identifier, [*columns, *table.left_out])),
        values=sql.SQL(", ").join(values),
    )


def _restored_value(field: "models.Field[object, object]") -> sql.Composable:
    """Return the SQL of a value: a file for a binary column; JSON's null, which is a value, where SQL's is none."""
    name = sql.Identifier(field.column or "")
    if isinstance(field, models.BinaryField):
        return sql.SQL("(SELECT data FROM restored_file WHERE sha256 = line->>{})").format(field.column)
    if isinstance(field, models.JSONField) and not field.null:
        return sql.SQL("COALESCE(r.{}, 'null')").format(name)
    return sql.SQL("r.{}").format(name)


def _continue_numbers(cursor: CursorWrapper, table: ExportedTable) -> None:
    """Let new rows be numbered after the highest restored number."""
    column = table.key.column or ""
    cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [table.name, column])
    if sequence := cursor.fetchone()[0]:
        statement = sql.SQL("SELECT setval({}, max({})) FROM {} HAVING count(*) > 0")
        cursor.execute(statement.format(sequence, sql.Identifier(column), sql.Identifier(table.name)))


def _require_equal_tables(tables: list[ExportedTable], manifest: ExportManifest) -> None:
    for table in tables:
        digest, file = hash_bytes(), manifest.file(table.file)
        for line in iterate_table_lines(table):
            digest.update(line)
        if digest.hexdigest() != file.sha256:
            raise DamagedExport(f"{file.name} does not hold rows as a desk writes them.")


def _require_whole_log() -> None:
    """Check the chain of the log, whichever key signed it: this desk may have a new one."""
    broken, _ = find_log_breaks(keys=None)
    if broken:
        raise CannotRestore(gettext("The log of the export is broken: %(place)s") % {"place": broken[0]})
