"""What waits for a time of day waits no longer because a clock was set back."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Case, DurationField, Value, When
from django.db.models.functions import Now

from claims.models import Claim, Delivery

SHORTEN_WAITS_TASK = "claims.tasks.shorten_waits_after_clock_step"
DELIVERY_DELAY = Case(
    *(When(attempt_count=number, then=Value(delay)) for number, delay in enumerate(Delivery.RETRY_DELAYS, start=1)),
    default=Value(timedelta()),
    output_field=DurationField(),
)
"""The delay until the next attempt of a delivery, by the attempts that failed."""


@transaction.atomic
def shorten_waits() -> int:
    """Let nothing wait longer from now than it may wait at all; returns how many rows waited too long.

    These are publications and withdrawals that go out, and deliveries to webhooks. After a clock was set back by an
    hour, each would wait that hour more.
    """
    go_out = Now() + timedelta(seconds=settings.PUBLICATION_DELAY_SECONDS)
    attempt = Now() + DELIVERY_DELAY
    claims = Claim.objects.filter(goes_out__gt=go_out).update(goes_out=go_out)
    waiting = Delivery.objects.filter(state=Delivery.State.WAITING, due__gt=attempt)
    return claims + waiting.update(due=attempt)
