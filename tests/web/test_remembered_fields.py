"""Whatever field of a row changes, a page that is remembered in whole or in part shows what a new one would."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import Error, models, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from claims.models import (
    Appearance,
    Article,
    Attribution,
    Claim,
    FigureMatch,
    Observation,
    Publication,
    Quantity,
    Series,
    Source,
    Topic,
    Translation,
    User,
)
from claims.services.claims import dismiss_claim
from claims.services.figures import confirm_figure
from claims.templatetags import render_once
from claims.web.kept_pages import STORES
from tests.figure_stories import make_tree_series
from tests.stories import (
    make_detected_claim,
    make_publication,
    make_queued_claim,
    make_submitted_verdict,
    make_taken_claim,
)
from tests.translation_stories import make_translation

Remembered = list[dict[Any, Any]]
SHOWN_TO_READERS = (
    Appearance, Article, Claim, FigureMatch, Observation, Publication, Quantity, Series, Source, Topic, Translation,
)  # fmt: skip
SHOWN_TO_THE_DESK = (Appearance, Attribution, Claim, Quantity, Source, Topic, User)
NEVER_WRITTEN_ALONE = {"source.name", "source.key", "translation.behind_since", "translation.publication"}
"""Names of sources stay; what readers see of a translation changes with its publication, whose trigger notices it."""
OF_THE_REQUEST = re.compile(r'(csrfmiddlewaretoken" value=|"X-CSRFToken": )"\w+"|\?key=[^"]+')


def change_value(field: Any, value: Any) -> Any:
    """Return another value for a field; None if this one is to stay."""
    if field.choices:
        return next((code for code, _label in field.flatchoices if code != value), None)
    if isinstance(field, models.BooleanField):
        return not value
    if isinstance(field, models.CharField | models.TextField):
        return f"{value or ''}"[: (field.max_length or 1_000) - 2] + "Qz"
    if isinstance(field, models.DateField):  # a moment is a day too
        now = timezone.now() if isinstance(field, models.DateTimeField) else date(2026, 3, 1)
        return (value if isinstance(value, date | datetime) else now) - timedelta(days=40)
    return (value or 0) + 1 if isinstance(field, models.FloatField | models.IntegerField) else None


def change_field(model: Any, field: Any) -> bool:
    """Change a field in all rows that let it; returns whether one did."""
    changed = False
    for row, value in list(model._default_manager.values_list("pk", field.attname)):
        if (other := change_value(field, value)) is not None:
            with suppress(Error), transaction.atomic():
                changed |= bool(model._base_manager.filter(pk=row).update(**{field.attname: other}))
    return changed


def list_fields(model: Any) -> list[Any]:
    """Return the fields of a model that are tried."""
    return [
        field
        for field in model._meta.concrete_fields
        if not field.primary_key and not field.generated and name_field(field) not in NEVER_WRITTEN_ALONE
    ]


def name_field(field: Any) -> str:
    """Return the name of a field: "claim.status"."""
    return f"{field.model._meta.model_name}.{field.name}"


@contextmanager
def changed(*fields: Any) -> Iterator[bool]:
    """Change fields for as long as the caller looks; yields whether a row let one of them."""
    with transaction.atomic():
        yield sum(change_field(field.model, field) for field in fields) > 0
        transaction.set_rollback(True)


def read_pages(client: Client, paths: Iterable[str]) -> dict[str, str]:
    answers = {path: client.get(path) for path in paths}
    return {path: f"{row.status_code} {OF_THE_REQUEST.sub('', row.text)}" for path, row in answers.items()}


def copy_remembered() -> Remembered:
    """Return what the process remembers: the components, and the pages of each store."""
    parts: Remembered = [render_once._rendered, *(store._answers for store in STORES.values())]
    return [part.copy() for part in parts]


def remember(parts: Remembered) -> None:
    """Remember what was copied, and nothing else."""
    forget_everything()
    components, *pages = parts
    render_once._rendered.update(components)
    for store, answers in zip(STORES.values(), pages, strict=True):
        for key, answer in answers.items():
            store.add(key, answer)


def forget_everything() -> None:
    render_once._rendered.clear()
    for store in STORES.values():
        store.clear()


def read_afresh(client: Client, paths: Iterable[str]) -> dict[str, str]:
    """Read pages of which nothing is remembered."""
    forget_everything()
    return read_pages(client, paths)


def list_stale_fields(client: Client, model: Any, paths: list[str]) -> list[str]:
    """Return the fields after whose change a page was not what it is if nothing is remembered.

    A page that stays as it is when all of them change shows none of them.
    """
    original = read_afresh(client, paths)
    remembered = copy_remembered()
    fields = list_fields(model)
    with changed(*fields):
        affected = [path for path, page in read_afresh(client, paths).items() if page != original[path]]
    return [name_field(field) for field in fields if is_stale(client, field, original, affected, remembered)]


def is_stale(client: Client, field: Any, original: dict[str, str], paths: list[str], remembered: Remembered) -> bool:
    """Change a field, and return whether what is remembered shows on the pages that show the field."""
    with changed(field) as has_changed:
        fresh = read_afresh(client, paths) if has_changed else {}
        fresh = {path: page for path, page in fresh.items() if page != original[path]}
        remember(remembered)
        return read_pages(client, fresh) != fresh


@pytest.fixture(autouse=True)
def _one_moment() -> Iterator[None]:
    with time_machine.travel(timezone.now(), tick=False):
        yield


@pytest.fixture
def published(edith: User, mona: User) -> Publication:
    """A verdict with a translation, a duplicate elsewhere, an official figure and a related verdict."""
    published = make_publication(edith, mona)
    make_translation(published, edith, mona)
    other = make_detected_claim(edith)
    Article.objects.filter(appearances__claim=other).update(url="https://news.example/other", title="Elsewhere")
    dismiss_claim(claim_id=other.pk, editor=edith, reason="duplicate", duplicate_of=published.claim_id)
    series = make_tree_series(edith)
    confirm_figure(claim_id=published.claim_id, series_id=series.pk, start=date(2026, 2, 1), editor=edith)
    make_publication(edith, mona)
    return published


@pytest.mark.parametrize("model", SHOWN_TO_READERS)
def test_no_kept_page_shows_an_earlier_value(client: Client, published: Publication, model: Any) -> None:
    source = Source.objects.get(name=published.claimant)
    paths = [
        published.get_absolute_url(), f"/fr/verdicts/{published.claim_id}-les-trois-cents-arbres/", reverse("front"),
        reverse("embed", args=[published.claim_id]), reverse("source", args=[source.pk, "the-mayor"]),
    ]  # fmt: skip
    assert {client.get(path).status_code for path in paths} == {200}
    assert list_stale_fields(client, model, paths) == []


@pytest.mark.parametrize("model", SHOWN_TO_THE_DESK)
def test_no_remembered_component_shows_an_earlier_value(
    client: Client, published: Publication, edith: User, mona: User, model: Any
) -> None:
    make_queued_claim(edith)
    taken, waiting = make_taken_claim(edith), make_submitted_verdict(edith)
    client.force_login(mona)
    article = taken.appearances.get().article
    paths = [
        reverse("queue"), reverse("claim", args=[taken.pk]), reverse("article", args=[article.pk]),
        reverse("moderation"), reverse("claim_moderation", args=[waiting.claim_id]),
    ]  # fmt: skip
    assert {client.get(path).status_code for path in paths} == {200}
    assert list_stale_fields(client, model, paths) == []
