"""Programs read the same figures as people do."""

import pytest
from django.urls import reverse

from claims import tasks
from claims.models import User
from tests.api.clients import as_
from tests.stories import a_queued_claim


def test_every_figure_is_named_and_leads_to_its_numbers(edith: User) -> None:
    a_queued_claim(edith), a_queued_claim(edith)
    tasks.compute_figures()
    found = {each["name"]: each for each in as_(edith).get(reverse("api:figures")).json()["results"]}
    assert list(found)[:3] == ["states", "queue-age", "time-to-verdict"]
    figure = as_(edith).get(found["queue-age"]["href"]).json()
    assert figure["columns"] == ["Accepted", "Claims"]
    assert figure["rows"][0] == ["today", 2]
    assert figure["computed"]


def test_what_was_never_measured_is_empty(edith: User) -> None:
    assert as_(edith).get(reverse("api:figure", args=["states"])).json()["computed"] is None


@pytest.mark.parametrize("days", ["31", "0", "x", "99999999999999999999"])
def test_only_three_lengths_of_time_are_known(edith: User, days: str) -> None:
    answer = as_(edith).get(reverse("api:figure", args=["states"]), {"days": days})
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (400, "days")


def test_a_figure_that_is_none_is_not_there(edith: User) -> None:
    assert as_(edith).get(reverse("api:figure", args=["nothing"])).json()["code"] == "not_found"
