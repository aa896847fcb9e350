"""Searches for similar words by an index of trigrams, with a limit of time."""

from collections.abc import Mapping
from typing import Any

import structlog
from django.db import OperationalError, connection, transaction

log = structlog.get_logger(__name__)

SEARCH_TIMEOUT = "10s"
"""The time limit for one search; less than the statement timeout of the settings."""

SEARCH_LIMITS_SQL = (
    "SELECT set_config('pg_trgm.similarity_threshold', %s, true), set_config('statement_timeout', %s, true)"
)


def search_by_trigrams(
    query: str, threshold: float, parameters: Mapping[str, Any], *, warning: str
) -> list[tuple[Any, ...]]:
    """Return the rows of a query; none, and a warning in the log, if it exceeds `SEARCH_TIMEOUT`.

    Both settings hold until the end of the transaction. The index uses the threshold to skip less similar rows.
    """
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(SEARCH_LIMITS_SQL, [str(threshold), SEARCH_TIMEOUT])
            cursor.execute(query, parameters)
            return list(cursor.fetchall())
    except OperationalError as error:
        log.warning(warning, error=type(error.__cause__).__name__)
        return []
