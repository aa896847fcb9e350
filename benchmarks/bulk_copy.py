"""Rows on their way into tables by COPY: as plain tuples, past triggers, indexes built at the end."""

import json
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

from django.db import connection, models
from django.db.backends.utils import CursorWrapper
from django.utils import timezone
from psycopg import sql


class CopyTable:
    """The rows of one model that wait to be copied; columns of which nothing is said take the field's default."""

    def __init__(self, model: type[models.Model], *columns: str) -> None:
        options = model._meta  # noqa: SLF001 - how Django calls what everybody reads
        unsaid = [field for field in options.concrete_fields if field.column not in columns and _requires_value(field)]
        names = [*columns, *(field.column for field in unsaid)]
        self.name = options.db_table
        self.written = 0
        self._constants = tuple(map(_default_value, unsaid))
        self._rows: list[tuple[Any, ...]] = []
        self._copy = sql.SQL("COPY {} ({}) FROM STDIN").format(
            sql.Identifier(self.name), sql.SQL(", ").join([sql.Identifier(name) for name in names if name])
        )

    def add(self, *values: object) -> None:
        """One row, in the order of the columns."""
        self._rows.append(values + self._constants)

    def packed(self) -> Callable[[CursorWrapper], None]:
        """What waits, to be copied by another thread while more is added."""
        rows, self._rows = self._rows, []
        self.written += len(rows)

        def copied(cursor: CursorWrapper) -> None:
            with cursor.copy(self._copy) as copy:
                for row in rows:
                    copy.write_row(row)

        return copied


class Copier:
    """Copies what waits in tables while the next rows are thought up; wait for it before anything else is asked."""

    def __init__(self, cursor: CursorWrapper, tables: list[CopyTable]) -> None:
        self.cursor, self.tables = cursor, tables
        self._thread = ThreadPoolExecutor(1)
        self._busy: Future[None] = Future()
        self._busy.set_result(None)

    def flush(self) -> int:
        """Begin to copy what waits, as soon as what waited before is done; how many rows there are by then."""
        self._busy.result()
        self._busy = self._thread.submit(self._copied, [table.packed() for table in self.tables])
        return sum(table.written for table in self.tables)

    def _copied(self, packets: list[Callable[[CursorWrapper], None]]) -> None:
        for copied in packets:
            copied(self.cursor)

    def wait(self) -> None:
        """Until all is there."""
        self._thread.shutdown()
        self._busy.result()


def _requires_value(field: "models.Field[Any, Any]") -> bool:
    """Whether neither PostgreSQL nor NULL gives it one."""
    given = field.generated or field.primary_key or field.has_db_default()
    return not given


def _default_value(field: "models.Field[Any, Any]") -> object:
    if getattr(field, "auto_now_add", False):
        return timezone.now()
    value = field.get_default()
    if isinstance(field, models.JSONField):
        return json.dumps(value)
    return "{}" if isinstance(value, list) else value


@contextmanager
def bulk_copy(tables: Iterable[CopyTable], *, awake: str) -> Iterator[CursorWrapper]:
    """A cursor past foreign keys and all triggers but the one called `awake`, without indexes that constrain nothing.

    They are built anew afterwards, which takes less time than keeping them. The numbers that identify rows
    go on behind the highest, and the planner learns what the tables hold.
    """
    names = [table.name for table in tables]
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("SET LOCAL statement_timeout = 0")
        cursor.execute("SET LOCAL maintenance_work_mem = '512MB'")
        _set_trigger(cursor, awake, "ENABLE ALWAYS")
        indexes = _plain_indexes(cursor, names)
        for name, _ in indexes:
            cursor.execute(sql.SQL("DROP INDEX {}").format(sql.Identifier(name)))
        yield cursor
        for _, definition in indexes:
            cursor.execute(definition)
        for name in names:
            _restart_sequence(cursor, name)
        _set_trigger(cursor, awake, "ENABLE")
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")


def _set_trigger(cursor: CursorWrapper, name: str, how: str) -> None:
    """Have a trigger fire for copied rows too, or as it did before."""
    cursor.execute(
        "SELECT tgname, tgrelid::regclass::text FROM pg_trigger WHERE starts_with(tgname, %s)", [f"pgtrigger_{name}"]
    )
    for trigger, table in cursor.fetchall():
        statement = sql.SQL("ALTER TABLE {} {} TRIGGER {}")
        cursor.execute(statement.format(sql.Identifier(table), sql.SQL(how), sql.Identifier(trigger)))


def analyze_tables() -> None:
    """Tell the planner what the tables hold, and PostgreSQL which pages everybody may see."""
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        cursor.execute("VACUUM (ANALYZE)")
        cursor.execute("RESET statement_timeout")


def _plain_indexes(cursor: CursorWrapper, tables: list[str]) -> list[tuple[str, str]]:
    cursor.execute(
        "SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index"
        " WHERE NOT indisunique AND indrelid::regclass::text = ANY(%s) ORDER BY 1",
        [tables],
    )
    return list(cursor.fetchall())


def _restart_sequence(cursor: CursorWrapper, table: str) -> None:
    identity = "SELECT column_name FROM information_schema.columns WHERE table_name = %s AND is_identity = 'YES'"
    cursor.execute(identity, [table])
    for (column,) in cursor.fetchall():
        cursor.execute(
            sql.SQL("SELECT setval(pg_get_serial_sequence({}, {}), max({})) FROM {}").format(
                sql.Literal(table), sql.Literal(column), sql.Identifier(column), sql.Identifier(table)
            )
        )
