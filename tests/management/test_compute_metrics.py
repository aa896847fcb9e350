"""The command that computes the metrics."""

import io

from django.core.management import call_command

from claims.models import User
from claims.selectors.metric_queries import SCHEDULED_METRICS
from claims.selectors.metrics import get_metric_table
from tests.stories import make_queued_claim


def test_the_command_computes_every_metric(edith: User) -> None:
    make_queued_claim(edith)
    out = io.StringIO()
    call_command("compute_metrics", stdout=out)
    assert [line.split()[0] for line in out.getvalue().splitlines()] == list(SCHEDULED_METRICS)
    assert get_metric_table("queue-age").rows[0] == ("today", 1)
