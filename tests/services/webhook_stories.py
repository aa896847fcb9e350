"""Webhooks of people, and what their receiver on loopback got."""

import json
from collections.abc import Sequence
from typing import Any

from claims.models import User, Webhook
from claims.services.webhooks import create_webhook
from claims.tasks import deliver_webhooks
from tests.intake.loopback_web import LoopbackWeb, http_answer

ALL_EVENTS = ("verdict.published", "verdict.corrected", "verdict.withdrawn")
OK_RESPONSE = http_answer(b"thanks")
DOWN_RESPONSE = http_answer(b"later", status="503 Service Unavailable")


def make_webhook(
    owner: User, receiver: LoopbackWeb, path: str = "/hook", events: Sequence[str] = ALL_EVENTS, **filters: Any
) -> tuple[Webhook, str]:
    """Create a webhook for a path of the receiver."""
    return create_webhook(owner=owner, url=receiver.url(path), events=events, **filters)


def sent_types(receiver: LoopbackWeb) -> list[str]:
    """Return the types of the messages that arrived, in order."""
    return [json.loads(body)["type"] for body in receiver.bodies]


def run_deliveries(times: int = 1) -> None:
    """Run the sweep."""
    for _ in range(times):
        deliver_webhooks()
