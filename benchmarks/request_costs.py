"""The cost of one request: its queries, and the CPU time of Python and PostgreSQL together."""

import re
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.http.response import HttpResponseBase
from django.test import Client

from claims.models import User
from claims.workflow import Role

MEASURED_ROLES = (Role.EDITOR, Role.MODERATOR, Role.ADMIN)
COUNT_PATTERN = re.compile(r"\bCOUNT\(", re.IGNORECASE)
CAPPED_PATTERN = re.compile(r"\bLIMIT (\d+|%s)\)", re.IGNORECASE)


def has_uncapped_count(sql: str) -> bool:
    """Whether a query counts rows without a limit in a subquery."""
    return bool(COUNT_PATTERN.search(sql) and not CAPPED_PATTERN.search(sql))


@dataclass(frozen=True, slots=True)
class MeasuredPage:
    """A path and the lowest role with access to it."""

    name: str
    path: str
    role: Role

    @property
    def is_search(self) -> bool:
        """Whether the page shows search results."""
        return "?" in self.name


@dataclass
class MeasuredDesk:
    """A database with its own connection and signed-in users."""

    name: str
    connection: BaseDatabaseWrapper
    clients: dict[Role, Client] = field(default_factory=dict)

    @classmethod
    def open_database(cls, name: str) -> "MeasuredDesk":
        """Open the database of this name, with queries in one process so that its clock counts everything."""
        connection = connections.create_connection("default")
        connection.settings_dict = {**connection.settings_dict, "NAME": name}
        desk = cls(name, connection)
        with desk.activate(), connection.cursor() as cursor:
            cursor.execute("SET max_parallel_workers_per_gather = 0")
            for role in MEASURED_ROLES:
                desk.clients[role] = Client(headers={"host": "localhost"})
                desk.clients[role].force_login(User.objects.filter(role=role).order_by("pk")[0])
        return desk

    @contextmanager
    def activate(self) -> Iterator[None]:
        """Make Django use this database."""
        connections["default"] = self.connection
        yield

    def get(self, path: str, role: Role) -> HttpResponseBase:
        """Return the response to a request."""
        with self.activate():
            return self.clients[role].get(path)

    def list_queries(self, page: MeasuredPage) -> list[str]:
        """Return the queries of a page."""
        sent: list[str] = []

        def record_query(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
            sent.append(sql)
            return execute(sql, *rest)

        with self.activate(), self.connection.execute_wrapper(record_query):
            self.clients[page.role].get(page.path)
        return sent

    def measure_cost(self, page: MeasuredPage) -> float:
        """Return the CPU time of one request in Python and PostgreSQL, in milliseconds."""
        backend = self.connection.connection.info.backend_pid
        before = time.process_time_ns() + process_clock(backend)
        self.get(page.path, page.role)
        return (time.process_time_ns() + process_clock(backend) - before) / 1e6


def process_clock(process: int) -> int:
    """Return the CPU time of a process in nanoseconds, from the clock that clock_getcpuclockid names."""
    return time.clock_gettime_ns((~process << 3) | 2)


def median_costs(pages: list[tuple[MeasuredDesk, MeasuredPage]], rounds: int) -> list[float]:
    """Return the median cost of each page, measured in turn."""
    samples: list[list[float]] = [[] for _ in pages]
    for _ in range(rounds + 1):
        for costs, (desk, page) in zip(samples, pages, strict=True):
            costs.append(desk.measure_cost(page))
    return [statistics.median(costs[1:]) for costs in samples]
