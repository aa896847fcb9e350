"""Measure now what the dashboard shows."""

import time
from typing import Any

from django.core.management.base import BaseCommand

from claims.selectors.metric_schedule import SCHEDULED_METRICS
from claims.services import metrics


class Command(BaseCommand):
    """``manage.py compute_metrics``: what beat does every five minutes, with the seconds that each figure took."""

    help = "Measure what the dashboard shows, and say how long each figure took."

    def handle(self, *_: Any, **__: Any) -> None:
        """One figure after the other; what fails is told as it is."""
        for name in SCHEDULED_METRICS:
            began = time.perf_counter()
            rows = metrics.compute_metric(name=name)
            self.stdout.write(f"{name:<12} {rows:>3} written in {time.perf_counter() - began:.2f} s")
