"""Teach the reader by the desk's decisions now."""

from typing import Any

from django.core.management.base import BaseCommand

from claims.event_data.learning import WeightsLearned
from claims.selectors.claim_judgements import list_judgements
from claims.selectors.learned_weights import LEAST_OF_A_KIND, measure_readiness
from claims.services.learned_weights import learn_weights


class Command(BaseCommand):
    """``manage.py learn_weights``: does what the desk does every night, and prints what came of it."""

    help = "Fit the weights of check-worthiness on the decisions of this desk, and say whether they are better."

    def handle(self, *_: Any, **__: Any) -> None:
        """Learn once."""
        event = learn_weights()
        if event is not None:
            self._print_fit(event.payload_as(WeightsLearned))
            return
        readiness = measure_readiness(list_judgements())
        if readiness.is_enough:
            self.stdout.write("Nothing was decided since the reader learned last.")
        elif readiness.kind:
            accepted = "accepted" if readiness.kind == "worthy" else "dismissed"
            self.stdout.write(
                f"Too few {accepted} claims: at least {LEAST_OF_A_KIND} are needed among the older and among the newest"
                f" decisions; {readiness.missing} are missing."
            )
        else:
            self.stdout.write(f"{readiness.counted} decisions; {readiness.missing} more are needed.")

    def _print_fit(self, fit: WeightsLearned) -> None:
        self.stdout.write(
            f"{fit.decisions} decisions; average precision on the newest: shipped {fit.shipped_score:.4f},"
            f" learned {fit.own_score:.4f} ({fit.outcome})."
        )
        self.stdout.write(f"In use: {'weights ' + str(fit.after) if fit.after else 'the shipped weights'}.")
