"""One command runs the desk, outlives its parts, and ends in order; what stands in its way is a sentence."""

import json
import re
import socket
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from tests.factcheck import desks
from tests.factcheck.desks import PRODUCTION, Desk, eventually, free_port, open_desk

FORKS = [f"desk-{name}" for name in ("web", "read", "quick", "background", "embed", "beat")]
PARTS = ["bin/postgres", "valkey-server", *FORKS]


@pytest.mark.long
def test_a_desk_opens_outlives_its_parts_and_its_runner_and_ends_in_order(tmp_path: Path) -> None:
    data, port = tmp_path / "data", free_port()
    with open_desk(data, "--no-demo", port=port) as desk:
        it_says_where_it_is_and_answers_there(desk)
        its_workers_and_beat_are_seen_and_measured(desk)
        its_log_lines_are_json(desk)
        manage_py_in_another_terminal_finds_the_servers(desk)
        secrets_are_readable_by_us_alone(desk)
        it_is_fit_for_deployment(desk)
        another_desk_leaves_these_data_alone(desk)
        it_outlives_the_death_of_each_part(desk)
        it_makes_a_backup_that_restores(desk)
    with open_desk(data, "--no-demo", port=port) as desk:
        a_killed_runner_starts_again_at_once(desk)
        it_ends_workers_first_then_valkey_then_postgresql(desk)
    a_backup_is_restored_into_a_new_directory(tmp_path)


def it_says_where_it_is_and_answers_there(desk: Desk) -> None:
    assert f"The desk is open at {desk.url}/" in desk.words
    assert f"FACTCHECK_DATA={desk.data} .venv/bin/python manage.py createsuperuser" in desk.words
    assert desk.lets_in()


def its_workers_and_beat_are_seen_and_measured(desk: Desk) -> None:
    eventually(lambda: httpx.get(f"{desk.url}/health/ready", timeout=20).status_code == 200)
    metrics = httpx.get(f"{desk.url}/metrics", timeout=20).text
    for queue in ("default", "deliver", "read"):
        assert f'factcheck_worker_seen_seconds{{queue="{queue}"}} ' in metrics
    assert "factcheck_sweep_seconds " in metrics


def its_log_lines_are_json(desk: Desk) -> None:
    httpx.get(f"{desk.url}/", headers={"X-Request-ID": "a-request-to-find"}, timeout=20)
    lines = [json.loads(line) for line in desk.log("web").splitlines()]
    assert [line["event"] for line in lines if line.get("request_id") == "a-request-to-find"] == [
        "request_started",
        "request_finished",
    ]


def manage_py_in_another_terminal_finds_the_servers(desk: Desk) -> None:
    desk.manage("createsuperuser", "--noinput", "--email", "ada@example.org", DJANGO_SUPERUSER_PASSWORD="a-long-word")
    code = (
        "import json; from django.conf import settings; from django.db import connection; "
        "from claims.models import User; "
        "print(json.dumps([User.objects.get().email, settings.SECRET_KEY, connection.cursor().connection.info.user]))"
    )
    email, secret_key, database_user = json.loads(desk.shell(code))
    assert email == "ada@example.org"
    assert secret_key == (desk.data / "secret_key").read_text()
    assert database_user == "factcheck_app", "the desk owns nothing"


def secrets_are_readable_by_us_alone(desk: Desk) -> None:
    for name in ("secret_key", "env"):
        assert oct((desk.data / name).stat().st_mode & 0o777) == "0o600"


def it_is_fit_for_deployment(desk: Desk) -> None:
    desk.manage("check", "--deploy", "--database", "default", "--fail-level", "ERROR")


def another_desk_leaves_these_data_alone(desk: Desk) -> None:
    second = desks.run("up", "--no-demo", "--port", str(free_port()), "--data", str(desk.data))
    assert refused(second, "is in use by another bin/up")


def it_outlives_the_death_of_each_part(desk: Desk) -> None:
    for victim in [desk.part(name) for name in PARTS]:
        victim.kill()
    eventually(lambda: desk.words.count("Starting it again") == len(PARTS))
    eventually(desk.lets_in)
    assert desk.shell("from claims.models import User; print(User.objects.count())") == "1"


def it_makes_a_backup_that_restores(desk: Desk) -> None:
    assert "0 log entries" in desk.manage("backup")
    assert "restores: 0 log entries" in desk.manage("drill")


def a_backup_is_restored_into_a_new_directory(folder: Path) -> None:
    (backup,) = (folder / "data" / "backups").glob("*Z")
    keys, data = str(folder / "data" / "backup-keys"), str(folder / "restored")
    run = desks.run("restore", str(backup), "--keys", keys, "--data", data)
    assert (run.returncode, run.stderr) == (0, "")
    assert "restored: " in run.stdout
    for name in ("secret_key", "log-key"):
        assert (folder / "restored" / name).read_text() == (folder / "data" / name).read_text()
    assert refused(desks.run("restore", str(backup), "--keys", keys, "--data", data), "The database is not empty")
    nothing = desks.run("restore", str(folder), "--keys", keys, "--data", str(folder / "other"))
    assert refused(nothing, "is not a backup")


def a_killed_runner_starts_again_at_once(desk: Desk) -> None:
    """The web of the desk before, whose runner was killed, still has the port for some seconds."""
    assert desk.lets_in()


def it_ends_workers_first_then_valkey_then_postgresql(desk: Desk) -> None:
    parts = [desk.part(name) for name in PARTS]
    assert desk.stop() == 0
    assert [part for part in parts if part.is_running()] == []
    assert "ConnectionError" not in desk.log("read") + desk.log("quick") + desk.log("background")
    valkey = stamp(r"(\d+ \w+ \d+ [\d:.]+) # Valkey is now ready to exit", desk.log("valkey"), "%d %b %Y %H:%M:%S.%f")
    postgresql = stamp(r"([\d-]+ [\d:.]+) UTC .* received fast", desk.log("postgresql"), "%Y-%m-%d %H:%M:%S.%f")
    assert valkey <= postgresql
    assert "The desk has stopped" in desk.words
    assert not (desk.data / "env").exists()


def stamp(pattern: str, log: str, form: str) -> datetime:
    """When a line of a log was written."""
    found = re.search(pattern, log)
    assert found, log
    return datetime.strptime(found[1], form).replace(tzinfo=UTC)


def refused(run: subprocess.CompletedProcess[str], sentence: str) -> bool:
    """Whether a command ended with a sentence that says `sentence`, and with no traceback."""
    assert run.returncode == 1, run.stdout + run.stderr
    assert "Traceback" not in run.stderr
    assert sentence in run.stderr, run.stderr
    return True


def test_a_taken_port_is_said_before_anything_starts(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        assert refused(
            desks.run("up", "--port", str(port), "--data", str(tmp_path / "data")), "choose another with --port"
        )
    assert not (tmp_path / "data").exists()


def test_one_address_without_the_other(tmp_path: Path) -> None:
    only = desks.run("up", "--port", str(free_port()), "--data", str(tmp_path), DATABASE_URL=PRODUCTION["DATABASE_URL"])
    assert refused(only, "Only DATABASE_URL is set")


def test_known_passwords_stay_on_this_machine(tmp_path: Path) -> None:
    where = ("up", "--host", "0.0.0.0", "--port", str(free_port()), "--data", str(tmp_path))  # noqa: S104
    assert refused(desks.run(*where), "--no-demo")
    (tmp_path / "demo").touch()
    assert refused(desks.run(*where, "--no-demo"), "holds the demo accounts")


def test_servers_that_do_not_answer(tmp_path: Path) -> None:
    gone = desks.run("up", "--port", str(free_port()), "--data", str(tmp_path), **PRODUCTION)
    assert refused(gone, "PostgreSQL (DATABASE_URL) does not answer")


def test_unsafe_settings_serve_nobody(tmp_path: Path) -> None:
    unsafe = desks.run(
        "up", "--port", str(free_port()), "--data", str(tmp_path), **PRODUCTION | {"SECRET_KEY": "short"}
    )
    assert refused(unsafe, "not safe for production")
