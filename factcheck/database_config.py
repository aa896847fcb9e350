"""The connection to PostgreSQL: its limits on the server and on our side."""

from typing import Any

import environ

CONNECT_SECONDS = 3
REQUEST_LIMIT = "8s"
"""The time of a statement in a web process: nobody waits for a page longer than that."""

# A server or a network that is gone is noticed by the client alone. `tcp_user_timeout` counts milliseconds, the
# others seconds; none of them applies to a socket. The deadline of requests is in `factcheck.postgresql`.
CLIENT_LIMITS = {
    "connect_timeout": CONNECT_SECONDS,
    "tcp_user_timeout": 10_000,
    "keepalives_idle": 10,
    "keepalives_interval": 3,
    "keepalives_count": 3,
}
# An idle transaction keeps dead rows from being removed, so PostgreSQL ends it.
SERVER_LIMITS = {"lock_timeout": "8s", "idle_in_transaction_session_timeout": "60s"}
# The index of vectors reads on until enough rows pass the filters of a search. PostgreSQL without the extension
# `vector` takes these names too, and they mean nothing there. Of the nearest of a million different texts 64 finds
# 95 in 100, 250 finds 98 (docs/decisions/0018-vectors-find-the-reading-decides.md).
VECTOR_SEARCH = {"hnsw.iterative_scan": "relaxed_order", "hnsw.ef_search": "250"}


def configure_database(env: environ.Env, url: str) -> dict[str, Any]:
    """Return the value for Django's DATABASES."""
    database = environ.Env.db_url_config(url)
    limits = {"statement_timeout": env.str("STATEMENT_TIMEOUT", default="30s"), **SERVER_LIMITS, **VECTOR_SEARCH}
    options = " ".join(f"-c {name}={value}" for name, value in limits.items())
    return {
        **database,
        "ENGINE": "factcheck.postgresql",
        "CONN_MAX_AGE": env.int("CONN_MAX_AGE", default=60),
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {**CLIENT_LIMITS, "options": options, **database.get("OPTIONS", {})},
    }


def limit_statements(database: dict[str, Any]) -> None:
    """Give the statements of a process the time of requests, after its settings were read; the last option counts."""
    database["OPTIONS"]["options"] += f" -c statement_timeout={REQUEST_LIMIT}"
