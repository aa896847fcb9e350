"""Which claims somebody wants to see: by article, source, number, date, topic, person and state, in any combination.

No filter costs more the more claims there are. Where an index holds the order of what is asked, the list goes on to its
end; everything else looks at the newest `LOOKED` claims of its narrowest part, and says so.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime, time, timedelta

from django.db.models import Exists, F, Model, OuterRef, Q, QuerySet
from django.utils import timezone

from claims.models import Appearance, Attribution, Claim, Quantity, Source, User
from claims.selectors import topics
from claims.selectors.counts import CAP
from claims.workflow import Status

LOOKED = CAP
ME, NOBODY, NONE = "me", "nobody", "none"
"""Words that stand for a person or a topic: whoever asks, nobody in particular, no topic at all."""

LAST = date.max - timedelta(days=1)
"""The last day that has a day after it."""

QUEUED = Status.QUEUED.value
ORDER = {QUEUED: ("-priority", "id")}
NEWEST = ("-id",)


@dataclass(frozen=True, slots=True)
class Filter:
    """What is asked for; the default is all that waits.

    `source` is a name, `number` a range whose ends belong to it, `days` the last so many, `topic` a slug or `NONE`,
    `assignee` a person's id, `ME` or `NOBODY`.
    """

    article: int | None = None
    source: str = ""
    number: tuple[float, float] | None = None
    assignee: str = ""
    since: date | None = None
    until: date | None = None
    days: int | None = None
    topic: str = ""
    state: str = QUEUED

    def given(self) -> dict[str, object]:
        """The parts that ask for something, in this order."""
        return {each.name: value for each in fields(self) if (value := getattr(self, each.name)) != each.default}


@dataclass(frozen=True, slots=True)
class Found:
    """The claims in their order; `cut` says that more than the newest `LOOKED` may be what is asked for."""

    claims: QuerySet[Claim]
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a filter: what it asks of a claim, and the newest claims that have it, by an index."""

    condition: Q | Exists
    newest: Callable[[], QuerySet[Model, int]]


def found(asked: Filter, user: User) -> Found:
    """What a person asks for: what waits by priority, what stands elsewhere newest first."""
    parts = dict(_parts(asked, user))
    claims = Claim.objects.filter(status=asked.state).order_by(*ORDER.get(asked.state, NEWEST))
    if len(parts) > 1 or not parts.keys() <= {"topic", "assignee"} or _is_unordered(asked):
        return _bounded(_sorted_by_itself(claims) if asked.state == QUEUED else claims, list(parts.values()))
    for part in parts.values():
        claims = claims.filter(part.condition)
    return Found(claims)


def _sorted_by_itself(claims: QuerySet[Claim]) -> QuerySet[Claim]:
    """By a priority that no index holds: the planner would walk the whole queue in its order to spare sorting a few.

    What is looked at is the newest, which often stands at the end of it.
    """
    return claims.annotate(rank=F("priority") + 0.0).order_by("-rank", "id")


def _is_unordered(asked: Filter) -> bool:
    return asked.assignee == NOBODY and asked.state != QUEUED


def _bounded(claims: QuerySet[Claim], parts: list[Part]) -> Found:
    ids = list(parts[0].newest()[: LOOKED + 1])
    claims = claims.filter(pk__in=ids[:LOOKED])
    for part in parts:
        claims = claims.filter(part.condition)
    return Found(claims, cut=len(ids) > LOOKED)


def _parts(asked: Filter, user: User) -> Iterator[tuple[str, Part]]:
    """The narrowest first: its newest claims are the ones that are looked at."""
    if asked.article:
        yield "article", _of_article(asked.article)
    if asked.source:
        yield "source", _of_source(asked.source)
    if asked.number:
        yield "number", _with_number(*asked.number)
    if asked.assignee:
        yield "assignee", _claims(asked, _for(asked.assignee, user))
    if asked.since or asked.until or asked.days:
        yield "came", _claims(asked, _came(asked), "-created")
    if asked.topic:
        yield "topic", _claims(asked, _about(asked.topic))


def _claims(asked: Filter, condition: Q, order: str = "-pk") -> Part:
    newest = Claim.objects.filter(status=asked.state).order_by(order).values_list("pk", flat=True)
    if asked.assignee == NOBODY and condition == Q(assignee=None):
        return Part(condition, lambda: newest)  # nearly all of them: no index is needed to find some
    return Part(condition, lambda: newest.filter(condition))


def _for(assignee: str, user: User) -> Q:
    if assignee == NOBODY:
        return Q(assignee=None)
    return Q(assignee=user.pk if assignee == ME else int(assignee))


def _about(slug: str) -> Q:
    """By its id: an index that holds the order for each topic does not know slugs."""
    if slug == NONE:
        return Q(topic=None)
    return Q(topic=topics.key_of(slug))


def _came(asked: Filter) -> Q:
    """Between two days, both included, or within the last few."""
    since = timezone.now() - timedelta(days=asked.days) if asked.days else None
    came = Q(created__gte=since) if since else Q()
    if asked.since:
        came &= Q(created__gte=_midnight(asked.since))
    if asked.until:
        came &= Q(created__lt=_midnight(min(asked.until, LAST)) + timedelta(days=1))
    return came


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=UTC)


def _of_article(article_id: int) -> Part:
    places = Appearance.objects.filter(article=article_id)
    newest = places.order_by("-pk").values_list("claim", flat=True)
    return Part(Exists(places.filter(claim=OuterRef("pk"))), lambda: newest)


def _of_source(name: str) -> Part:
    """Who asserts it and who relays it."""
    source = Source.objects.filter(key=Source.key_of(name)).values_list("pk", flat=True).first()
    links = Attribution.objects.filter(source=source or 0)
    newest = links.order_by("-appearance_id").values_list("appearance__claim", flat=True)
    return Part(Exists(links.filter(appearance__claim=OuterRef("pk"))), lambda: newest)


def _with_number(low: float, high: float) -> Part:
    """A number of the claim, or one end of it, lies in the range. Each end has its index, so they are asked apart."""
    ends = [Quantity.objects.filter(**{f"{end}__gte": low, f"{end}__lte": high}) for end in ("low", "high")]
    halves = [
        each.order_by(end, "-appearance_id").values_list("appearance__claim", flat=True)[: LOOKED + 1]
        for end, each in zip(("low", "high"), ends, strict=True)
    ]
    here = Q(low__gte=low, low__lte=high) | Q(high__gte=low, high__lte=high)
    names = Quantity.objects.filter(here, appearance__claim=OuterRef("pk"))
    return Part(Exists(names), lambda: halves[0].union(halves[1]))
