"""The pages of official figures: a series, its values with revisions, an import that is looked at first, and undo."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from claims.keys import KEY_ACTIONS
from claims.models import Evidence, FigureMatch, Observation, Series, SeriesImport, User
from claims.tasks import read_figures
from tests.figure_stories import TREES, check_figures, import_figures, make_series, make_tree_series, read_series_here
from tests.stories import make_detected_claim, make_taken_claim
from tests.web.access_table import NEW_SERIES_FORM


@pytest.fixture
def desk(client: Client, edith: User) -> Client:
    client.force_login(edith)
    return client


def test_an_editor_adds_a_series_looks_at_a_file_stores_it_and_undoes_it(desk: Client) -> None:
    form = {**NEW_SERIES_FORM, "keywords": "unemployment\njobless"}
    added = desk.post(reverse("series_list"), form, follow=True)
    assert "There are no values yet" in added.text
    series = Series.objects.get()
    assert (series.keywords, series.words) == (["unemployment", "jobless"], ["unemployment", "jobles"])
    file = SimpleUploadedFile("rate.csv", b"month,value\n2026-01,6.7\n2026,7\n")
    sent = {"file": file, "published": "2026-02-18"}
    waiting = desk.post(reverse("series_import_new", args=[series.pk]), sent, follow=True)
    assert "The file is being read." in waiting.text
    run = SeriesImport.objects.get()
    read_figures(run.pk)
    preview = desk.get(reverse("series_import", args=[run.pk]), headers={"HX-Request": "true"}).text
    assert "Nothing is stored yet." in preview
    assert "Line 3: a period of another frequency" in preview
    stored = desk.post(reverse("series_import_confirm", args=[run.pk]), follow=True).text
    assert "6.7%" in stored
    assert reverse("series_import_undo", args=[run.pk]) in stored
    desk.post(reverse("series_import_undo", args=[run.pk]))
    assert "There are no values yet" in desk.get(reverse("series", args=[series.pk])).text


def test_the_page_shows_revisions_and_the_file_has_all_vintages(desk: Client, edith: User) -> None:
    series = make_tree_series(edith)
    page = desk.get(reverse("series", args=[series.pk])).text
    assert all(words in page for words in ("As first published", "295 trees", "290 trees", "20 May 2026"))
    lines = desk.get(reverse("series_csv", args=[series.pk])).getvalue().decode().splitlines()
    assert lines[0] == "period,value,published"
    assert lines[3] == "2026-02-01,295.0,2026-05-20"
    assert "295 trees" in desk.get(reverse("series_list")).text


def test_the_scale_of_the_chart_counts_what_the_table_counts(desk: Client, edith: User) -> None:
    series = make_series(edith, unit="people", multiplier=1_000_000)
    import_figures(series, edith, "month,value\n2026-01,1.6\n2026-02,2.4\n")
    html = desk.get(reverse("series", args=[series.pk])).text
    assert "2,400,000 people" in html
    assert ">2,400,000</text>" in html


def test_what_is_wrong_stands_beside_its_field(desk: Client, edith: User) -> None:
    series = make_series(edith)
    for form, words in (
        ({"name": ""}, "required"),
        ({"currency": "EU1"}, "three letters"),
        ({"name": "Rate"}, "words"),
    ):
        answer = desk.post(reverse("series_list"), NEW_SERIES_FORM | form)
        assert (answer.status_code, words in answer.text) == (422, True)
    path = reverse("series_import_new", args=[series.pk])
    for sent, words in (
        ({"published": "2026-02-18"}, "must start with http"),
        ({"published": "2999-01-01", "address": "https://stats.example/"}, "in the future"),
        ({"address": "https://stats.example/"}, "required"),
    ):
        answer = desk.post(path, sent)
        assert (answer.status_code, words in answer.text) == (422, True)


def test_a_series_is_removed_and_brought_back(desk: Client, edith: User) -> None:
    series = make_series(edith)
    removed = desk.post(reverse("series_remove", args=[series.pk]), follow=True)
    assert reverse("series_restore", args=[series.pk]) in removed.text
    assert desk.get(reverse("series", args=[series.pk])).status_code == 404
    assert desk.post(reverse("series_restore", args=[series.pk]), follow=True).status_code == 200


def test_a_file_of_several_series_asks_for_one(desk: Client, edith: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("claims.services.series_imports.read_series_table", read_series_here)
    run = check_figures(make_series(edith), edith, "month,place,value\n2026-01,France,7\n2026-01,Spain,10\n")
    page = desk.get(reverse("series_import", args=[run.pk])).text
    assert "Which series of the file?" in page
    desk.post(reverse("series_import_choose", args=[run.pk]), {"choice": "Spain"})
    read_figures(run.pk)
    desk.post(reverse("series_import_confirm", args=[run.pk]))
    assert Observation.objects.get().value == 10


def test_a_figure_beside_a_claim_is_confirmed_with_one_key_undone_and_cited(desk: Client, edith: User) -> None:
    series, claim = make_tree_series(edith), make_taken_claim(edith)
    page = desk.get(reverse("claim", args=[claim.pk])).text
    assert "Claimed: 300 trees." in page
    assert "290 trees as published on 1 March 2026, revised to 295 trees on 20 May 2026." in page
    assert f'data-key="{KEY_ACTIONS["confirm_figure"].key}"' in page
    path = reverse("figure_judge", args=[claim.pk, series.pk, "2026-02-01", "confirm"])
    answer = desk.post(path, headers={"HX-Request": "true"}).text
    assert "Cite as evidence" in answer
    desk.post(reverse("figure_cite", args=[claim.pk, series.pk, "2026-02-01"]))
    assert Evidence.objects.get().published == date(2026, 3, 1)
    desk.post(path.replace("confirm", "reopen"))
    assert FigureMatch.objects.get().state == "suggested"


@pytest.mark.parametrize(
    ("start", "name"), [("2026-02-01", "praise"), ("2026-02", "confirm"), ("2026-01-01", "confirm")]
)
def test_a_figure_that_is_not_beside_the_claim_is_not_found(desk: Client, edith: User, start: str, name: str) -> None:
    series, claim = make_tree_series(edith), make_detected_claim(edith)
    assert desk.post(reverse("figure_judge", args=[claim.pk, series.pk, start, name])).status_code == 404


def test_a_claim_without_figures_has_no_section(desk: Client, edith: User) -> None:
    check_figures(make_series(edith), edith, TREES)
    assert 'id="figures"' not in desk.get(reverse("claim", args=[make_detected_claim(edith).pk])).text
