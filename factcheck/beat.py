"""The clock of beat: periodic tasks run by the seconds that pass, whatever the clocks on the wall say.

Celery's own scheduler compares times of day: set back by an hour, it sends nothing for an hour.
"""

import time
from typing import Any

import structlog
from celery.beat import Scheduler

from claims.services.clock_steps import SHORTEN_WAITS_TASK
from claims.services.task_wakeups import queue_room, send_task

log = structlog.get_logger(__name__)

CLOCK_STEP_SECONDS = 5.0
SWEEP_SECONDS = 60.0
"""Tasks that run this often find lost work: they run at the start, too. The others begin with their interval."""


class SteadyScheduler(Scheduler):  # type: ignore[misc]
    """Sends each task at its interval, unless many of its queue wait already.

    Messages do not expire: a worker would compare them with a clock of its own. The bound of the queue takes care that
    they do not pile up while no worker runs. Nothing is stored, since every task runs again soon.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        self._due_at: dict[str, float] = {}
        self._clock_offset = time.time() - time.monotonic()
        super().__init__(*args, **options)

    def tick(self, *_: object, **__: object) -> float:
        """Send what is due. Returns the seconds until more is."""
        self._notice_clock_step()
        for entry in self.schedule.values():
            now, seconds = time.monotonic(), entry.schedule.seconds
            if now >= self._due_at.setdefault(entry.name, now if seconds <= SWEEP_SECONDS else now + seconds):
                self._due_at[entry.name] = now + seconds
                self._send_entry(entry)
        return max(0.0, min(self._due_at.values()) - time.monotonic()) if self._due_at else 1.0

    def _send_entry(self, entry: Any) -> None:
        if queue_room(entry.task):
            self.apply_entry(entry, producer=self.producer)
        else:
            log.warning("beat.not_sent", task=entry.task)

    def _notice_clock_step(self) -> None:
        step = time.time() - time.monotonic() - self._clock_offset
        if abs(step) > CLOCK_STEP_SECONDS:
            log.warning("beat.clock_stepped", seconds=round(step))
            self._clock_offset += step
        if step < -CLOCK_STEP_SECONDS:
            send_task(SHORTEN_WAITS_TASK)
