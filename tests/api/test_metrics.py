"""Programs read the same figures as people do."""

import pytest
from django.urls import reverse

from claims.models import User
from claims.tasks import compute_metrics
from tests.api.api_clients import api_client
from tests.stories import make_queued_claim


def test_every_figure_is_named_and_leads_to_its_numbers(edith: User) -> None:
    make_queued_claim(edith), make_queued_claim(edith)
    compute_metrics()
    data = {each["name"]: each for each in api_client(edith).get(reverse("api:metrics")).json()["results"]}
    assert list(data)[:3] == ["states", "queue-age", "time-to-verdict"]
    figure = api_client(edith).get(data["queue-age"]["href"]).json()
    assert figure["columns"] == ["Accepted", "Claims"]
    assert figure["rows"][0] == ["today", 2]
    assert figure["computed"]


def test_what_was_never_measured_is_empty(edith: User) -> None:
    assert api_client(edith).get(reverse("api:metric", args=["states"])).json()["computed"] is None


@pytest.mark.parametrize("days", ["31", "0", "x", "99999999999999999999"])
def test_only_three_lengths_of_time_are_known(edith: User, days: str) -> None:
    answer = api_client(edith).get(reverse("api:metric", args=["states"]), {"days": days})
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (400, "days")


def test_a_figure_that_is_none_is_not_there(edith: User) -> None:
    assert api_client(edith).get(reverse("api:metric", args=["nothing"])).json()["code"] == "not_found"
