"""What a receiver answered is stored, once, even if the database is away meanwhile."""

from typing import Any

import pytest
from django.db import OperationalError

from claims.models import Attempt, Delivery, User
from claims.services import reading_leases
from claims.services.webhook_deliveries import _record_attempt
from tests.intake.loopback_web import LoopbackWeb
from tests.services.webhook_stories import make_webhook, run_deliveries
from tests.stories import make_publication


@pytest.mark.django_db(transaction=True)
def test_a_response_outlives_an_absence_of_the_database(
    receiver: LoopbackWeb, cora: User, edith: User, mona: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_webhook(cora, receiver)
    make_publication(edith, mona)
    failures, save = [OperationalError("the server closed the connection")], Delivery.save

    def save_or_fail(delivery: Delivery, **options: Any) -> None:
        if failures and "delivered" in options["update_fields"]:
            raise failures.pop()
        save(delivery, **options)

    monkeypatch.setattr(Delivery, "save", save_or_fail)
    monkeypatch.setattr(reading_leases, "AWAY_PAUSE_SECONDS", 0.01)
    run_deliveries()
    delivery, attempt = Delivery.objects.get(), Attempt.objects.get()
    assert (delivery.state, len(receiver.requests)) == (Delivery.State.DELIVERED, 1)
    assert _record_attempt(delivery.pk, attempt)
    assert Attempt.objects.count() == 1
