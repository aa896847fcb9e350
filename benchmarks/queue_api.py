"""How often one process lists the queue for programs, beside what Label Studio's task list managed here.

The process is the web server that `bin/up` runs, with its own number of threads; it answers over loopback with
the desk's real authentication, permissions and rate limit (whose rate is raised). Programs ask from this process.
"""

import json
from contextlib import closing

from django.db import connection

from benchmarks.database_servers import desk_environment
from benchmarks.http_client import HttpClient, HttpQuestion, measure_answers
from benchmarks.web_server import serve_application
from claims.api.pagination import DEFAULT_PAGE_ROWS
from claims.models import User
from claims.services.tokens import create_token
from claims.workflow import Role

LABEL_STUDIO_REQUESTS_PER_SECOND, REQUIRED_FACTOR = 9.2, 20
"""Requests a second that Label Studio's task list answers on one process here, and how many times that we want."""

QUEUE_PATH, MAX_SECONDS = "/api/v1/queue/", 10


def measure_queue_listing(desk: str, seconds: int) -> bool:
    """Print the requests per second; whether they are enough."""
    editor = User.objects.filter(role=Role.EDITOR).order_by("pk")[0]
    _, secret = create_token(user=editor)
    connection.close()
    seconds, question = min(seconds, MAX_SECONDS), HttpQuestion(QUEUE_PATH, ("Authorization", f"Bearer {secret}"))
    with serve_application("factcheck.wsgi", desk_environment(desk), desk) as server:
        with closing(HttpClient(server.port)) as program:
            body = program.ask(question).body
        measure_answers(server.port, [question], 2)
        before = server.spent()
        answers = len(measure_answers(server.port, [question], seconds))
        python, postgresql = (
            (after - then) / 1e6 / answers for then, after in zip(before, server.spent(), strict=True)
        )
    rows, rate = len(json.loads(body)["results"]), answers / seconds
    print(
        f"GET {QUEUE_PATH}: {rate:,.0f} requests per second on one process, {rows} claims a page ({len(body):,} bytes)"
    )
    print(f"one costs {python:.1f} ms of CPU in the web server and {postgresql:.1f} ms in PostgreSQL")
    print(
        f"{rate / LABEL_STUDIO_REQUESTS_PER_SECOND:.1f} times Label Studio's {LABEL_STUDIO_REQUESTS_PER_SECOND};"
        f" required: {REQUIRED_FACTOR} times"
    )
    return rows == DEFAULT_PAGE_ROWS and rate >= LABEL_STUDIO_REQUESTS_PER_SECOND * REQUIRED_FACTOR
