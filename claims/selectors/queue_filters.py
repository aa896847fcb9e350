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
from claims.selectors import waiting_counts
from claims.selectors.topics import find_topic_id
from claims.workflow import Status

MAX_NARROWED_ROWS = waiting_counts.COUNT_CAP
ASSIGNEE_ME, ASSIGNEE_NOBODY, TOPIC_NONE = "me", "nobody", "none"
"""Words that stand for a person or a topic: whoever asks, nobody in particular, no topic at all."""

MAX_DATE = date.max - timedelta(days=1)
"""The last day that has a day after it."""

QUEUED_STATE = Status.QUEUED.value
ORDER_BY_STATE = {QUEUED_STATE: ("-priority", "id")}
NEWEST_ORDER = ("-id",)


@dataclass(frozen=True, slots=True)
class QueueFilter:
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
    state: str = QUEUED_STATE

    def active_parts(self) -> dict[str, object]:
        """The parts that ask for something, in this order."""
        return {each.name: value for each in fields(self) if (value := getattr(self, each.name)) != each.default}


@dataclass(frozen=True, slots=True)
class FilteredClaims:
    """The claims in their order; `cut` says that more than the newest `LOOKED` may be what is asked for."""

    claims: QuerySet[Claim]
    is_capped: bool = False


@dataclass(frozen=True, slots=True)
class FilterPart:
    """One part of a filter: what it asks of a claim, and the newest claims that have it, by an index."""

    condition: Q | Exists
    newest: Callable[[], QuerySet[Model, int]]


def filter_claims(asked: QueueFilter, user: User) -> FilteredClaims:
    """What a person asks for: what waits by priority, what stands elsewhere newest first."""
    parts = dict(_filter_parts(asked, user))
    claims = Claim.objects.filter(status=asked.state).order_by(*ORDER_BY_STATE.get(asked.state, NEWEST_ORDER))
    if len(parts) > 1 or not parts.keys() <= {"topic", "assignee"} or _needs_sort(asked):
        return _bound_by_narrowest(
            _sort_without_index(claims) if asked.state == QUEUED_STATE else claims, list(parts.values())
        )
    for part in parts.values():
        claims = claims.filter(part.condition)
    return FilteredClaims(claims)


def _sort_without_index(claims: QuerySet[Claim]) -> QuerySet[Claim]:
    """By a priority that no index holds: the planner would walk the whole queue in its order to spare sorting a few.

    What is looked at is the newest, which often stands at the end of it.
    """
    return claims.annotate(rank=F("priority") + 0.0).order_by("-rank", "id")


def _needs_sort(asked: QueueFilter) -> bool:
    return asked.assignee == ASSIGNEE_NOBODY and asked.state != QUEUED_STATE


def _bound_by_narrowest(claims: QuerySet[Claim], parts: list[FilterPart]) -> FilteredClaims:
    ids = list(parts[0].newest()[: MAX_NARROWED_ROWS + 1])
    claims = claims.filter(pk__in=ids[:MAX_NARROWED_ROWS])
    for part in parts:
        claims = claims.filter(part.condition)
    return FilteredClaims(claims, is_capped=len(ids) > MAX_NARROWED_ROWS)


def _filter_parts(asked: QueueFilter, user: User) -> Iterator[tuple[str, FilterPart]]:
    """The narrowest first: its newest claims are the ones that are looked at."""
    if asked.article:
        yield "article", _article_part(asked.article)
    if asked.source:
        yield "source", _source_part(asked.source)
    if asked.number:
        yield "number", _number_part(*asked.number)
    if asked.assignee:
        yield "assignee", _claim_part(asked, _assignee_condition(asked.assignee, user))
    if asked.since or asked.until or asked.days:
        yield "came", _claim_part(asked, _arrival_condition(asked), "-created")
    if asked.topic:
        yield "topic", _claim_part(asked, _topic_condition(asked.topic))


def _claim_part(asked: QueueFilter, condition: Q, order: str = "-pk") -> FilterPart:
    newest = Claim.objects.filter(status=asked.state).order_by(order).values_list("pk", flat=True)
    if asked.assignee == ASSIGNEE_NOBODY and condition == Q(assignee=None):
        return FilterPart(condition, lambda: newest)  # nearly all of them: no index is needed to find some
    return FilterPart(condition, lambda: newest.filter(condition))


def _assignee_condition(assignee: str, user: User) -> Q:
    if assignee == ASSIGNEE_NOBODY:
        return Q(assignee=None)
    return Q(assignee=user.pk if assignee == ASSIGNEE_ME else int(assignee))


def _topic_condition(slug: str) -> Q:
    """By its id: an index that holds the order for each topic does not know slugs."""
    if slug == TOPIC_NONE:
        return Q(topic=None)
    return Q(topic=find_topic_id(slug))


def _arrival_condition(asked: QueueFilter) -> Q:
    """Between two days, both included, or within the last few."""
    since = timezone.now() - timedelta(days=asked.days) if asked.days else None
    came = Q(created__gte=since) if since else Q()
    if asked.since:
        came &= Q(created__gte=_midnight(asked.since))
    if asked.until:
        came &= Q(created__lt=_midnight(min(asked.until, MAX_DATE)) + timedelta(days=1))
    return came


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=UTC)


def _article_part(article_id: int) -> FilterPart:
    places = Appearance.objects.filter(article=article_id)
    newest = places.order_by("-pk").values_list("claim", flat=True)
    return FilterPart(Exists(places.filter(claim=OuterRef("pk"))), lambda: newest)


def _source_part(name: str) -> FilterPart:
    """Who asserts it and who relays it."""
    source = Source.objects.filter(key=Source.key_of(name)).values_list("pk", flat=True).first()
    links = Attribution.objects.filter(source=source or 0)
    newest = links.order_by("-appearance_id").values_list("appearance__claim", flat=True)
    return FilterPart(Exists(links.filter(appearance__claim=OuterRef("pk"))), lambda: newest)


def _number_part(low: float, high: float) -> FilterPart:
    """A number of the claim, or one end of it, lies in the range. Each end has its index, so they are asked apart."""
    ends = [Quantity.objects.filter(**{f"{end}__gte": low, f"{end}__lte": high}) for end in ("low", "high")]
    halves = [
        each.order_by(end, "-appearance_id").values_list("appearance__claim", flat=True)[: MAX_NARROWED_ROWS + 1]
        for end, each in zip(("low", "high"), ends, strict=True)
    ]
    here = Q(low__gte=low, low__lte=high) | Q(high__gte=low, high__lte=high)
    names = Quantity.objects.filter(here, appearance__claim=OuterRef("pk"))
    return FilterPart(Exists(names), lambda: halves[0].union(halves[1]))
