"""Rows that pages load again and again: Django writes the query once per process, PostgreSQL plans it per connection.

Of a short query, Django takes longer to write it, and PostgreSQL to plan it, than PostgreSQL to run it.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from types import SimpleNamespace
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Model, QuerySet
from django.db.transaction import TransactionManagementError

from claims.selectors.prepared import Parameter, run_counted_query, write_query

Row = TypeVar("Row")

ID = Parameter(1, "bigint")
IDS = Parameter(1, "bigint[]")


class _WrittenQuery:
    """A queryset as SQL, with the compiler that knows what its columns are."""

    def __init__(self, rows: "QuerySet[Any, Any]") -> None:
        self.sql = write_query(rows)
        self.compiler: Any = rows.query.get_compiler(DEFAULT_DB_ALIAS)
        self.compiler.as_sql()
        self.iterable: Any = rows._iterable_class  # noqa: SLF001 - the part of Django that makes rows of columns
        self.locks = bool(rows.query.select_for_update)


class _BoundCompiler:
    """The compiler of a query with the values of its parameters, as Django's iterables ask for it."""

    def __init__(self, written: _WrittenQuery, values: Sequence[Any]) -> None:
        self.written, self.values = written, values
        compiler = written.compiler
        self.select, self.klass_info = compiler.select, compiler.klass_info
        self.annotation_col_map = compiler.annotation_col_map

    def execute_sql(self, *_: Any, **__: Any) -> list[list[tuple[Any, ...]]]:
        """Run the query."""
        return [run_counted_query(self.written.sql, *self.values)]

    def results_iter(self, results: Any = None, *, tuple_expected: bool = False, **_: Any) -> Iterable[Any]:
        """Return the rows with the values that the fields make of the columns."""
        found = self.execute_sql() if results is None else results
        rows: Iterable[Any] = self.written.compiler.results_iter(found, tuple_expected=tuple_expected)
        return rows


class PreparedRows(Generic[Row]):
    """A queryset with `Parameter`s that is written once; `fetch` runs it with their values.

    It is built on first use, and loads no prefetches: `attach_rows` does.
    """

    def __init__(self, build: "Callable[[], QuerySet[Any, Row]]") -> None:
        self._build = build

    @cached_property
    def _written(self) -> _WrittenQuery:
        return _WrittenQuery(self._build())

    def fetch(self, *values: Any) -> list[Row]:
        """Return the rows for the values of the parameters $1, $2 and so on.

        Raises `TransactionManagementError` for rows that are locked outside a transaction, as Django does.
        """
        written = self._written
        if written.locks and not connection.in_atomic_block:
            raise TransactionManagementError("Rows are locked inside a transaction only.")
        compiler = _BoundCompiler(written, values)
        query = SimpleNamespace(get_compiler=lambda *_, **__: compiler)
        return list(written.iterable(SimpleNamespace(db=DEFAULT_DB_ALIAS, query=query, _known_related_objects={})))

    def find(self, *values: Any) -> Row | None:
        """Return the first row, if there is one."""
        return next(iter(self.fetch(*values)), None)


class LoadedRows(QuerySet[Any, Any]):
    """The rows of a to-many relation, as `attach_rows` loaded them. What is made of it asks the database."""

    def __init__(self, rows: list[Any], query: Any, condition: dict[str, Any]) -> None:
        super().__init__(query.model, query)
        self._result_cache = rows
        self._prefetch_done = True
        self._condition = condition

    def _chain(self) -> Any:
        """Return the queryset of the relation, for Django to filter or sort."""
        return self.model._default_manager.filter(**self._condition)  # noqa: SLF001 - public in Django


def attach_rows(parents: Sequence[Model], relation: str, children: PreparedRows[Any]) -> list[Any]:
    """Load the rows of a to-many relation of some rows, as a prefetch does, and return them.

    `children` takes the ids of the parents as its parameter `IDS`.
    """
    if not parents:
        return []
    related: Any = parents[0]._meta.get_field(relation)  # noqa: SLF001 - public in Django
    owners = {parent.pk: parent for parent in parents}
    rows_by_owner: dict[int, list[Any]] = {pk: [] for pk in owners}
    rows = children.fetch(list(owners))
    for row in rows:
        owner_id = getattr(row, related.field.attname)
        rows_by_owner[owner_id].append(row)
        related.field.set_cached_value(row, owners[owner_id])
    query = related.related_model._default_manager.all().query  # noqa: SLF001
    for parent in parents:
        loaded = LoadedRows(rows_by_owner[parent.pk], query, {related.field.name: parent})
        vars(parent).setdefault("_prefetched_objects_cache", {})[related.cache_name] = loaded
    return rows
