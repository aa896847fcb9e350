"""Compute the metrics of the dashboard now."""

import time
from typing import Any

from django.core.management.base import BaseCommand

from claims.selectors.metric_queries import SCHEDULED_METRICS
from claims.services.metrics import compute_metric


class Command(BaseCommand):
    """``manage.py compute_metrics``: computes all metrics and prints the seconds that each took."""

    help = "Compute all metrics of the dashboard, and print how long each took."

    def handle(self, *_: Any, **__: Any) -> None:
        """Compute one metric after the other; an error ends the command."""
        for name in SCHEDULED_METRICS:
            started = time.perf_counter()
            rows = compute_metric(name=name)
            self.stdout.write(f"{name:<12} {rows:>3} written in {time.perf_counter() - started:.2f} s")
