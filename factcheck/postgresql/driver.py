"""psycopg as Django uses it, with connections that stop waiting at the deadline of the request."""

from typing import TypeVar

from psycopg import (
    Binary,
    Connection,
    DatabaseError,
    DataError,
    Error,
    IntegrityError,
    InterfaceError,
    InternalError,
    NotSupportedError,
    OperationalError,
    ProgrammingError,
)
from psycopg.abc import PQGen
from psycopg.errors import _WaitTimeout
from psycopg.rows import TupleRow

from factcheck.postgresql.deadline import spend_waiting_time

__all__ = [
    "Binary",
    "DataError",
    "DatabaseError",
    "Error",
    "IntegrityError",
    "InterfaceError",
    "InternalError",
    "NotSupportedError",
    "OperationalError",
    "ProgrammingError",
    "connect",
]

Result = TypeVar("Result")
INTERVAL_SECONDS = 0.1
"""How often a wait looks for Ctrl-C."""


class LimitedConnection(Connection[TupleRow]):
    """A connection that is closed if PostgreSQL does not answer before the deadline."""

    def wait(self, gen: PQGen[Result], interval: float = INTERVAL_SECONDS, timeout: float | None = None) -> Result:
        """Wait for the server; raises `OperationalError` at the deadline."""
        if timeout is not None:
            return super().wait(gen, interval, timeout)
        try:
            with spend_waiting_time() as seconds:
                return super().wait(gen, interval, seconds)
        except _WaitTimeout as error:
            self.close()
            raise OperationalError("PostgreSQL did not answer in the time that a request may wait.") from error


connect = LimitedConnection.connect
