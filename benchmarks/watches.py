"""Watches at the pace of a newsroom: CPU time of a day, dead sites, and workers that are killed.

A web server on loopback has the feeds and articles; everything else is the code of the desk, with its intake
processes and a PostgreSQL of its own. A day is 500 watches that are visited every 15 minutes and 5,000 new items; the
CPU time of each kind of work is measured and multiplied. `--kills` kills workers with SIGKILL at random moments and
counts afterwards what was lost or stored twice.
"""

import argparse
import random
import resource
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path

from benchmarks.database_servers import join_desk, run_servers, use_desk
from benchmarks.watched_web import DEAD, WatchedWeb

DESK = "watches"
WATCHES, ITEMS_A_DAY, VISITS_A_DAY, DAY_SECONDS = 500, 5_000, 500 * 96, 86_400
WORKERS = 2
IDLE_SECONDS = 0.2
DRAIN_SECONDS = 400
LONGEST_PAUSE_SECONDS = 5.0


def cpu_seconds() -> float:
    """Return the CPU time of this process and of the intake processes that it started."""
    usages = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def add_watches(web: WatchedWeb, hosts: list[str]) -> list[int]:
    """Watch the feed of each host."""
    from claims.models import User
    from claims.services.watches import add_watch

    email = "edith@desk.example"
    editor, _ = User.objects.get_or_create(email=email, defaults={"name": "Edith", "role": "editor"})
    return [add_watch(url=web.url(host), by=editor).pk for host in hosts]


def use_loopback_intake() -> None:
    """Let the intake processes of this process reach the server of the benchmark."""
    from claims.intake import limited_process

    limited_process.PROGRAM = "benchmarks.loopback_intake"


def make_due() -> None:
    """Let every watch be due and every site be free, as after some minutes."""
    from django.utils import timezone

    from claims.models import Watch, WatchedSite, WatchItem

    now = timezone.now()
    Watch.objects.update(due=now)
    WatchedSite.objects.filter(failures=0).update(free_at=now)
    WatchItem.objects.filter(submission__isnull=True).update(due=now)


def measure(name: str, count: int, work: Callable[[], int]) -> float:
    """Return the CPU seconds of one of `count` pieces of work; `work` returns how many it did."""
    began, cpu = time.monotonic(), cpu_seconds()
    done = work()
    seconds = (cpu_seconds() - cpu) / max(1, done)
    rate = done / (time.monotonic() - began)
    print(f"{name}: {done} of {count}, {seconds:.2f} CPU-s each, {rate:.1f} per second", flush=True)
    return seconds


def measure_day(sample: int) -> bool:
    """Print the CPU time of a day; return whether one core has it, and whether dead sites stay out of the way."""
    from claims.selectors.watches import list_due_item_ids, list_due_watch_ids
    from claims.services.watch_items import execute_item
    from claims.services.watch_visits import execute_visit

    web = WatchedWeb(items=2)
    ids = add_watches(web, [f"site{number}" for number in range(sample)])

    def visit_all() -> int:
        return sum(execute_visit(watch_id=watch_id) for watch_id in ids)

    def fetch_items() -> int:
        return sum(execute_item(item_id=item_id) for item_id in list_due_item_ids())

    measure("first visits with robots.txt and items", sample, visit_all)
    make_due()
    unchanged = measure("visits of what has not changed", sample, visit_all)
    make_due()
    item = measure("articles fetched and stored", sample, fetch_items)
    web.items += 1
    make_due()
    changed = measure("visits with a new item", sample, visit_all)
    day = (VISITS_A_DAY - ITEMS_A_DAY) * unchanged + ITEMS_A_DAY * (changed + item)
    print(f"{WATCHES} watches and {ITEMS_A_DAY:,} items: {day:,.0f} CPU-s a day, {day / DAY_SECONDS:.0%} of one core")
    dead = add_watches(web, [f"{DEAD}{number}" for number in range(3)])
    spent = measure("visits of sites that never answer", len(dead), lambda: visit_each(dead))
    make_due()
    waiting = set(dead) & set(list_due_watch_ids())
    print(f"sites that never answer: {spent:.2f} CPU-s each; due again at once: {len(waiting)} of {len(dead)}")
    return day < DAY_SECONDS and not waiting


def visit_each(ids: list[int]) -> int:
    """Visit watches, and return their number."""
    from claims.services.watch_visits import execute_visit

    for watch_id in ids:
        execute_visit(watch_id=watch_id)
    return len(ids)


def run_worker(desk: str, ready: object) -> None:
    """Visit and fetch what is due until killed, as the tasks do."""
    join_desk(desk, ready)  # type: ignore[arg-type]
    use_loopback_intake()
    from claims.selectors.watches import list_due_item_ids, list_due_watch_ids
    from claims.services.watch_items import execute_item
    from claims.services.watch_visits import execute_visit

    while True:
        watches, items = list_due_watch_ids(), list_due_item_ids()
        for watch_id in random.sample(watches, min(2, len(watches))):
            execute_visit(watch_id=watch_id)
        for item_id in random.sample(items, min(2, len(items))):
            execute_item(item_id=item_id)
        time.sleep(0 if watches or items else IDLE_SECONDS)


def start_worker() -> BaseProcess:
    """Start a worker that has joined the desk when this returns."""
    context = get_context("spawn")
    ready = context.Barrier(2)
    worker = context.Process(target=run_worker, args=(DESK, ready))
    worker.start()
    ready.wait()
    return worker


def kill_workers(kills: int, sites: int, items: int) -> bool:
    """Kill workers at random moments; return whether each item became one article."""
    from claims.models import WatchItem

    web = WatchedWeb(items)
    ids = add_watches(web, [f"killed{number}" for number in range(sites)])
    workers = [start_worker() for _ in range(WORKERS)]
    chance = random.Random(kills)  # noqa: S311 - not a secret
    for _ in range(kills):
        time.sleep(chance.uniform(0.05, LONGEST_PAUSE_SECONDS))
        victim = chance.randrange(WORKERS)
        workers[victim].kill()
        workers[victim].join()
        workers[victim] = start_worker()
    unread = WatchItem.objects.filter(watch__in=ids, submission__isnull=True)
    end = time.monotonic() + DRAIN_SECONDS
    while time.monotonic() < end and (
        unread.exists() or WatchItem.objects.filter(watch__in=ids).count() < sites * items
    ):
        time.sleep(1)
    for worker in workers:
        worker.kill()
        worker.join()
    return judge(web, ids, sites * items, kills)


def judge(web: WatchedWeb, ids: list[int], expected: int, kills: int) -> bool:
    """Compare the items with the articles."""
    from claims.models import Article, Event, WatchItem

    found = WatchItem.objects.filter(watch__in=ids)
    articles = Article.objects.filter(submissions__watch_item__watch__in=ids)
    lost = expected - articles.distinct().count()
    twice = articles.count() - articles.distinct().count() + found.count() - found.values("url").distinct().count()
    events = Event.objects.filter(verb="article.submitted", article__in=articles).count()
    again = sum(count - 1 for path, count in web.requests.items() if path[-1].isdigit())
    print(f"{kills} kills: {expected} items, {lost} lost, {twice} twice, {events - expected} events too many")
    print(f"pages that were fetched again because a worker died: {again}")
    return lost == 0 and twice == 0 and events == expected


def main() -> None:
    """Run both parts on a desk of their own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", type=int, default=40, help="sites whose work is measured; 0 for none")
    parser.add_argument("--kills", type=int, default=30)
    parser.add_argument("--sites", type=int, default=25, help="sites that are watched while workers are killed")
    parser.add_argument("--items", type=int, default=6, help="items of each of these sites")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    with tempfile.TemporaryDirectory(prefix="factcheck-watches-") as directory, run_servers(Path(directory)):
        use_desk(DESK)
        use_loopback_intake()
        passed = [measure_day(options.sample)] if options.sample else []
        if options.kills:
            passed.append(kill_workers(options.kills, options.sites, options.items))
    raise SystemExit(not all(passed))


if __name__ == "__main__":
    main()
