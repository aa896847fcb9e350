"""The embedded servers: nothing is lost, nobody else gets in, and each obstacle is said in a sentence."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import psutil
import psycopg
import pytest
import redis
from psycopg.conninfo import conninfo_to_dict

from factcheck.local import embedded
from factcheck.local.embedded import Running, run_servers
from factcheck.local.processes import Server, StartError
from tests.factcheck.desks import ROOT, eventually

STARTER = """
import sys, time
from pathlib import Path
from factcheck.local import embedded
with embedded.run_servers(Path(sys.argv[1])) as running:
    print(*(server.process.pid for server in running.servers), flush=True)
    time.sleep(60)
"""


def postgresql(running: Running) -> psycopg.Connection:
    # libpq reads such an address as we write it.
    assert conninfo_to_dict(running.environment["DATABASE_URL"])["dbname"] == "factcheck"
    return psycopg.connect(running.environment["DATABASE_OWNER_URL"], autocommit=True)


def valkey(running: Running) -> redis.Redis:
    return redis.Redis.from_url(running.environment["REDIS_URL"])


def process(server: Server) -> psutil.Process:
    assert server.process is not None
    return psutil.Process(server.process.pid)


def test_kill_9_loses_nothing_that_was_committed(tmp_path: Path) -> None:
    with run_servers(tmp_path) as running:
        with postgresql(running) as connection, valkey(running) as client:
            connection.execute("CREATE TABLE kept (word text)")
            connection.execute("INSERT INTO kept VALUES ('said')")
            client.lpush("queue", "task")
            client.waitaof(1, 0, 5000)
        for server in running.servers:
            process(server).kill()
    with run_servers(tmp_path) as running, postgresql(running) as connection, valkey(running) as client:
        assert connection.execute("SELECT word FROM kept").fetchone() == ("said",)
        assert client.lrange("queue", 0, -1) == [b"task"]


def test_the_role_of_the_desk_is_not_the_one_that_set_up_the_server(tmp_path: Path) -> None:
    with run_servers(tmp_path) as running:
        query = "SELECT current_user, rolsuper, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname = current_user"
        powers = {}
        for name in ("DATABASE_URL", "DRILL_DATABASE_URL"):
            with psycopg.connect(running.environment[name]) as connection:
                powers[name] = connection.execute(query).fetchone()
    assert powers == {
        "DATABASE_URL": ("factcheck_app", False, False, False),
        "DRILL_DATABASE_URL": ("factcheck_drill", False, False, True),
    }


@pytest.mark.parametrize(
    ("machine_mb", "container", "expected"),
    [
        (4096, "", "512MB"),
        (4096, "max", "512MB"),
        (4096, f"{2048 << 20}", "256MB"),
        (512, "", "128MB"),
        (65536, "max", "4096MB"),
    ],
)
def test_postgresql_keeps_pages_in_a_share_of_the_memory(
    machine_mb: int, container: str, expected: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    limit = tmp_path / "memory.max"
    if container:
        limit.write_text(f"{container}\n", "ascii")
    monkeypatch.setattr(embedded, "CGROUP_LIMIT", limit)
    sizes = {"SC_PAGE_SIZE": 1 << 20, "SC_PHYS_PAGES": machine_mb}
    with monkeypatch.context() as patch:
        patch.setattr(os, "sysconf", sizes.__getitem__)
        server = embedded._postgresql(tmp_path, tmp_path, durable=True)
    assert f"shared_buffers={expected}" in server.command


def test_servers_end_with_a_killed_parent_and_start_again(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", STARTER, tmp_path], cwd=ROOT, stdout=subprocess.PIPE) as parent:
        assert parent.stdout
        former = [psutil.Process(int(pid)) for pid in parent.stdout.readline().split()]
        parent.kill()
    with run_servers(tmp_path) as running, postgresql(running):
        assert [one for one in former if one.is_running()] == []


def test_a_former_life_is_ended_before_the_next_begins(tmp_path: Path) -> None:
    with run_servers(tmp_path) as running:
        for server in running.servers:
            again = replace(server)
            again.start()
            assert not server.running
            assert again.running
            again.stop()


def test_a_stale_pid_file_that_names_somebody_else_is_no_obstacle(tmp_path: Path) -> None:
    with run_servers(tmp_path):
        stale = (tmp_path / "postgresql" / "postmaster.pid").read_text()
    ours = stale.replace(stale.split()[0], str(os.getppid()), 1)
    (tmp_path / "postgresql" / "postmaster.pid").write_text(ours)
    with run_servers(tmp_path) as running, postgresql(running):
        assert psutil.pid_exists(os.getppid())


def test_the_sockets_are_ours_alone_and_go_with_the_servers(tmp_path: Path) -> None:
    with run_servers(tmp_path) as running:
        directory = Path(running.environment["REDIS_URL"].removeprefix("unix://")).parent
        assert oct(directory.stat().st_mode & 0o777) == "0o700"
        assert {path.name for path in directory.iterdir()} >= {".s.PGSQL.5432", "valkey.sock"}
        listening = [process(server).net_connections("inet") for server in running.servers]
        assert listening == [[], []]
    assert not directory.exists()


def test_a_start_that_was_killed_while_setting_up_leaves_no_half_of_a_cluster(tmp_path: Path) -> None:
    draft = tmp_path / "postgresql.draft"
    draft.mkdir()
    (draft / "PG_VERSION").write_text("18\n")
    with run_servers(tmp_path) as running, postgresql(running):
        eventually(lambda: not draft.exists(), within=1)


def refusal(data: Path) -> str:
    with pytest.raises(StartError) as caught, run_servers(data):
        pass
    return str(caught.value)


def test_data_in_use_are_left_alone(tmp_path: Path) -> None:
    with run_servers(tmp_path):
        assert "is in use by another bin/up" in refusal(tmp_path)


def test_data_of_another_version_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "postgresql").mkdir()
    (tmp_path / "postgresql" / "PG_VERSION").write_text("17\n")
    assert "belongs to PostgreSQL 17, this is 18" in refusal(tmp_path)


def test_a_data_directory_that_cannot_be_one(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")
    assert "cannot be used" in refusal(tmp_path / "data")


def test_a_socket_directory_that_others_may_enter_is_not_used(tmp_path: Path) -> None:
    with run_servers(tmp_path) as running:
        sockets = Path(running.environment["REDIS_URL"].removeprefix("unix://")).parent
    sockets.mkdir(mode=0o755)
    try:
        assert "Other users can enter" in refusal(tmp_path)
    finally:
        sockets.rmdir()


def test_a_path_too_long_for_a_socket(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    deep = tmp_path / ("x" * 100)
    deep.mkdir()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(deep))
    assert "too long for a socket" in refusal(tmp_path / "data")


def test_root_without_user_namespaces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    unshare = tmp_path / "unshare"
    unshare.write_text("#!/bin/sh\nexit 1\n")
    unshare.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(embedded, "_socket_directory", lambda data: data)
    assert "Run bin/up as an ordinary user" in refusal(tmp_path / "data")
