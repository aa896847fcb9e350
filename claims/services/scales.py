"""The rating scale: a change is a new version; verdicts keep the version that they were made with."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from django.conf import settings
from django.db import connection, transaction
from django.utils.translation import gettext

from claims.event_data.desk import ScaleChanged
from claims.models import Event, Scale, User
from claims.permissions import demand
from claims.rating_scales import (
    CODE_PATTERN,
    LABEL_CHARACTERS,
    MAX_POINTS,
    MAX_SCALES,
    MAX_VALUE,
    MEANING_CHARACTERS,
    PICTURES,
    SYMBOL_CHARACTERS,
    TONES,
    ScalePoint,
)
from claims.ratings import RATINGS
from claims.refusals import BadValue
from claims.selectors.scales import list_scales
from claims.services.events import record_event
from claims.verbs.desk import SCALE_CHANGED

ZERO_WIDTH_JOINER = "\u200d"
"""Joins the parts of an emoji; no other character in a symbol may be invisible."""

BREAKING_SPACES = re.compile(r"[^\S\xa0\u202f]+")
NO_BREAK_SPACES = str.maketrans("\xa0\u202f", "  ")
"""Python does not count no-break spaces as printable; French has them before high marks."""


@transaction.atomic
def change_scale(*, by: User, points: Sequence[ScalePoint]) -> Event:
    """Make these points, best first, the current scale; without points verdicts are rated in own words."""
    demand(by, "scale.change")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock('claims_scale'::regclass::oid::bigint)")
    scales = list_scales()
    clean = tuple(replace(_clean_point(point), language=settings.LANGUAGE_CODE) for point in points)
    _check_scale(clean)
    if clean == scales[0].points:
        raise BadValue(gettext("This is the current scale already."), field="points")
    if len(scales) > MAX_SCALES:
        detail = gettext("A desk can have %(limit)d versions of its scale.")
        raise BadValue(detail % {"limit": MAX_SCALES}, field="points")
    row = Scale.objects.create(number=scales[0].number + 1, points=[point.to_json() for point in clean], created_by=by)
    data = ScaleChanged(scale=row.pk, number=row.number, codes=[point.code for point in clean])
    return record_event(SCALE_CHANGED, actor=by, data=data)


def _check_scale(points: Sequence[ScalePoint]) -> None:
    """Refuse points that are no scale together."""
    if len(points) == 1:
        raise BadValue(gettext("A scale has at least two points, or none for ratings in own words."), field="points")
    if len(points) > MAX_POINTS:
        detail = gettext("A scale has %(limit)d points at most.")
        raise BadValue(detail % {"limit": MAX_POINTS}, field="points")
    if repeated := [code for code, number in Counter(point.code for point in points).items() if number > 1]:
        raise BadValue(gettext("Two points have the code “%(code)s”.") % {"code": repeated[0]}, field="points")
    values = [point.value for point in points if point.value is not None]
    if len(set(values)) == 1:
        raise BadValue(gettext("Give at least two points different numbers, or none a number."), field="points")


def _clean_point(point: ScalePoint) -> ScalePoint:
    """Return a point with trimmed texts; refuse it by its name if a part is not valid."""
    labels, meanings = _clean_texts(point.labels), _clean_texts(point.meanings)
    name = labels.get(settings.LANGUAGE_CODE) or point.code
    for is_valid, sentence in (
        (re.fullmatch(CODE_PATTERN, point.code), gettext("The code consists of small letters, digits and _.")),
        (point.canonical in RATINGS, gettext("Choose the canonical rating that it maps to.")),
        (
            point.code not in RATINGS or point.code == point.canonical,
            gettext("Its code is a canonical rating; it can map to no other one."),
        ),
        (point.tone in TONES, gettext("Choose its colour.")),
        (not point.picture or point.picture in PICTURES, gettext("There is no such picture.")),
        (not (point.symbol and point.picture), gettext("Choose a symbol or a picture.")),
        (_is_symbol(point.symbol), gettext("A symbol has a few visible characters.")),
        (point.value is None or 0 <= point.value <= MAX_VALUE, gettext("The number lies between 0 and 99.")),
        (settings.LANGUAGE_CODE in labels, gettext("Enter a label in the language of the desk.")),
        (_has_known_languages(point), gettext("This desk does not have the language of one of its texts.")),
        (_fits(labels, LABEL_CHARACTERS), gettext("A label has 40 characters at most.")),
        (_fits(meanings, MEANING_CHARACTERS), gettext("A meaning has 200 characters at most.")),
    ):
        if not is_valid:
            message = gettext("The point “%(point)s” is not valid. %(reason)s")
            raise BadValue(message % {"point": name[:LABEL_CHARACTERS], "reason": sentence}, field="points")
    return replace(point, labels=labels, meanings=meanings)


def _clean_texts(texts: dict[str, str]) -> dict[str, str]:
    """Return the texts of the desk's languages on one line, without empty ones; French keeps its no-break spaces."""
    lines = {code: BREAKING_SPACES.sub(" ", texts.get(code, "")).strip() for code, _name in settings.LANGUAGES}
    return {code: line for code, line in lines.items() if line}


def _has_known_languages(point: ScalePoint) -> bool:
    return {*point.labels, *point.meanings} <= {code for code, _name in settings.LANGUAGES}


def _fits(texts: dict[str, str], limit: int) -> bool:
    return all(len(text) <= limit and text.translate(NO_BREAK_SPACES).isprintable() for text in texts.values())


def _is_symbol(symbol: str) -> bool:
    visible = symbol.replace(ZERO_WIDTH_JOINER, "")
    return len(symbol) <= SYMBOL_CHARACTERS and visible.isprintable() and not re.search(r"\s", symbol)
