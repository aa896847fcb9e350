"""Queries that Django writes once for each process and that PostgreSQL plans once for each connection."""

import re
from typing import Any, ClassVar

from django.db import connection
from django.db.models import BooleanField, Expression, F, Field, Func, QuerySet, TextField
from psycopg import RawCursor, sql


class Parameter(Expression):
    """A value of a prepared query by its number, from 1, with its type in PostgreSQL."""

    output_field: ClassVar = TextField()

    def __init__(self, number: int, kind: str, output_field: "Field[Any, Any] | None" = None) -> None:
        super().__init__(output_field=output_field)
        self.number, self.kind = number, kind

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[str | int, ...]]:
        """The placeholder; a cast tells PostgreSQL its type."""
        return f"${self.number}::{self.kind}", ()


class IsOneOf(Func):
    """Whether a column is among the values of an array."""

    template, arg_joiner, output_field = "%(expressions)s)", " = ANY(", BooleanField()

    def __init__(self, column: str, values: Parameter) -> None:
        super().__init__(F(column), values)


def write_query(rows: "QuerySet[Any, Any]") -> str:
    """The SQL of a queryset; its parameters are `Parameter`s, all other values stand in it as literals."""
    text, values = rows.query.sql_with_params()
    literals = iter(values)
    return re.sub("%[%s]", lambda found: "%" if found[0] == "%%" else _literal(next(literals)), text)


def _literal(value: object) -> str:
    return sql.Literal(value).as_string(None)


def run_query(query: str, *values: Any) -> list[tuple[Any, ...]]:
    """Rows of a query with the parameters $1, $2 and so on; planned on first use, and sent in binary.

    Not prepared behind a pooler that gives each transaction another connection; Django is told of one by the same
    setting.
    """
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    raw: Any = connection.connection
    raw.prepare_threshold = None if connection.settings_dict.get("DISABLE_SERVER_SIDE_CURSORS") else 0
    with connection.wrap_database_errors, RawCursor(raw) as cursor:
        return cursor.execute(query, values, binary=True).fetchall()
