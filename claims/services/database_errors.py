"""Refusals for errors of PostgreSQL: two people write at the same time, or the server is overloaded."""

from django.db import DatabaseError, DataError
from django.utils.translation import gettext

from claims.refusals import BadValue, Busy, Conflict, Refusal

REFUSAL_BY_SQLSTATE: dict[str, type[Refusal]] = {
    "23505": Conflict,  # unique_violation
    "40001": Conflict,  # serialization_failure
    "40P01": Conflict,  # deadlock_detected
    "P0001": Conflict,  # raise_exception: a trigger refused the write
    "55P03": Busy,  # lock_not_available
    "57014": Busy,  # query_canceled, by statement_timeout
}


def refusal_for_database_error(error: DatabaseError) -> Refusal | None:
    """Return the refusal that stands for an error; None where the error is a bug."""
    if isinstance(error, DataError) and "NUL" in str(error):
        return BadValue(gettext("A text cannot contain the character NUL."))
    kind = REFUSAL_BY_SQLSTATE.get(getattr(error.__cause__, "sqlstate", None) or "")
    return kind() if kind else None
