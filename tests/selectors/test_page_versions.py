"""The versions of public pages: asked once for requests that come together, and never guessed."""

from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date
from time import sleep

import pytest
from django.db import OperationalError, connection

from claims.kept_answers import Versions
from claims.models import User
from claims.models.page_version import LISTS, SITE
from claims.selectors import page_versions
from claims.selectors.page_versions import are_current, read_list_versions, read_site_versions, read_verdict_versions
from claims.services.figures import confirm_figure
from claims.services.series import change_series
from claims.services.series_imports import undo_series_import
from tests.figure_stories import import_figures, make_tree_series
from tests.stories import make_publication

pytestmark = pytest.mark.django_db


def test_requests_that_come_together_ask_once(monkeypatch: pytest.MonkeyPatch) -> None:
    current, site, asked = read_list_versions(), read_site_versions(), []
    old = {**current, LISTS: "0"}

    def read(subjects: Iterable[str], **_: object) -> Versions:
        asked.append({*subjects})
        if len(asked) == 1:  # while the first asks, the others come
            others[:] = [threads.submit(are_current, each) for each in (current, old, site)]
            while len(page_versions._waiting) < len(others):
                sleep(0.001)
        return current

    others: list[Future[bool]] = []
    monkeypatch.setattr(page_versions, "_read_versions", read)
    with ThreadPoolExecutor(3) as threads:
        assert are_current(current)
        assert [other.result() for other in others] == [True, False, True]
    assert asked == [{SITE, LISTS}] * 2


def test_nothing_is_current_while_the_database_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    current = read_list_versions()

    def fail(*_: object, **__: object) -> None:
        raise OperationalError

    monkeypatch.setattr(page_versions, "run_query", fail)
    monkeypatch.setattr(connection, "close", lambda: None)
    assert not are_current(current)


def test_a_verdict_follows_the_official_figures_beside_it(edith: User, mona: User) -> None:
    series, claim_id = make_tree_series(edith), make_publication(edith, mona).claim_id
    unconfirmed = read_verdict_versions(claim_id=claim_id)
    confirm_figure(claim_id=claim_id, series_id=series.pk, start=date(2026, 2, 1), editor=edith)
    confirmed = read_verdict_versions(claim_id=claim_id)
    run = import_figures(series, edith, "month,value,published\n2026-02,297,2026-06-20\n")
    revised = read_verdict_versions(claim_id=claim_id)
    undo_series_import(import_id=run.pk, by=edith)
    undone = read_verdict_versions(claim_id=claim_id)
    change_series(series_id=series.pk, by=edith, name="Trees in town")
    renamed = read_verdict_versions(claim_id=claim_id)
    versions = [unconfirmed, confirmed, revised, undone, renamed]
    assert len({each[f"verdict:{claim_id}"] for each in versions}) == len(versions)
