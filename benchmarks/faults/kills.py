"""Kill processes of a desk at random points: each kind of process once, then each kind again."""

import random
import time
from collections import Counter
from contextlib import suppress

import psutil

from benchmarks.faults.desk import FaultDesk
from benchmarks.faults.people import People
from benchmarks.faults.report import fault_under_load, judge

PAUSE_SECONDS = (0.5, 5.0)


def kill_processes(desk: FaultDesk, people: People, *, kills: int, seed: int) -> bool:
    """Kill processes, then judge what is left; return whether all promises were kept."""
    chance, killed, kinds = random.Random(seed), Counter[str](), list[str]()  # noqa: S311 - not a secret
    with fault_under_load(f"{kills} kills", people) as fault:
        for _ in range(kills):
            time.sleep(chance.uniform(*PAUSE_SECONDS))
            if not kinds:
                kinds = sorted(desk.group_processes())
                chance.shuffle(kinds)
            kind = kinds.pop()
            killed[kind] += kill_one(desk, kind, chance)
            print(f"{time.strftime('%X')} killed {kind}", flush=True)
    print(f"killed: {dict(killed)}")
    return judge(fault, desk, people)


def kill_one(desk: FaultDesk, kind: str, chance: random.Random) -> bool:
    """Kill a process of a kind, or the runner, which is started again. Returns whether there was one."""
    if kind == "up":
        desk.process.kill()
        desk.process.wait()
        desk.start()
        return True
    with suppress(psutil.Error):
        if victims := desk.group_processes().get(kind):
            chance.choice(victims).kill()
            return True
    return False
