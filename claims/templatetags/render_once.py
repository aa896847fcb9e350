"""Components whose HTML follows from a few values: `{% render_once "components/quantities.html" quantities=list %}`.

The template sees these values and nothing else, and is rendered once for the same ones, language, time zone and prefix
of addresses. Of a row of the database it sees what its type in `ROW_VALUES` has. Its forms get the token of the request
that it is shown in; `user=user` gives it the keys of the person.
"""

import hashlib
import secrets
from collections import OrderedDict
from collections.abc import Callable, Mapping
from datetime import datetime
from threading import Lock
from typing import Any, NamedTuple

from django import template
from django.template.loader import render_to_string
from django.urls import get_script_prefix
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.timezone import get_current_timezone_name
from django.utils.translation import get_language

from claims.models import Appearance, Attribution, Case, Claim, Quantity, User
from claims.number_format import format_tenths
from claims.priority import PriorityReason
from claims.workflow import Move

register = template.Library()

MAX_COMPONENTS = 2_000
"""Rendered components that a process remembers."""
TOKEN_PLACE = secrets.token_hex(16)
"""Stands in a remembered form where the token of a request goes; nobody outside of this process knows it."""


class ShownSource(NamedTuple):
    """A source."""

    name: str


class ShownLink(NamedTuple):
    """A link of the source chain."""

    name: str
    kind: str
    cue: str
    unresolved: bool
    source: ShownSource


class ShownQuantity(NamedTuple):
    """A number of a claim."""

    low: float | None
    high: float | None
    unit: str
    modifier: str
    kind: str
    currency: str


class ShownPriorityReason(NamedTuple):
    """A part of the priority, with its points as they are written."""

    text: str
    points: str
    is_for: bool
    is_against: bool


class ShownTopic(NamedTuple):
    """A topic."""

    slug: str
    name: str


class ShownClaim(NamedTuple):
    """A claim in a list."""

    pk: int
    headline: str
    text: str
    statement: str
    statement_problem: str
    status: str
    promise: bool
    checkable: bool
    topic: ShownTopic | None
    assignee: str
    deadline: datetime | None
    reach: int
    tip_count: int
    version: int


class ShownPerson(NamedTuple):
    """The person who looks at a page, with the keys that they have chosen."""

    keys: dict[str, str]


class ShownMove(NamedTuple):
    """A move of the workflow."""

    name: str
    label: str
    needs_reason: bool
    reason_label: str


class ShownVersion(NamedTuple):
    """The version of a claim."""

    version: int


class ShownVerdict(NamedTuple):
    """The verdict that a case is about."""

    claim: ShownVersion


class ShownCase(NamedTuple):
    """A case, and what it is about."""

    id: int
    verdict: ShownVerdict | None
    appeal: bool
    revisit: bool


class ShownContext(NamedTuple):
    """How certain a passage is, with its times and places."""

    article_id: int
    exact: str
    start: int
    hedged: bool
    hedge: str
    times: list[dict[str, Any]]
    places: list[dict[str, Any]]


ROW_VALUES: dict[type, Callable[[Any], tuple[Any, ...]]] = {
    Attribution: lambda row: ShownLink(row.name, row.kind, row.cue, row.unresolved, ShownSource(row.source.name)),
    Quantity: lambda row: ShownQuantity(row.low, row.high, row.unit, row.modifier, row.kind, row.currency),
    PriorityReason: lambda row: ShownPriorityReason(
        str(row.text), format_tenths(row.points), row.points > 0, row.points < 0
    ),
    Claim: lambda row: ShownClaim(
        row.pk, row.headline, row.text, row.statement, row.statement_problem, row.status, row.promise, row.checkable,
        ShownTopic(row.topic.slug, row.topic.name) if row.topic else None, str(row.assignee or ""),
        row.deadline, row.reach, row.tip_count, row.version,
    ),
    Appearance: lambda row: ShownContext(
        row.article_id, row.exact, row.start, row.hedged, row.hedge, row.times, row.places
    ),
    User: lambda row: ShownPerson(row.keys),
    Move: lambda row: ShownMove(row.name, str(row.label), row.needs_reason, str(row.reason_label)),
    Case: lambda row: ShownCase(
        row.pk, ShownVerdict(ShownVersion(row.verdict.claim.version)) if row.verdict else None,
        bool(row.appeal_id), bool(row.revisit_id),
    ),
}  # fmt: skip

_rendered: OrderedDict[bytes, SafeString] = OrderedDict()
_lock = Lock()


@register.simple_tag(takes_context=True)
def render_once(context: Mapping[str, Any], template_name: str, **values: Any) -> SafeString:
    """Return a component for its values: plain ones, JSON, rows of `ROW_VALUES`, named tuples, and lists of these."""
    shown = {name: _show(value) for name, value in values.items()}
    looks = f"{template_name} {get_language()} {get_current_timezone_name()} {get_script_prefix()} {shown}"
    key = hashlib.blake2b(looks.encode(), digest_size=16).digest()
    if (html := _rendered.get(key)) is None:
        html = render_to_string(template_name, {**shown, "csrf_token": TOKEN_PLACE})
        with _lock:
            _rendered[key] = html
            while len(_rendered) > MAX_COMPONENTS:
                _rendered.popitem(last=False)
    if TOKEN_PLACE in html:
        return SafeString(html.replace(TOKEN_PLACE, conditional_escape(context.get("csrf_token", ""))))
    return html


def _show(value: Any) -> Any:
    """Return what a template sees of a value; its `repr` says all of that."""
    if show := ROW_VALUES.get(value.__class__):  # of a lazy object, the class of what it stands for
        return show(value)
    if value is None or isinstance(value, str | bool | int | float | Mapping):
        return value
    if isinstance(value, tuple) and hasattr(value, "_fields"):  # a named tuple; a queryset has `_fields` too
        return value
    return [_show(item) for item in value]
