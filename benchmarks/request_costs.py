"""What one request costs: its queries, and the CPU time of Python and of PostgreSQL together."""

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
CAPPED_PATTERN = re.compile(r"\bLIMIT \d+\)", re.IGNORECASE)


def has_uncapped_count(sql: str) -> bool:
    """Whether a query counts rows, and no subquery in it has an end."""
    return bool(COUNT_PATTERN.search(sql) and not CAPPED_PATTERN.search(sql))


@dataclass(frozen=True, slots=True)
class MeasuredPage:
    """An address on a desk, as the first role that gets it sees it."""

    name: str
    path: str
    role: Role

    @property
    def found(self) -> bool:
        """Whether it shows what somebody searches for."""
        return "?" in self.name


@dataclass
class MeasuredDesk:
    """A database with a connection and signed-in people of its own."""

    name: str
    connection: BaseDatabaseWrapper
    clients: dict[Role, Client] = field(default_factory=dict)

    @classmethod
    def at(cls, name: str) -> "MeasuredDesk":
        """The desk in the database of this name; queries run in one process, so that its clock tells all."""
        connection = connections.create_connection("default")
        connection.settings_dict = {**connection.settings_dict, "NAME": name}
        desk = cls(name, connection)
        with desk.open(), connection.cursor() as cursor:
            cursor.execute("SET max_parallel_workers_per_gather = 0")
            for role in MEASURED_ROLES:
                desk.clients[role] = Client(headers={"host": "localhost"})
                desk.clients[role].force_login(User.objects.filter(role=role).order_by("pk")[0])
        return desk

    @contextmanager
    def open(self) -> Iterator[None]:
        """Turn Django to this desk."""
        connections["default"] = self.connection
        yield

    def get(self, path: str, role: Role) -> HttpResponseBase:
        """What is answered there."""
        with self.open():
            return self.clients[role].get(path)

    def queries(self, page: MeasuredPage) -> list[str]:
        """The queries of a page, apart from what a session asks."""
        sent: list[str] = []

        def note(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
            sent.append(sql)
            return execute(sql, *rest)

        with self.open(), self.connection.execute_wrapper(note):
            self.clients[page.role].get(page.path)
        return sent

    def cost(self, page: MeasuredPage) -> float:
        """Milliseconds of CPU, Python's and PostgreSQL's, for one request."""
        backend = self.connection.connection.info.backend_pid
        before = time.process_time_ns() + process_clock(backend)
        self.get(page.path, page.role)
        return (time.process_time_ns() + process_clock(backend) - before) / 1e6


def process_clock(process: int) -> int:
    """Nanoseconds of CPU that a process has had, as Linux's clock_getcpuclockid names its clock."""
    return time.clock_gettime_ns((~process << 3) | 2)


def median_costs(pages: list[tuple[MeasuredDesk, MeasuredPage]], rounds: int) -> list[float]:
    """The median cost of each, taken turn by turn."""
    samples: list[list[float]] = [[] for _ in pages]
    for _ in range(rounds + 1):
        for costs, (desk, page) in zip(samples, pages, strict=True):
            costs.append(desk.cost(page))
    return [statistics.median(costs[1:]) for costs in samples]
