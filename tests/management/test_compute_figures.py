"""Whoever does not want to wait for the next five minutes measures at once."""

import io

from django.core.management import call_command

from claims.models import User
from claims.selectors import figures, kept
from tests.stories import a_queued_claim


def test_the_command_measures_every_figure_and_says_how_long_it_took(edith: User) -> None:
    a_queued_claim(edith)
    out = io.StringIO()
    call_command("compute_figures", stdout=out)
    assert [line.split()[0] for line in out.getvalue().splitlines()] == list(kept.MEASURES)
    assert figures.one("queue-age").rows[0] == ("today", 1)
