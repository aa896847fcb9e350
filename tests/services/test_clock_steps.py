"""A clock that is set back makes nothing wait longer."""

from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.db.models.functions import Now

from claims.models import Claim, Delivery, User
from claims.selectors.webhooks import list_due_delivery_ids
from claims.services.publications import publish_verdict
from claims.services.webhook_deliveries import create_deliveries
from claims.tasks import shorten_waits_after_clock_step
from tests.intake.loopback_web import LoopbackWeb
from tests.services.webhook_stories import make_webhook
from tests.stories import make_approved_verdict, make_publication

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def test_a_publication_waits_no_longer_than_its_delay(edith: User, mona: User, settings: LazySettings) -> None:
    settings.PUBLICATION_DELAY_SECONDS = 30
    claim = make_approved_verdict(edith, mona).claim
    publish_verdict(claim_id=claim.pk, moderator=mona)
    claim.refresh_from_db()
    planned = claim.goes_out
    shorten_waits_after_clock_step()
    claim.refresh_from_db()
    assert claim.goes_out == planned
    Claim.objects.update(goes_out=Now() + HOUR)
    shorten_waits_after_clock_step()
    assert Claim.objects.filter(goes_out__range=(Now(), Now() + timedelta(seconds=30))).exists()


def test_a_delivery_waits_no_longer_than_its_delay(receiver: LoopbackWeb, cora: User, edith: User, mona: User) -> None:
    webhook, _ = make_webhook(cora, receiver)
    make_publication(edith, mona)
    create_deliveries(webhook_id=webhook.pk)
    delivery = Delivery.objects.get()
    Delivery.objects.update(due=Now() + HOUR)
    assert list_due_delivery_ids() == []
    shorten_waits_after_clock_step()
    assert list_due_delivery_ids() == [delivery.pk]
    Delivery.objects.update(due=Now() + HOUR, attempt_count=2)
    shorten_waits_after_clock_step()
    delay = Delivery.RETRY_DELAYS[1]
    assert Delivery.objects.filter(due__range=(Now() + delay / 2, Now() + delay)).exists()
