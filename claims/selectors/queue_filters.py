"""Filters of the queue: by article, source, number, period, date, topic, person and state, in any combination.

The cost of a filter does not grow with the number of claims. If an index has the order of the result, the list is
complete; otherwise it covers the newest `MAX_NARROWED_ROWS` claims of its narrowest part, and says so.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from datetime import date, datetime, time, timedelta

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Exists, F, Model, OuterRef, Q, QuerySet
from django.utils import timezone

from claims.date_words import date_limits
from claims.models import Appearance, Attribution, Claim, Quantity, User
from claims.selectors import waiting_counts
from claims.selectors.source_names import find_source_ids
from claims.selectors.topics import find_topic_id
from claims.workflow import Status

MAX_NARROWED_ROWS = waiting_counts.COUNT_CAP
ASSIGNEE_ME, ASSIGNEE_NOBODY, TOPIC_NONE = "me", "nobody", "none"
"""Values that stand for the current person, for nobody, and for no topic."""

MAX_DATE = date.max - timedelta(days=1)
"""The last day that has a next day."""

QUEUED_STATE = Status.QUEUED.value
ORDER_BY_STATE = {QUEUED_STATE: ("-priority", "id")}
NEWEST_ORDER = ("-id",)


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """A filter; the default is all queued claims.

    `source` is a name, `number` a range that includes its ends, `period` a date as `claims.date_words` knows it, `days`
    a number of past days, `topic` a slug or `TOPIC_NONE`, `assignee` the id of a person, `ASSIGNEE_ME` or
    `ASSIGNEE_NOBODY`.
    """

    article: int | None = None
    source: str = ""
    number: tuple[float, float] | None = None
    period: str = ""
    assignee: str = ""
    since: date | None = None
    until: date | None = None
    days: int | None = None
    topic: str = ""
    state: str = QUEUED_STATE

    def active_parts(self) -> dict[str, object]:
        """Return the parts that differ from the default, in this order."""
        return {part.name: value for part in fields(self) if (value := getattr(self, part.name)) != part.default}


@dataclass(frozen=True, slots=True)
class FilteredClaims:
    """The claims in their order; `is_capped` says that more claims than those covered may match."""

    claims: QuerySet[Claim]
    is_capped: bool = False


@dataclass(frozen=True, slots=True)
class FilterPart:
    """One part of a filter: its condition, and the newest claims that meet it, by an index."""

    condition: Q | Exists
    newest: Callable[[], QuerySet[Model, int]]


def filter_claims(queue_filter: QueueFilter, user: User) -> FilteredClaims:
    """Return the claims of a filter: queued claims by priority, others newest first."""
    parts = dict(_filter_parts(queue_filter, user))
    claims = Claim.objects.filter(status=queue_filter.state).order_by(
        *ORDER_BY_STATE.get(queue_filter.state, NEWEST_ORDER)
    )
    if len(parts) > 1 or not parts.keys() <= {"topic", "assignee"} or _needs_sort(queue_filter):
        return _bound_by_narrowest(
            _sort_without_index(claims) if queue_filter.state == QUEUED_STATE else claims, list(parts.values())
        )
    for part in parts.values():
        claims = claims.filter(part.condition)
    return FilteredClaims(claims)


def _sort_without_index(claims: QuerySet[Claim]) -> QuerySet[Claim]:
    """Order by an expression without an index: the planner would scan the whole queue to avoid sorting a few rows.

    The covered claims are the newest, which are often at the end of the queue.
    """
    return claims.annotate(rank=F("priority") + 0.0).order_by("-rank", "id")


def _needs_sort(queue_filter: QueueFilter) -> bool:
    return queue_filter.assignee == ASSIGNEE_NOBODY and queue_filter.state != QUEUED_STATE


def _bound_by_narrowest(claims: QuerySet[Claim], parts: list[FilterPart]) -> FilteredClaims:
    ids = list(parts[0].newest()[: MAX_NARROWED_ROWS + 1])
    claims = claims.filter(pk__in=ids[:MAX_NARROWED_ROWS])
    for part in parts:
        claims = claims.filter(part.condition)
    return FilteredClaims(claims, is_capped=len(ids) > MAX_NARROWED_ROWS)


def _filter_parts(queue_filter: QueueFilter, user: User) -> Iterator[tuple[str, FilterPart]]:
    """Yield the parts, the narrowest first, whose newest claims the filter covers."""
    if queue_filter.article:
        yield "article", _article_part(queue_filter.article)
    if queue_filter.source:
        yield "source", _source_part(queue_filter.source)
    if queue_filter.number:
        yield "number", _number_part(*queue_filter.number)
    if queue_filter.period:
        yield "period", _period_part(queue_filter.period)
    if queue_filter.assignee:
        yield "assignee", _claim_part(queue_filter, _assignee_condition(queue_filter.assignee, user))
    if queue_filter.since or queue_filter.until or queue_filter.days:
        yield "arrived", _claim_part(queue_filter, _arrival_condition(queue_filter), "-created")
    if queue_filter.topic:
        yield "topic", _claim_part(queue_filter, _topic_condition(queue_filter.topic))


def _claim_part(queue_filter: QueueFilter, condition: Q, order: str = "-pk") -> FilterPart:
    newest = Claim.objects.filter(status=queue_filter.state).order_by(order).values_list("pk", flat=True)
    if queue_filter.assignee == ASSIGNEE_NOBODY and condition == Q(assignee=None):
        return FilterPart(condition, lambda: newest)  # nearly all claims meet it, so no index is needed
    return FilterPart(condition, lambda: newest.filter(condition))


def _assignee_condition(assignee: str, user: User) -> Q:
    if assignee == ASSIGNEE_NOBODY:
        return Q(assignee=None)
    return Q(assignee=user.pk if assignee == ASSIGNEE_ME else int(assignee))


def _topic_condition(slug: str) -> Q:
    """Return the condition by id, since the indexes of topics contain no slugs."""
    if slug == TOPIC_NONE:
        return Q(topic=None)
    return Q(topic=find_topic_id(slug))


def _arrival_condition(queue_filter: QueueFilter) -> Q:
    """Return the condition for a range of days, including both ends, or for the last days."""
    since = timezone.now() - timedelta(days=queue_filter.days) if queue_filter.days else None
    arrived = Q(created__gte=since) if since else Q()
    if queue_filter.since:
        arrived &= Q(created__gte=_midnight(queue_filter.since))
    if queue_filter.until:
        arrived &= Q(created__lt=_midnight(min(queue_filter.until, MAX_DATE) + timedelta(days=1)))
    return arrived


def _midnight(day: date) -> datetime:
    """Return the start of a day in the time zone of the person who asks; programs ask in UTC."""
    return datetime.combine(day, time(), tzinfo=timezone.get_current_timezone())


def _article_part(article_id: int) -> FilterPart:
    places = Appearance.objects.filter(article=article_id)
    newest = places.order_by("-pk").values_list("claim", flat=True)
    return FilterPart(Exists(places.filter(claim=OuterRef("pk"))), lambda: newest)


def _source_part(name: str) -> FilterPart:
    """Return the part for claims that a source asserts or relays under any of its names, each with its own query."""
    ids = find_source_ids(name) or [0]
    links = Attribution.objects.filter(source__in=ids)
    by_name = [
        Attribution.objects.filter(source=pk)
        .order_by("-appearance_id")
        .values_list("appearance__claim", flat=True)[: MAX_NARROWED_ROWS + 1]
        for pk in ids
    ]
    newest = by_name[0].union(*by_name[1:]) if by_name[1:] else by_name[0]
    return FilterPart(Exists(links.filter(appearance__claim=OuterRef("pk"))), lambda: newest)


def _period_part(value: str) -> FilterPart:
    """Return the part for claims that mention a day of a period. Its index has no order: any of them are covered."""
    first, last = date_limits(value) or (MAX_DATE, MAX_DATE)
    places = Appearance.objects.filter(period__overlap=DateRange(first, min(last, MAX_DATE) + timedelta(days=1)))
    overlapping = places.order_by().values_list("claim", flat=True)
    return FilterPart(Exists(places.filter(claim=OuterRef("pk"))), lambda: overlapping)


def _number_part(low: float, high: float) -> FilterPart:
    """Return the part for claims with an end of a quantity in the range; each end has its own index and query."""
    ends = [Quantity.objects.filter(**{f"{end}__gte": low, f"{end}__lte": high}) for end in ("low", "high")]
    halves = [
        each.order_by(end, "-appearance_id").values_list("appearance__claim", flat=True)[: MAX_NARROWED_ROWS + 1]
        for end, each in zip(("low", "high"), ends, strict=True)
    ]
    in_range = Q(low__gte=low, low__lte=high) | Q(high__gte=low, high__lte=high)
    names = Quantity.objects.filter(in_range, appearance__claim=OuterRef("pk"))
    return FilterPart(Exists(names), lambda: halves[0].union(halves[1]))
