"""Webhooks: asked for, changed, given a new secret, paused and ended by whoever they belong to."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from claims.event_data.desk import WebhookChanged, WebhookEdited
from claims.intake.addresses import parse_url
from claims.models import Delivery, Topic, User, Webhook
from claims.models.webhook import WEBHOOK_EVENT_LABELS
from claims.permissions import demand
from claims.ratings import RATINGS
from claims.refusals import BadValue, IllegalMove, require_found
from claims.selectors.publication_log import find_newest_entry
from claims.services import task_wakeups
from claims.services.events import record_event
from claims.services.lengths import check_lengths
from claims.services.sealed_secrets import generate_secret, seal_secret
from claims.verbs import (
    WEBHOOK_CHANGED,
    WEBHOOK_CREATED,
    WEBHOOK_ENDED,
    WEBHOOK_PAUSED,
    WEBHOOK_RESUMED,
    WEBHOOK_ROTATED,
)

MAX_WEBHOOKS = 20
"""Webhooks that one person can have."""
SECRET_OVERLAP = timedelta(hours=24)
"""How long an old secret signs along after a new one was made."""
DELIVER_TASK = "claims.tasks.deliver_webhooks"
Pause = Webhook.Pause


@transaction.atomic
def create_webhook(
    *,
    owner: User,
    url: str,
    told_of: Sequence[str],
    rating: str = "",
    claimant: str = "",
    topic_id: int | None = None,
) -> tuple[Webhook, str]:
    """A webhook for all that goes out from now on, and its secret, which nobody can read again."""
    demand(owner, "webhooks.manage")
    wanted = _clean_settings(url, told_of, rating, claimant, topic_id)
    if Webhook.objects.filter(owner=owner, ended__isnull=True)[:MAX_WEBHOOKS].count() == MAX_WEBHOOKS:
        raise BadValue(f"You have {MAX_WEBHOOKS} webhooks. End one that you no longer need.", field="url")
    secret, newest = generate_secret(), find_newest_entry()
    webhook = _save_webhook(
        Webhook(owner=owner, sealed_secret=seal_secret(secret), log_position=newest.sequence if newest else 0), wanted
    )
    record_event(WEBHOOK_CREATED, actor=owner, data=WebhookChanged(webhook=webhook.pk, url=webhook.url))
    return webhook, secret


@transaction.atomic
def change_webhook(
    *,
    webhook_id: int,
    owner: User,
    url: str,
    told_of: Sequence[str],
    rating: str = "",
    claimant: str = "",
    topic_id: int | None = None,
) -> Webhook:
    """Another address, other events or filters, for what is still to be told."""
    webhook = _lock_webhook(webhook_id, owner)
    wanted = _clean_settings(url, told_of, rating, claimant, topic_id)
    before = {name: str(getattr(webhook, name)) for name in wanted}
    _save_webhook(webhook, wanted)
    after = {name: str(getattr(webhook, name)) for name in wanted}
    data = WebhookEdited(webhook=webhook.pk, before=before, after=after)
    record_event(WEBHOOK_CHANGED, actor=owner, data=data)
    return webhook


def _clean_settings(
    url: str, told_of: Sequence[str], rating: str, claimant: str, topic_id: int | None
) -> dict[str, Any]:
    if unknown := [name for name in told_of if name not in WEBHOOK_EVENT_LABELS]:
        raise BadValue(f"There is no event “{unknown[0][:40]}”.", field="events")
    if not told_of:
        raise BadValue("Choose at least one event.", field="events")
    if rating and rating not in RATINGS:
        raise BadValue("This rating is not on the scale.", field="rating")
    topic = Topic.objects.filter(pk=topic_id).first() if topic_id else None
    if topic_id and topic is None:
        raise BadValue("There is no such topic.", field="topic")
    ordered = [name for name in WEBHOOK_EVENT_LABELS if name in told_of]
    address = str(parse_url(url))
    check_lengths(Webhook, url=address, claimant=claimant)
    return {"url": address, "events": ordered, "rating": rating, "claimant": claimant.strip(), "topic": topic}


def _save_webhook(webhook: Webhook, wanted: dict[str, Any]) -> Webhook:
    for name, value in wanted.items():
        setattr(webhook, name, value)
    try:
        with transaction.atomic():
            webhook.save()
    except IntegrityError as clash:
        raise BadValue("You have a webhook with this address already.", field="url") from clash
    return webhook


def _lock_webhook(webhook_id: int, owner: User) -> Webhook:
    """One's own webhook that has not ended, locked; refuses with `NotFound`."""
    demand(owner, "webhooks.manage")
    mine = Webhook.objects.select_for_update(no_key=True, of=("self",)).filter(owner=owner, ended__isnull=True)
    return require_found(mine.filter(pk=webhook_id).first())


@transaction.atomic
def rotate_webhook_secret(*, webhook_id: int, owner: User) -> tuple[Webhook, str]:
    """A new secret, shown this once; for `OVERLAP` messages are signed with the old one too."""
    webhook, secret = _lock_webhook(webhook_id, owner), generate_secret()
    webhook.sealed_secret, webhook.previous_sealed_secret = seal_secret(secret), webhook.sealed_secret
    webhook.previous_secret_until = timezone.now() + SECRET_OVERLAP
    webhook.save(update_fields=["sealed_secret", "previous_sealed_secret", "previous_secret_until"])
    record_event(WEBHOOK_ROTATED, actor=owner, data=WebhookChanged(webhook=webhook.pk))
    return webhook, secret


@transaction.atomic
def pause_webhook(*, webhook_id: int, owner: User) -> Webhook:
    """Send nothing for a while; what goes out meanwhile is kept for later."""
    webhook = _lock_webhook(webhook_id, owner)
    if webhook.pause:
        raise IllegalMove("This webhook is paused already.")
    webhook.pause = Pause.OWNER
    webhook.save(update_fields=["pause"])
    record_event(WEBHOOK_PAUSED, actor=owner, data=WebhookChanged(webhook=webhook.pk, why=webhook.pause))
    return webhook


@transaction.atomic
def resume_webhook(*, webhook_id: int, owner: User) -> Webhook:
    """Send again, at once and in order, all that has waited."""
    webhook = _lock_webhook(webhook_id, owner)
    if not webhook.pause:
        raise IllegalMove("This webhook is not paused.")
    webhook.pause = ""
    webhook.save(update_fields=["pause"])
    webhook.deliveries.filter(state=Delivery.State.WAITING).update(due=timezone.now())
    record_event(WEBHOOK_RESUMED, actor=owner, data=WebhookChanged(webhook=webhook.pk))
    task_wakeups.send_task_after_commit(DELIVER_TASK)
    return webhook


@transaction.atomic
def end_webhook(*, webhook_id: int, owner: User) -> None:
    """Tell this address nothing any more; the log of its deliveries stays."""
    webhook = _lock_webhook(webhook_id, owner)
    webhook.ended = timezone.now()
    webhook.save(update_fields=["ended"])
    record_event(WEBHOOK_ENDED, actor=owner, data=WebhookChanged(webhook=webhook.pk))
