"""Kill, pause and empty the parts of a desk under load, and report what is lost and how long it takes to recover.

    python -m benchmarks.faults [--kills 50] [--seed 1] [--parts kills,valkey,postgresql,messages]

`up` runs a desk on embedded servers in a temporary directory; three people submit, two review, one publishes. `kills`
kills any process at random points. `valkey` pauses Valkey for 30 seconds, keeps it dead for 30, and empties it.
`postgresql` stops PostgreSQL at once, and pauses it for 40 seconds. `messages` delivers each task thrice, shuffled.
The exit status is 1 if anything that the desk acknowledged is lost or doubled, if its log is broken, or if all is not
done 15 seconds after the last fault.
"""

import argparse
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import psutil
import redis

from benchmarks.fault_desk import FaultDesk, People

RECOVERY_SECONDS = 15.0
DOUBLED_SQL = {
    "articles read twice": "SELECT article_id FROM claims_event WHERE verb = 'article.read' GROUP BY 1",
    "claims published twice": "SELECT claim_id FROM claims_publication WHERE revision = 1 GROUP BY 1",
    "texts stored twice": "SELECT text_sha256 FROM claims_article GROUP BY 1",
}
COUNTED_TABLES = ("article", "reading", "claim", "appearance", "match", "publication", "logentry", "event")
SEND_THRICE = """
import random
from celery import current_app
from claims.models import Article
from django.conf import settings
tasks = [("claims.tasks.read_article", [pk]) for pk in Article.objects.values_list("pk", flat=True)]
tasks += [(f"claims.tasks.{name}", []) for name in settings.TASK_SECONDS if name != "make_backup"]
tasks *= 3
random.shuffle(tasks)
for name, arguments in tasks:
    current_app.send_task(name, args=arguments)
"""


def main() -> None:
    """Run the parts that were asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--parts", default="kills,valkey,postgresql,messages")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="factcheck-faults-") as directory:
        desk = FaultDesk(Path(directory) / "data")
        try:
            people = People(desk)
            passed = [run_part(part, desk, people, arguments) for part in arguments.parts.split(",")]
        finally:
            desk.stop()
    sys.exit(0 if all(passed) else 1)


def run_part(part: str, desk: FaultDesk, people: People, arguments: argparse.Namespace) -> bool:
    """Run one part. Returns whether it meets its limits."""
    print(f"\n== {part}", flush=True)
    if part == "kills":
        return kill_processes(desk, people, arguments.kills, random.Random(arguments.seed))  # noqa: S311 - not a secret
    if part == "messages":
        return deliver_thrice(desk)
    faults: dict[str, dict[str, Callable[[FaultDesk], None]]] = {
        "valkey": {"hung 30 s": pause_valkey, "dead 30 s": keep_valkey_dead, "emptied": empty_valkey},
        "postgresql": {"stopped at once": stop_postgresql, "hung 40 s": pause_postgresql},
    }
    passed = [run_fault(f"{part} {name}", fault, desk, people) for name, fault in faults[part].items()]
    return all(passed)


def run_fault(name: str, fault: Callable[[FaultDesk], None], desk: FaultDesk, people: People) -> bool:
    """Run one fault under load."""
    with people.work() as held:
        time.sleep(5)
        held.slowest_seconds = 0.0
        fault(desk)
    return report(name, desk, people)


def kill_processes(desk: FaultDesk, people: People, kills: int, chance: random.Random) -> bool:
    """Kill processes at random points."""
    with people.work():
        time.sleep(10)
        for number in range(kills):
            time.sleep(chance.uniform(0.5, 5.0))
            print(f"kill {number + 1}: {desk.kill_any(chance).strip()[-90:]}", flush=True)
    return report(f"{kills} kills", desk, people)


def pause_valkey(desk: FaultDesk) -> None:
    """Let Valkey hang for 30 seconds."""
    pause_processes(desk, "valkey-server", 30)


def keep_valkey_dead(desk: FaultDesk) -> None:
    """Kill Valkey whenever it lives, for 30 seconds."""
    end = time.monotonic() + 30
    while time.monotonic() < end:
        for process in desk.list_processes("valkey-server"):
            with suppress(psutil.Error):
                process.kill()
        time.sleep(0.05)


def empty_valkey(desk: FaultDesk) -> None:
    """Delete all messages and leases of messages."""
    with redis.Redis.from_url(desk.variable("REDIS_URL")) as client:
        client.flushall()


def stop_postgresql(desk: FaultDesk) -> None:
    """Stop PostgreSQL without a checkpoint."""
    desk.list_processes("bin/postgres")[0].send_signal(signal.SIGQUIT)


def pause_postgresql(desk: FaultDesk) -> None:
    """Let PostgreSQL hang for 40 seconds."""
    pause_processes(desk, "postgres", 40)


def pause_processes(desk: FaultDesk, word: str, seconds: float) -> None:
    """Pause processes, then let them go on."""
    paused = desk.list_processes(word)
    for process in paused:
        with suppress(psutil.Error):
            process.suspend()
    time.sleep(seconds)
    for process in paused:
        with suppress(psutil.Error):
            process.resume()


def deliver_thrice(desk: FaultDesk) -> bool:
    """Send every task three times, shuffled; return whether the tables stay equal."""
    desk.seconds_until_done()
    time.sleep(30)  # matching ends
    before = count_rows(desk)
    desk.manage("shell", "--no-imports", "--command", SEND_THRICE)
    time.sleep(30)
    after = count_rows(desk)
    changed = {name: (before[name], after[name]) for name in before if before[name] != after[name]}
    print(f"tables that changed: {changed or 'none'}")
    return not changed


def count_rows(desk: FaultDesk) -> dict[str, int]:
    """Count the rows of the tables that tasks write."""
    counts = {name: f"SELECT count(*) FROM claims_{name}" for name in COUNTED_TABLES}  # noqa: S608 - our own names
    return {name: int(desk.query(sql)[0][0]) for name, sql in counts.items()}


def report(name: str, desk: FaultDesk, people: People) -> bool:
    """Print and judge what the desk holds after a fault."""
    seconds, held = desk.seconds_until_done(), people.held
    articles = {row[0] for row in desk.query("SELECT id FROM claims_article WHERE status = 'read'")}
    submitted = {row[0] for row in desk.query("SELECT claim_id FROM claims_event WHERE verb = 'verdict.submitted'")}
    published = {row[0] for row in desk.query("SELECT claim_id FROM claims_publication")}
    lost = len(held.articles - articles) + len(held.submitted - submitted) + len(held.published - published)
    doubled = {what: len(desk.query(f"{sql} HAVING count(*) > 1")) for what, sql in DOUBLED_SQL.items()}
    log = desk.manage("verify_log").strip()
    print(
        f"{name}: {len(held.articles)} articles, {len(held.submitted)} verdicts, {len(held.published)} publications"
        f" acknowledged; lost {lost}; {', '.join(f'{what} {number}' for what, number in doubled.items())};"
        f" all done after {seconds:.1f} s; slowest request {held.slowest_seconds:.1f} s;"
        f" {len(held.errors)} requests failed\nlog: {log}\nfailures: {Counter(held.errors).most_common(3)}",
        flush=True,
    )
    whole = "BROKEN" not in log and not log.startswith("failed")
    return not lost and not any(doubled.values()) and whole and seconds <= RECOVERY_SECONDS


if __name__ == "__main__":
    main()
