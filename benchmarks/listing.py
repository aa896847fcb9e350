"""How often one process lists the queue for programs, beside what Label Studio's task list managed here.

The process is the web server that `bin/up` runs, with its own number of threads; it answers over loopback with
the desk's real authentication, permissions and rate limit (whose rate is raised). Programs ask from this process.
"""

import json
from contextlib import closing

from django.db import connection

from benchmarks import servers
from benchmarks.asking import Program, Question, asked
from benchmarks.serving import serving
from claims.api.pagination import DEFAULT
from claims.models import User
from claims.services import tokens
from claims.workflow import Role

LABEL_STUDIO, TIMES = 9.2, 20
"""Requests a second that Label Studio's task list answers on one process here, and how many times that we want."""

PATH, LONGEST = "/api/v1/queue/", 10


def listed(desk: str, seconds: int) -> bool:
    """Print the requests per second; whether they are enough."""
    editor = User.objects.filter(role=Role.EDITOR).order_by("pk")[0]
    _, secret = tokens.issue(user=editor)
    connection.close()
    seconds, question = min(seconds, LONGEST), Question(PATH, ("Authorization", f"Bearer {secret}"))
    with serving("factcheck.wsgi", servers.environment(desk), desk) as server:
        with closing(Program(server.port)) as program:
            body = program.ask(question).body
        asked(server.port, [question], 2)
        before = server.spent()
        answers = len(asked(server.port, [question], seconds))
        python, postgresql = (
            (after - then) / 1e6 / answers for then, after in zip(before, server.spent(), strict=True)
        )
    rows, rate = len(json.loads(body)["results"]), answers / seconds
    print(f"GET {PATH}: {rate:,.0f} requests per second on one process, {rows} claims a page ({len(body):,} bytes)")
    print(f"one costs {python:.1f} ms of CPU in the web server and {postgresql:.1f} ms in PostgreSQL")
    print(f"{rate / LABEL_STUDIO:.1f} times Label Studio's {LABEL_STUDIO}; wanted: {TIMES} times")
    return rows == DEFAULT and rate >= LABEL_STUDIO * TIMES
