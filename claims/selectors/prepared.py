"""Prepared queries: Django writes them once per process, and PostgreSQL plans them once per connection."""

import re
from typing import Any, ClassVar, Self

from django.db import connection
from django.db.models import BooleanField, Expression, F, Field, Func, QuerySet, TextField
from psycopg import OperationalError, RawCursor, sql
from psycopg.errors import FeatureNotSupported
from psycopg.pq import TransactionStatus


class Parameter(Expression):
    """A parameter of a prepared query: its number from 1, and its PostgreSQL type."""

    output_field: ClassVar = TextField()

    def __init__(self, number: int, kind: str, output_field: "Field[Any, Any] | None" = None) -> None:
        super().__init__(output_field=output_field)
        self.number, self.kind = number, kind

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[str | int, ...]]:
        """Return the placeholder with a cast to its type."""
        return f"${self.number}::{self.kind}", ()


class IsOneOf(Func):
    """SQL ``column = ANY (array)``."""

    template, arg_joiner, output_field = "%(expressions)s)", " = ANY(", BooleanField()

    def __init__(self, column: str, values: Parameter) -> None:
        super().__init__(F(column), values)


def write_query(rows: "QuerySet[Any, Any]") -> str:
    """Return the SQL of a queryset with placeholders for its `Parameter`s; all other values become literals."""
    text, values = rows.query.sql_with_params()
    literals = iter(values)
    return re.sub("%[%s]", lambda match: "%" if match[0] == "%%" else _literal(next(literals)), text)


def _literal(value: object) -> str:
    return sql.Literal(value).as_string(None)


def run_query(query: str, *values: Any, checks_connection: bool = True) -> list[tuple[Any, ...]]:
    """Return the rows of a query with the parameters $1, $2 and so on; it is prepared on first use.

    Without `checks_connection`, a connection that the server has closed raises `OperationalError`.

    It is not prepared behind a transaction pooler, which `DISABLE_SERVER_SIDE_CURSORS` announces.
    """
    if checks_connection:
        connection.close_if_health_check_failed()
    with connection.wrap_database_errors, _open_cursor() as cursor:
        return cursor.execute(query, values, binary=True).fetchall()


def run_counted_query(query: str, *values: Any) -> list[tuple[Any, ...]]:
    """Return the rows of a query as `run_query` does, with columns as Django reads them, and as one of its queries.

    Django's counts and wrappers of queries see it, and a transaction that has failed refuses it.
    """
    connection.close_if_health_check_failed()
    raw: Any = _open_cursor()
    wrap = connection.make_debug_cursor if connection.queries_logged else connection.make_cursor
    with wrap(raw) as cursor:
        cursor.execute(query, values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    if connection.queries_logged:
        connection.queries_log[-1]["sql"] = query  # Django asks the cursor, which has sent a name in its place
    return rows


class _PreparedCursor(RawCursor[Any]):
    """A cursor whose queries outlive migrations: PostgreSQL refuses a plan when the type of a column has changed."""

    def execute(self, *arguments: Any, **options: Any) -> Self:
        """Run the query, prepared anew where its plan is refused.

        Raises `OperationalError` inside a transaction, which has failed; psycopg prepares anew after its rollback.
        """
        try:
            return super().execute(*arguments, **options)
        except FeatureNotSupported as error:
            if self.connection.info.transaction_status != TransactionStatus.IDLE:
                raise OperationalError("A table has changed during this transaction.") from error
        self.connection.execute("DEALLOCATE ALL")
        return super().execute(*arguments, **options)


def _open_cursor() -> _PreparedCursor:
    connection.ensure_connection()
    raw: Any = connection.connection
    raw.prepare_threshold = None if connection.settings_dict.get("DISABLE_SERVER_SIDE_CURSORS") else 0
    return _PreparedCursor(raw)
