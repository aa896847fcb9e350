"""Refusals for errors of PostgreSQL: two people write at the same time, or the server is overloaded or away."""

from django.db import DataError, Error, InterfaceError, OperationalError
from django.utils.translation import gettext

from claims.refusals import BadValue, Busy, Conflict, DatabaseAway, Refusal

REFUSAL_BY_SQLSTATE: dict[str, type[Refusal]] = {
    "23505": Conflict,  # unique_violation
    "40001": Conflict,  # serialization_failure
    "40P01": Conflict,  # deadlock_detected
    "P0001": Conflict,  # raise_exception: a trigger refused the write
    "55P03": Busy,  # lock_not_available
    "57014": Busy,  # query_canceled, by statement_timeout
    "25P03": Busy,  # idle_in_transaction_session_timeout
    "25P04": Busy,  # transaction_timeout
}
REFUSAL_BY_CLASS: dict[str, type[Refusal]] = {
    "08": DatabaseAway,  # connection exceptions
    "53": DatabaseAway,  # insufficient resources: disk full, out of memory, too many connections
    "57": DatabaseAway,  # operator intervention: the server shuts down or starts
    "58": DatabaseAway,  # system errors: the disk
}


def refusal_for_database_error(error: Error) -> Refusal | None:
    """Return the refusal that stands for an error; None where the error is a bug."""
    if isinstance(error, DataError) and "NUL" in str(error):
        return BadValue(gettext("A text cannot contain the character NUL."))
    sqlstate: str = getattr(error.__cause__, "sqlstate", None) or ""
    kind = REFUSAL_BY_SQLSTATE.get(sqlstate) or REFUSAL_BY_CLASS.get(sqlstate[:2])
    if not sqlstate and isinstance(error, OperationalError | InterfaceError):
        kind = DatabaseAway
    return kind() if kind else None
