"""A real PostgreSQL that is away, hangs, is full or locked: 503 with a time to try again, and the desk recovers."""

import json
import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psutil
import psycopg
import pytest
from django.db import OperationalError, connection, transaction
from django.test import Client

from claims.models import Topic
from claims.services.database_errors import refusal_for_database_error
from factcheck.database_config import configure_database
from factcheck.local.embedded import Running, run_servers
from factcheck.postgresql import deadline
from factcheck.settings import env
from tests.database_owner import as_database_owner

LONGEST_SECONDS = 15
PATHS = ("/", "/api/v1/publications/", "/account/login/", "/queue/")


@pytest.fixture(scope="module")
def second(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Servers that a test may stop."""
    with run_servers(tmp_path_factory.mktemp("second"), durable=False) as running:
        yield running


@contextmanager
def database_of(running: Running, django_db_blocker: Any, **limits: str) -> Iterator[str]:
    """Let the requests of the block use the database of other servers, which has no tables."""
    url = running.environment["DATABASE_URL"]
    former = dict(connection.settings_dict)
    with django_db_blocker.unblock():
        connection.close()
        connection.settings_dict.update(configure_database(env, url), CONN_MAX_AGE=60)
        try:
            yield url
        finally:
            connection.close()
            connection.settings_dict.update(former)


def ask(path: str) -> tuple[Any, float]:
    """Return the response of a visitor with a session, and the seconds it took."""
    client = Client(raise_request_exception=False)
    client.cookies["sessionid"] = "x" * 32
    started = time.monotonic()
    response = client.get(path)
    return response, time.monotonic() - started


def require_503(path: str) -> None:
    """Check the status, the header, the media type and the duration of an answer without a database."""
    response, seconds = ask(path)
    assert (response.status_code, response["Retry-After"]) == (503, "5"), response.content[:500]
    assert seconds < LONGEST_SECONDS
    if path.startswith("/api/"):
        problem = json.loads(response.content)
        assert (response["Content-Type"], problem["status"]) == ("application/problem+json", 503)
        assert problem["code"] in ("database_away", "busy")
    else:
        assert "<h1>Not available now</h1>" in response.content.decode()


def postmaster(running: Running) -> psutil.Process:
    process = running.servers[0].process
    assert process
    family = [psutil.Process(process.pid), *psutil.Process(process.pid).children(recursive=True)]
    return next(one for one in family if one.name().startswith("postgres"))


def query_again(within: float = 10.0) -> None:
    """Wait until a query succeeds on a new or an old connection, as requests do."""
    until = time.monotonic() + within
    while True:
        try:
            connection.close_if_unusable_or_obsolete()
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")
        except OperationalError:
            assert time.monotonic() < until, "it did not recover in time"
            time.sleep(0.1)
        else:
            return


@pytest.fixture(autouse=True)
def _patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let requests wait for three seconds, so that the tests do not wait for eleven."""
    monkeypatch.setattr(deadline, "REQUEST_SECONDS", 3.0)


@pytest.mark.parametrize("path", PATHS)
def test_a_server_that_is_not_there(path: str, django_db_blocker: Any) -> None:
    nobody = Running({"DATABASE_URL": "postgres://desk@127.0.0.1:1/desk"}, [])
    with database_of(nobody, django_db_blocker):
        require_503(path)


def test_a_server_that_hangs(second: Running, django_db_blocker: Any) -> None:
    with database_of(second, django_db_blocker):
        query_again()
        server = postmaster(second)
        family = [server, *server.children(recursive=True)]
        for process in family:
            process.send_signal(signal.SIGSTOP)
        try:
            for path in PATHS:
                require_503(path)
            response = Client().get("/health/")
            assert (response.status_code, response.json()["postgresql"]) == (503, "away")
        finally:
            for process in family:
                process.send_signal(signal.SIGCONT)
        query_again()


def test_a_server_without_free_connections(second: Running, django_db_blocker: Any) -> None:
    url = second.environment["DATABASE_URL"]
    taken: list[psycopg.Connection] = []
    try:
        with suppress(psycopg.OperationalError):
            taken.extend(psycopg.connect(url) for _ in range(500))
        assert 50 < len(taken) < 500
        with database_of(second, django_db_blocker):
            for path in PATHS:
                require_503(path)
            for each in taken:
                each.close()
            query_again()
    finally:
        for each in taken:
            each.close()


def test_a_server_that_is_stopped_and_started(tmp_path: Path, django_db_blocker: Any) -> None:
    with run_servers(tmp_path, durable=False) as running, database_of(running, django_db_blocker):
        query_again()
        server = running.servers[0]
        server.stop()
        for path in PATHS:
            require_503(path)
        server.start()
        query_again()


def test_a_locked_table(db: None, settings: Any) -> None:
    url = os.environ["DATABASE_OWNER_URL"].replace("/factcheck?", f"/{connection.settings_dict['NAME']}?", 1)
    with connection.cursor() as cursor, psycopg.connect(url) as owner:
        cursor.execute("SET LOCAL lock_timeout = '200ms'")
        owner.execute("LOCK TABLE claims_publication IN ACCESS EXCLUSIVE MODE")
        response, _ = ask("/api/v1/publications/")
        owner.rollback()
    assert (response.status_code, response["Retry-After"], response.json()["code"]) == (503, "5", "busy")


def refusal_code(raise_error: Callable[[], object]) -> str | None:
    with pytest.raises(Exception, match=r".") as caught:
        raise_error()
    refusal = refusal_for_database_error(caught.value)  # type: ignore[arg-type]
    return refusal.code if refusal else None


@pytest.mark.parametrize(
    ("sqlstate", "code"),
    [
        ("53100", "database_away"),  # disk full
        ("53300", "database_away"),  # too many connections
        ("57P01", "database_away"),  # admin shutdown
        ("57P03", "database_away"),  # cannot connect now
        ("58030", "database_away"),  # input or output error
        ("08006", "database_away"),  # connection failure
        ("25P03", "busy"),  # idle in transaction for too long
        ("57014", "busy"),  # statement timeout
        ("42601", None),  # syntax error: a bug
        ("22012", None),  # division by zero: a bug
    ],
)
def test_what_the_server_says_becomes_a_refusal(db: None, sqlstate: str, code: str | None) -> None:
    def raise_error() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"DO $$ BEGIN RAISE EXCEPTION 'as on trial' USING ERRCODE = '{sqlstate}'; END $$")

    assert refusal_code(raise_error) == code


@pytest.mark.django_db(transaction=True)
def test_a_request_that_slept_past_its_transaction_is_busy() -> None:
    def sleep_and_go_on() -> None:
        with transaction.atomic():
            Topic.objects.exists()
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL idle_in_transaction_session_timeout = '50ms'")
            time.sleep(0.5)
            Topic.objects.exists()

    assert refusal_code(sleep_and_go_on) in ("busy", "database_away")
    query_again()


@pytest.mark.django_db(transaction=True)
def test_a_wait_ends_at_the_deadline_of_the_request(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deadline, "REQUEST_SECONDS", 0.3)

    def sleep(_request: object) -> Any:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(20)")

    started = time.monotonic()
    assert refusal_code(lambda: deadline.DeadlineMiddleware(sleep)(None)) == "database_away"  # type: ignore[arg-type]
    assert time.monotonic() - started < LONGEST_SECONDS
    with deadline.spend_waiting_time() as seconds:
        assert seconds is None
    query_again()


def test_time_that_a_request_computes_does_not_count(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deadline, "REQUEST_SECONDS", 2.0)

    def compute(_request: object) -> Any:
        time.sleep(2.5)
        return Topic.objects.exists()

    assert deadline.DeadlineMiddleware(compute)(None) is True  # type: ignore[arg-type, comparison-overlap]


def test_a_task_may_wait_longer_than_a_request(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deadline, "REQUEST_SECONDS", 0.1)
    with as_database_owner(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(0.3)")
