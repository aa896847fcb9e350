"""Webhooks: asked for, changed, given a new secret, paused and ended by whoever they belong to."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from claims import permissions
from claims.event_data.desk import WebhookChanged, WebhookEdited
from claims.intake import addresses
from claims.models import Delivery, Topic, User, Webhook
from claims.models.webhook import EVENTS
from claims.ratings import RATINGS
from claims.refusals import BadValue, IllegalMove, require_found
from claims.selectors import log
from claims.services import events, secrets, wake
from claims.services.lengths import check_lengths
from claims.verbs import (
    WEBHOOK_CHANGED,
    WEBHOOK_CREATED,
    WEBHOOK_ENDED,
    WEBHOOK_PAUSED,
    WEBHOOK_RESUMED,
    WEBHOOK_ROTATED,
)

MOST = 20
"""Webhooks that one person can have."""
OVERLAP = timedelta(hours=24)
"""How long an old secret signs along after a new one was made."""
DELIVER = "claims.tasks.deliver_webhooks"
Pause = Webhook.Pause


@transaction.atomic
def create(
    *,
    owner: User,
    url: str,
    told_of: Sequence[str],
    rating: str = "",
    claimant: str = "",
    topic_id: int | None = None,
) -> tuple[Webhook, str]:
    """A webhook for all that goes out from now on, and its secret, which nobody can read again."""
    permissions.demand(owner, "webhooks.manage")
    wanted = _wanted(url, told_of, rating, claimant, topic_id)
    if Webhook.objects.filter(owner=owner, ended__isnull=True)[:MOST].count() == MOST:
        raise BadValue(f"You have {MOST} webhooks. End one that you no longer need.", field="url")
    secret, newest = secrets.new(), log.newest()
    webhook = _written(
        Webhook(owner=owner, sealed=secrets.seal(secret), after=newest.sequence if newest else 0), wanted
    )
    events.record(WEBHOOK_CREATED, actor=owner, data=WebhookChanged(webhook=webhook.pk, url=webhook.url))
    return webhook, secret


@transaction.atomic
def change(
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
    webhook = _locked(webhook_id, owner)
    wanted = _wanted(url, told_of, rating, claimant, topic_id)
    before = {name: str(getattr(webhook, name)) for name in wanted}
    _written(webhook, wanted)
    after = {name: str(getattr(webhook, name)) for name in wanted}
    data = WebhookEdited(webhook=webhook.pk, before=before, after=after)
    events.record(WEBHOOK_CHANGED, actor=owner, data=data)
    return webhook


def _wanted(url: str, told_of: Sequence[str], rating: str, claimant: str, topic_id: int | None) -> dict[str, Any]:
    if unknown := [name for name in told_of if name not in EVENTS]:
        raise BadValue(f"There is no event “{unknown[0][:40]}”.", field="events")
    if not told_of:
        raise BadValue("Choose at least one event.", field="events")
    if rating and rating not in RATINGS:
        raise BadValue("This rating is not on the scale.", field="rating")
    topic = Topic.objects.filter(pk=topic_id).first() if topic_id else None
    if topic_id and topic is None:
        raise BadValue("There is no such topic.", field="topic")
    ordered = [name for name in EVENTS if name in told_of]
    address = str(addresses.parsed(url))
    check_lengths(Webhook, url=address, claimant=claimant)
    return {"url": address, "events": ordered, "rating": rating, "claimant": claimant.strip(), "topic": topic}


def _written(webhook: Webhook, wanted: dict[str, Any]) -> Webhook:
    for name, value in wanted.items():
        setattr(webhook, name, value)
    try:
        with transaction.atomic():
            webhook.save()
    except IntegrityError as clash:
        raise BadValue("You have a webhook with this address already.", field="url") from clash
    return webhook


def _locked(webhook_id: int, owner: User) -> Webhook:
    """One's own webhook that has not ended, locked; refuses with `NotFound`."""
    permissions.demand(owner, "webhooks.manage")
    mine = Webhook.objects.select_for_update(no_key=True, of=("self",)).filter(owner=owner, ended__isnull=True)
    return require_found(mine.filter(pk=webhook_id).first())


@transaction.atomic
def rotate(*, webhook_id: int, owner: User) -> tuple[Webhook, str]:
    """A new secret, shown this once; for `OVERLAP` messages are signed with the old one too."""
    webhook, secret = _locked(webhook_id, owner), secrets.new()
    webhook.sealed, webhook.sealed_before = secrets.seal(secret), webhook.sealed
    webhook.before_until = timezone.now() + OVERLAP
    webhook.save(update_fields=["sealed", "sealed_before", "before_until"])
    events.record(WEBHOOK_ROTATED, actor=owner, data=WebhookChanged(webhook=webhook.pk))
    return webhook, secret


@transaction.atomic
def pause(*, webhook_id: int, owner: User) -> Webhook:
    """Send nothing for a while; what goes out meanwhile is kept for later."""
    webhook = _locked(webhook_id, owner)
    if webhook.pause:
        raise IllegalMove("This webhook is paused already.")
    webhook.pause = Pause.OWNER
    webhook.save(update_fields=["pause"])
    events.record(WEBHOOK_PAUSED, actor=owner, data=WebhookChanged(webhook=webhook.pk, why=webhook.pause))
    return webhook


@transaction.atomic
def resume(*, webhook_id: int, owner: User) -> Webhook:
    """Send again, at once and in order, all that has waited."""
    webhook = _locked(webhook_id, owner)
    if not webhook.pause:
        raise IllegalMove("This webhook is not paused.")
    webhook.pause = ""
    webhook.save(update_fields=["pause"])
    webhook.deliveries.filter(state=Delivery.State.WAITING).update(due=timezone.now())
    events.record(WEBHOOK_RESUMED, actor=owner, data=WebhookChanged(webhook=webhook.pk))
    wake.after_commit(DELIVER)
    return webhook


@transaction.atomic
def end(*, webhook_id: int, owner: User) -> None:
    """Tell this address nothing any more; the log of its deliveries stays."""
    webhook = _locked(webhook_id, owner)
    webhook.ended = timezone.now()
    webhook.save(update_fields=["ended"])
    events.record(WEBHOOK_ENDED, actor=owner, data=WebhookChanged(webhook=webhook.pk))
