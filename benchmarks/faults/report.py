"""What a desk holds after a fault, compared with what it has acknowledged."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from benchmarks.faults.desk import FaultDesk
from benchmarks.faults.people import People

RECOVERY_SECONDS = 15.0
CUT_OFF_SECONDS = 30.0
REQUEST_SECONDS = 15.0
DOUBLED_SQL = {
    "articles read": "SELECT article_id FROM claims_event WHERE verb = 'article.read' GROUP BY 1",
    "claims published": "SELECT claim_id FROM claims_publication WHERE revision = 1 GROUP BY 1",
    "publications in the log": "SELECT publication_id FROM claims_logentry GROUP BY 1",
    "texts stored": "SELECT text_sha256 FROM claims_article GROUP BY 1",
    "deliveries": "SELECT webhook_id, entry_id, event_id FROM claims_delivery GROUP BY 1, 2, 3",
}
"""What may be there once; the rows of each query are grouped."""


@dataclass
class Fault:
    """A fault under load, and when it ended."""

    name: str
    ended_at: float = 0.0


@contextmanager
def fault_under_load(name: str, people: People, warm_up_seconds: float = 8.0) -> Iterator[Fault]:
    """Let people work while the block causes a fault. The recovery begins where the block ends."""
    fault = Fault(name)
    with people.work():
        time.sleep(warm_up_seconds)
        yield fault
        fault.ended_at = time.monotonic()


def judge(fault: Fault, desk: FaultDesk, people: People, limit: float = RECOVERY_SECONDS) -> bool:
    """Print what was lost and doubled, and how long the recovery took; return whether all promises were kept."""
    seconds, steps = desk.wait_until_done(fault.ended_at)
    cut_off_seconds = desk.wait_for_cut_off_deliveries(fault.ended_at)
    lost = {name: number for name, number in _count_lost(desk, people).items() if number}
    counts = {what: len(desk.query(f"{sql} HAVING count(*) > 1")) for what, sql in DOUBLED_SQL.items()}
    doubled = {name: number for name, number in counts.items() if number}
    log, held = desk.manage("verify_log").strip(), people.held
    errors = {what: number for what, number in held.failures.items() if what.startswith(("500", "502", "504"))}
    promises = {
        "nothing lost": not lost,
        "nothing doubled": not doubled,
        "log whole": log.startswith("whole"),
        "no answer 500": not errors,
        f"no request above {REQUEST_SECONDS:.0f} s": held.slowest_seconds <= REQUEST_SECONDS,
        f"done in {limit:.0f} s": seconds <= limit,
        f"cut-off deliveries in {CUT_OFF_SECONDS:.0f} s": cut_off_seconds <= CUT_OFF_SECONDS,
    }
    broken = [name for name, is_kept in promises.items() if not is_kept]
    _print_table(fault, desk, people, {
        "lost": lost or 0, "doubled": doubled or 0, "log": log, "recovery": f"{seconds:.1f} s: {'; '.join(steps)}",
        "cut-off deliveries": f"{cut_off_seconds:.1f} s" if cut_off_seconds else "none",
        "broken promises": ", ".join(broken) or "none",
    })  # fmt: skip
    return not broken


def _count_lost(desk: FaultDesk, people: People) -> dict[str, int]:
    """Count what the desk acknowledged and does not hold. A failed reading that is a case is not lost."""
    held = people.held
    articles = _ids(desk, "SELECT id FROM claims_article WHERE status IN ('read', 'failed')")
    drafts = dict(desk.query("SELECT claim_id, max(version) FROM claims_verdict GROUP BY 1"))
    submitted = _ids(desk, "SELECT claim_id FROM claims_verdict WHERE submitted IS NOT NULL")
    logged = _ids(
        desk, "SELECT claim_id FROM claims_logentry l JOIN claims_publication p ON p.id = l.publication_id"
    )  # fmt: skip
    sent = {row[0] for row in desk.query("SELECT 'msg_' || id FROM claims_delivery WHERE state = 'delivered'")}
    return {
        "articles": len(held.articles - articles),
        "drafts": sum(drafts.get(claim, 0) < version for claim, version in held.drafts.items()),
        "verdicts": len(held.submitted - submitted),
        "publications": len(held.published - logged),
        "messages": len(sent - set(desk.receiver.messages)),
    }


def _ids(desk: FaultDesk, sql: str) -> set[int]:
    return {int(row[0]) for row in desk.query(sql)}


def _print_table(fault: Fault, desk: FaultDesk, people: People, rows: dict[str, object]) -> None:
    held, messages = people.held, desk.receiver.messages
    failed = desk.query("SELECT count(*) FROM claims_article WHERE status = 'failed'")[0][0]
    acknowledged = (
        f"{len(held.articles)} articles ({failed} became cases), {len(held.drafts)} drafts,"
        f" {len(held.submitted)} verdicts, {len(held.published)} publications"
    )
    rows = {
        "acknowledged": acknowledged,
        "messages to the receiver": f"{len(messages)}, sent again {sum(messages.values()) - len(messages)}",
        "requests": f"{held.requests}, {held.failures.total()} failed, slowest {held.slowest_seconds:.1f} s",
        **rows,
    }
    print(f"\n{fault.name}")
    for name, value in rows.items():
        print(f"  {name:<24} {value}")
    for what, number in held.failures.most_common(6):
        print(f"  {'':<24} {number} × {what}")
    print(flush=True, end="")
