"""Measure how often one process can list the queue in the API, compared with the task list of Label Studio.

The process is the web server that `bin/up` runs, with its usual number of threads. It responds over loopback with the
real authentication, permissions and rate limit (with a raised rate). The clients run in this process.
"""

import json
from contextlib import closing

from django.db import connection

from benchmarks.database_servers import desk_environment
from benchmarks.http_client import HttpClient, HttpRequest, measure_response_times
from benchmarks.web_server import serve_application
from claims.api.pagination import DEFAULT_PAGE_ROWS
from claims.models import User
from claims.services.tokens import create_token
from claims.workflow import Role

LABEL_STUDIO_REQUESTS_PER_SECOND, REQUIRED_FACTOR = 9.2, 20
"""Requests per second of Label Studio's task list on one process of this machine, and the required multiple."""

QUEUE_PATH, MAX_SECONDS = "/api/v1/queue/", 10


def measure_queue_listing(desk: str, seconds: int) -> bool:
    """Print the requests per second; return whether they are enough."""
    editor = User.objects.filter(role=Role.EDITOR).order_by("pk")[0]
    _, secret = create_token(user=editor)
    connection.close()
    seconds, request = min(seconds, MAX_SECONDS), HttpRequest(QUEUE_PATH, ("Authorization", f"Bearer {secret}"))
    with serve_application("factcheck.wsgi", desk_environment(desk), desk) as server:
        with closing(HttpClient(server.port)) as client:
            body = client.send(request).body
        measure_response_times(server.port, [request], 2)
        before = server.cpu_nanoseconds()
        responses = len(measure_response_times(server.port, [request], seconds))
        python, postgresql = (
            (after - then) / 1e6 / responses for then, after in zip(before, server.cpu_nanoseconds(), strict=True)
        )
    rows, rate = len(json.loads(body)["results"]), responses / seconds
    print(
        f"GET {QUEUE_PATH}: {rate:,.0f} requests per second on one process, {rows} claims a page ({len(body):,} bytes)"
    )
    print(f"one request costs {python:.1f} ms of CPU in the web server and {postgresql:.1f} ms in PostgreSQL")
    print(
        f"{rate / LABEL_STUDIO_REQUESTS_PER_SECOND:.1f} times Label Studio's {LABEL_STUDIO_REQUESTS_PER_SECOND};"
        f" required: {REQUIRED_FACTOR} times"
    )
    return rows == DEFAULT_PAGE_ROWS and rate >= LABEL_STUDIO_REQUESTS_PER_SECOND * REQUIRED_FACTOR
