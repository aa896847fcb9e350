"""Series of official figures: added, changed, removed and restored by people."""

import re
from collections.abc import Sequence
from typing import Any, Unpack

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from claims.event_data import Verb
from claims.event_data.series import SeriesChanged
from claims.figure_matching import series_words
from claims.frequencies import FREQUENCIES
from claims.intake.addresses import parse_url
from claims.intake.article_text import to_one_line
from claims.models import Event, Series, User
from claims.models.series import SeriesContent
from claims.permissions import demand
from claims.refusals import BadValue, require_found
from claims.services.events import record_event
from claims.services.lengths import check_length, check_lengths
from claims.verbs.series import SERIES_ADDED, SERIES_CHANGED, SERIES_REMOVED, SERIES_RESTORED

MAX_KEYWORDS, MAX_KEYWORD_CHARACTERS = 50, 60
CURRENCY_CODE = re.compile("[A-Z]{3}")


@transaction.atomic
def add_series(
    *, by: User, unit: str, frequency: str, currency: str = "", multiplier: int = 1, **content: Unpack[SeriesContent]
) -> Series:
    """Add a series without values. What its values mean cannot be changed later."""
    demand(by, "series.manage")
    series = Series(unit=to_one_line(unit), currency=currency.strip().upper(), multiplier=multiplier, created_by=by)
    series.frequency = frequency
    check_lengths(Series, unit=series.unit)
    if not series.unit:
        raise BadValue(gettext("Enter what the values count."), field="unit")
    if frequency not in FREQUENCIES:
        raise BadValue(gettext("Choose how often there is a value."), field="frequency")
    if series.currency and not CURRENCY_CODE.fullmatch(series.currency):
        raise BadValue(gettext("Enter the currency as three letters, such as EUR."), field="currency")
    if multiplier not in Series.Multiplier.values:
        raise BadValue(gettext("Choose what a value stands for."), field="multiplier")
    _write_fields(series, content)
    series.save()
    _record(SERIES_ADDED, series, by)
    return series


@transaction.atomic
def change_series(*, series_id: int, by: User, **content: Unpack[SeriesContent]) -> Event | None:
    """Change how a series is described and found. Returns None if nothing is different."""
    series = _lock_series(series_id, by)
    before = {name: getattr(series, name) for name in Series.CONTENT_FIELDS}
    _write_fields(series, content)
    changed = [name for name, value in before.items() if getattr(series, name) != value]
    if not changed:
        return None
    series.save(update_fields=[*changed, "words"])
    return _record(SERIES_CHANGED, series, by, changed)


@transaction.atomic
def remove_series(*, series_id: int, by: User) -> Event:
    """Remove a series from the list and from suggestions; its values and what was cited stay."""
    series = _lock_series(series_id, by)
    series.removed = timezone.now()
    series.save(update_fields=["removed"])
    return _record(SERIES_REMOVED, series, by)


@transaction.atomic
def restore_series(*, series_id: int, by: User) -> Event:
    """Bring a removed series back."""
    series = _lock_series(series_id, by, removed=True)
    series.removed = None
    series.save(update_fields=["removed"])
    return _record(SERIES_RESTORED, series, by)


def _write_fields(series: Series, content: SeriesContent) -> None:
    """Set the fields as clean lines. Refuse what a series cannot have."""
    texts: dict[str, Any] = {name: text.strip() for name, text in content.items() if isinstance(text, str)}
    check_lengths(Series, **texts)
    for name, text in texts.items():
        setattr(series, name, text if name == "notes" else to_one_line(text))
    if "keywords" in content:
        series.keywords = _check_keywords(content["keywords"])
    if not series.name:
        raise BadValue(gettext("Enter what is measured."), field="name")
    if not series.publisher:
        raise BadValue(gettext("Enter who publishes the figures."), field="publisher")
    if series.url:
        series.url = str(parse_url(series.url))
    series.words = series_words(series.name, series.keywords)
    if not series.words:
        raise BadValue(gettext("Enter words that claims about this use."), field="keywords")


def _check_keywords(lines: Sequence[str]) -> list[str]:
    keywords = list(dict.fromkeys(filter(None, (to_one_line(line) for line in lines))))
    if len(keywords) > MAX_KEYWORDS:
        raise BadValue(
            gettext("A series can have %(limit)d words at most.") % {"limit": MAX_KEYWORDS}, field="keywords"
        )
    for keyword in keywords:
        check_length(keyword, limit=MAX_KEYWORD_CHARACTERS, field="keywords")
    return keywords


def _lock_series(series_id: int, by: User, *, removed: bool = False) -> Series:
    demand(by, "series.manage")
    rows = Series.objects.select_for_update(no_key=True).filter(pk=series_id, removed__isnull=not removed)
    return require_found(rows.first())


def _record(verb: Verb[SeriesChanged], series: Series, by: User, changed: Sequence[str] = ()) -> Event:
    data = SeriesChanged(series=series.pk, title=series.name, changed=list(changed))
    return record_event(verb, actor=by, data=data)
