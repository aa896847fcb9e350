"""Official figures by API: a series, its values, an import in two steps, and figures beside a claim."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from claims.models import User
from claims.tasks import read_figures
from tests.api.api_clients import API_ROOT, api_client, assert_problem
from tests.figure_stories import make_tree_series, read_series_here
from tests.stories import make_taken_claim


def test_a_program_keeps_a_series_up_to_date(edith: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("claims.services.series_imports.read_series_table", read_series_here)
    program = api_client(edith)
    body = {"name": "Unemployment rate", "publisher": "Office", "unit": "%", "frequency": "month"}
    series = program.post(f"{API_ROOT}/series/", body, format="json").json()
    assert (series["multiplier"], series["newest_value"]) == (1, None)
    path = f"{API_ROOT}/series/{series['id']}"
    file = SimpleUploadedFile("rate.csv", b"month,value\n2026-01,6.7\nMay,1\n")
    sent = program.post(f"{path}/imports/", {"file": file, "published": "2026-02-18"}, format="multipart")
    assert sent.status_code == 202
    read_figures(sent.json()["id"])
    checked = program.get(sent["Location"]).json()
    assert (checked["state"], checked["report"]["added"], checked["report"]["refused"]) == ("checked", 1, 1)
    run = f"{API_ROOT}/series-imports/{checked['id']}"
    assert program.post(f"{run}/confirm/").json()["state"] == "done"
    values = program.get(f"{path}/observations/").json()["results"]
    assert values == [{"start": "2026-01-01", "value": 6.7, "published": "2026-02-18", "run": checked["id"], "line": 2}]
    assert program.get(f"{path}/").json()["newest_value"] == 6.7
    assert program.post(f"{run}/undo/").json()["state"] == "undone"
    assert program.patch(f"{path}/", {"keywords": ["jobless"]}, format="json").json()["keywords"] == ["jobless"]
    assert_problem(program.patch(f"{path}/", {"unit": "people"}, format="json"), 400, "invalid")
    assert program.delete(f"{path}/").status_code == 204
    assert program.post(f"{path}/restore/").status_code == 200


def test_a_program_reads_judges_and_cites_the_figures_beside_a_claim(edith: User) -> None:
    series, claim = make_tree_series(edith), make_taken_claim(edith)
    program, path = api_client(edith), f"{API_ROOT}/claims/{claim.pk}/figures"
    (figure,) = program.get(f"{path}/").json()["results"]
    assert figure["claimed"]["low"] == 300
    assert figure["at_day"] == {"value": 290.0, "published": "2026-03-01"}
    assert figure["latest"] == {"value": 295.0, "published": "2026-05-20"}
    assert (figure["differs"], figure["state"], figure["judged_by"]) == (True, "suggested", None)
    where = f"{path}/{series.pk}/{figure['start']}"
    assert program.post(f"{where}/confirm/").json()["judged_by"]["name"] == "Edith"
    cited = program.post(f"{where}/cite/")
    assert (cited.status_code, cited.json()["published"]) == (201, "2026-03-01")
    assert program.post(f"{where}/reopen/").json()["state"] == "suggested"
    for wrong in (date(1999, 1, 1).isoformat(), "2026", "x"):
        assert_problem(program.post(f"{path}/{series.pk}/{wrong}/confirm/"), 404, "not_found")
