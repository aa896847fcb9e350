"""Events: each write records one, in the same transaction."""

from typing import Any, TypeVar, overload

from claims.event_data import EventData, NoData, Verb
from claims.models import Article, Claim, Event, User
from claims.services.desk_notifications import create_notifications
from claims.services.event_deliveries import create_event_deliveries

D = TypeVar("D", bound=EventData)


@overload
def record_event(
    verb: Verb[NoData], *, actor: User | None, claim: Claim | None = None, article: Article | None = None
) -> Event: ...


@overload
def record_event(
    verb: Verb[D], *, actor: User | None, claim: Claim | None = None, article: Article | None = None, data: D
) -> Event: ...


def record_event(
    verb: Verb[Any],
    *,
    actor: User | None,
    claim: Claim | None = None,
    article: Article | None = None,
    data: EventData | None = None,
) -> Event:
    """Write an event with its deliveries to webhooks and its notifications, inside the transaction of its service.

    Raises `TypeError` for data of another class than the verb declares.
    """
    data = NoData() if data is None else data
    if type(data) is not verb.data:
        raise TypeError(f"{verb.name} carries {verb.data.__name__}, not {type(data).__name__}.")
    event = Event.objects.create(verb=verb.name, actor=actor, claim=claim, article=article, data=data.to_json())
    create_event_deliveries(event)
    create_notifications(event)
    return event
