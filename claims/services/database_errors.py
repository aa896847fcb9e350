"""What PostgreSQL answers when two people do the same at once, or too many do too much, as refusals."""

from django.db import DatabaseError

from claims.refusals import Busy, Conflict, Refusal

REFUSAL_BY_SQLSTATE: dict[str, type[Refusal]] = {
    "23505": Conflict,  # unique_violation
    "40001": Conflict,  # serialization_failure
    "40P01": Conflict,  # deadlock_detected
    "P0001": Conflict,  # raise_exception: a trigger kept a promise
    "55P03": Busy,  # lock_not_available
    "57014": Busy,  # query_canceled, by statement_timeout
}


def refusal_for_database_error(error: DatabaseError) -> Refusal | None:
    """The refusal that an error stands for; None where it is a mistake of ours."""
    kind = REFUSAL_BY_SQLSTATE.get(getattr(error.__cause__, "sqlstate", None) or "")
    return kind() if kind else None
