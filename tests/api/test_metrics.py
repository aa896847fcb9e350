"""Metrics through the API."""

import pytest
from django.urls import reverse

from claims.models import User
from claims.tasks import compute_metrics
from tests.api.api_clients import api_client
from tests.stories import make_queued_claim


def test_every_metric_is_listed_with_its_url(edith: User) -> None:
    make_queued_claim(edith), make_queued_claim(edith)
    compute_metrics()
    data = {metric["name"]: metric for metric in api_client(edith).get(reverse("api:metrics")).json()["results"]}
    assert list(data)[:3] == ["states", "queue-age", "time-to-verdict"]
    figure = api_client(edith).get(data["queue-age"]["href"]).json()
    assert figure["columns"] == ["Accepted", "Claims"]
    assert figure["rows"][0] == ["today", 2]
    assert figure["computed"]


def test_a_metric_without_values_is_empty(edith: User) -> None:
    assert api_client(edith).get(reverse("api:metric", args=["states"])).json()["computed"] is None


@pytest.mark.parametrize("days", ["31", "0", "x", "99999999999999999999"])
def test_other_ranges_are_refused(edith: User, days: str) -> None:
    answer = api_client(edith).get(reverse("api:metric", args=["states"]), {"days": days})
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (400, "days")


def test_an_unknown_metric_is_not_found(edith: User) -> None:
    assert api_client(edith).get(reverse("api:metric", args=["nothing"])).json()["code"] == "not_found"
