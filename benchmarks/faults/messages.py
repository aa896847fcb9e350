"""Deliver each task three times, in any order: as messages that wait, and again when everything is done."""

import random
import time

import redis

from benchmarks.faults.desk import FORK_NAME, FaultDesk
from benchmarks.faults.people import People
from benchmarks.faults.report import fault_under_load, judge

WAIT_SECONDS = 20.0
VOLATILE_TABLES = {"claims_metric", "claims_presence"}
"""Tables that change by the clock, whether a task runs once or thrice."""
SEND_THRICE = """
import random
from celery import current_app
from claims.models import Article, Delivery
from django.conf import settings
tasks = [("read_article", [pk]) for pk in Article.objects.values_list("pk", flat=True)]
tasks += [("attempt_webhook_delivery", [pk]) for pk in Delivery.objects.values_list("pk", flat=True)]
tasks += [(name, []) for name in settings.TASK_SECONDS if name != "make_backup"]
tasks *= 3
random.shuffle(tasks)
for name, arguments in tasks:
    current_app.send_task(f"claims.tasks.{name}", args=arguments)
"""
TABLES_SQL = "SELECT tablename FROM pg_tables WHERE tablename LIKE 'claims\\_%'"


def deliver_thrice(desk: FaultDesk, people: People) -> bool:
    """Triple what waits while people work, then send every task again; return whether all promises were kept."""
    with fault_under_load("Each waiting message arrives three times", people) as fault:
        number = _triple_messages(desk)
    print(f"{number} messages tripled")
    passed = judge(fault, desk, people, limit=WAIT_SECONDS)
    time.sleep(WAIT_SECONDS)  # matching ends
    before = _hash_tables(desk)
    desk.manage("shell", "--no-imports", "--command", SEND_THRICE)
    desk.wait_until_done(time.monotonic())
    time.sleep(WAIT_SECONDS)
    after = _hash_tables(desk)
    changed = sorted(name for name in before if before[name] != after[name])
    print(
        f"Each task of {len(before)} tables arrives three times, shuffled\n  tables that changed: {changed or 'none'}"
    )
    return passed and not changed


def _triple_messages(desk: FaultDesk) -> int:
    """Hold up the workers for ten seconds, then put each message that waits there three times, shuffled."""
    workers = [process for process in desk.list_processes(FORK_NAME) if process.name() != f"{FORK_NAME}beat"]
    for process in workers:
        process.suspend()
    time.sleep(10)
    number = 0
    with redis.Redis.from_url(desk.variable("REDIS_URL")) as client:
        for queue in ("read", "deliver", "match", "intake", "default"):
            messages = client.lrange(queue, 0, -1) * 3
            random.shuffle(messages)
            if messages:
                client.rpush(queue, *messages[: 2 * len(messages) // 3])
            number += len(messages) // 3
    for process in workers:
        process.resume()
    return number


def _hash_tables(desk: FaultDesk) -> dict[str, str]:
    """Return a hash of the rows of each table."""
    names = sorted({str(row[0]) for row in desk.query(TABLES_SQL)} - VOLATILE_TABLES)
    rows = "SELECT md5(coalesce(string_agg(md5(t::text), '' ORDER BY md5(t::text)), '')) FROM {} t"
    return {name: str(desk.query(rows.format(name))[0][0]) for name in names}
