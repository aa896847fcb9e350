"""The rows of an export: one JSON object a line, written by PostgreSQL, all of one moment.

PostgreSQL writes each value by the type of its column and reads it back the same way (`row_to_json`,
`json_populate_record`), so no table needs code of its own. COPY as CSV with two control characters for delimiter and
quote passes lines on as they are: JSON has neither.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, models, transaction
from psycopg import sql

from claims.selectors.exported_tables import ExportedTable

PLAIN_LINES = sql.SQL("(FORMAT csv, DELIMITER E'\\x02', QUOTE E'\\x01')")
NO_TIME_LIMITS = "SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0"
SAME_NOTATION = "SET LOCAL TimeZone = 'UTC'; SET LOCAL DateStyle = 'ISO'; SET LOCAL extra_float_digits = 1"
"""Settings on which the text of a value depends."""


@contextmanager
def hold_export_snapshot() -> Iterator[None]:
    """Let everything that the block reads be of one moment. It must not run inside a transaction."""
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute(f"{NO_TIME_LIMITS}; {SAME_NOTATION}")
        yield


def iterate_table_lines(table: ExportedTable) -> Iterator[bytes]:
    """Yield the rows of a table as lines of JSON, in the order of the primary key."""
    query = sql.SQL("COPY (SELECT row_to_json(r) FROM (SELECT {} FROM {} ORDER BY {}) r) TO STDOUT {}").format(
        sql.SQL(", ").join(map(_exported_value, table.fields)), sql.Identifier(table.name), _order(table), PLAIN_LINES
    )
    with connection.cursor() as cursor, cursor.copy(query) as copy:
        yield from map(bytes, copy)


def _exported_value(field: "models.Field[object, object]") -> sql.Composable:
    column = sql.Identifier(field.column or "")
    if isinstance(field, models.BinaryField):
        return sql.SQL("encode(sha256({}), 'hex') AS {}").format(column, column)
    return column


def _order(table: ExportedTable) -> sql.Composable:
    column = sql.Identifier(table.key.column or "")
    is_text = isinstance(table.key, models.CharField | models.TextField)
    return sql.SQL('{} COLLATE "C"').format(column) if is_text else column


def iterate_attachments(table: ExportedTable) -> Iterator[bytes]:
    """Yield the binary values of a table, one in memory at a time."""
    key = sql.Identifier(table.key.column or "")
    for name in table.binary_columns:
        parts = {"column": sql.Identifier(name), "key": key, "table": sql.Identifier(table.name)}
        first = sql.SQL("SELECT {key}, {column} FROM {table} WHERE {column} IS NOT NULL").format(**parts)
        after, end = sql.SQL(" AND {key} > %s").format(**parts), sql.SQL(" ORDER BY {key} LIMIT 1").format(**parts)
        with connection.cursor() as cursor:
            cursor.execute(first + end)
            while row := cursor.fetchone():
                yield bytes(row[1])
                cursor.execute(first + after + end, [row[0]])
