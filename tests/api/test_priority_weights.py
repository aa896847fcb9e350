"""Weights of the queue and rules of roles through the API."""

from typing import Any

import pytest

from claims.models import Event, PriorityWeights, RoleRule, User
from tests.api.api_clients import API_ROOT, api_client


def get_points(answer: Any) -> dict[str, float]:
    return {weight["code"]: weight["points"] for weight in answer.json()["weights"]}


def test_changing_one_weight_keeps_the_others(mona: User) -> None:
    client = api_client(mona)
    before = get_points(client.get(f"{API_ROOT}/weights/"))
    client.patch(f"{API_ROOT}/weights/", {"tip_count": 30})
    answer = client.patch(f"{API_ROOT}/weights/", {"reach": 0})
    assert get_points(answer) == {**before, "tip_count": 30.0, "reach": 0.0}
    assert answer.json()["moving"] is True
    assert (PriorityWeights.objects.get().changed_by, Event.objects.filter(verb="weights.changed").count()) == (mona, 2)


@pytest.mark.parametrize(
    "data", [{"tip_count": "30"}, {"tip_count": -1}, {"tip_count": 1e-9}, {"tip_count": 1001}, {"tip_count": None}]
)
def test_bad_weights_change_nothing(mona: User, data: dict[str, Any]) -> None:
    client = api_client(mona)
    before = get_points(client.get(f"{API_ROOT}/weights/"))
    assert client.patch(f"{API_ROOT}/weights/", data).status_code in {400, 422}
    assert get_points(client.get(f"{API_ROOT}/weights/")) == before


def test_a_role_can_require_a_second_factor(ada: User, mona: User) -> None:
    client = api_client(ada)
    rows = {rule["role"]: rule for rule in client.get(f"{API_ROOT}/roles/").json()["results"]}
    assert not rows["moderator"]["second_factor"]
    assert "queue.set_weights" in rows["moderator"]["abilities"]
    assert "queue.set_weights" not in rows["editor"]["abilities"]
    assert {"submit", "approve"} <= set(rows["moderator"]["moves"])
    assert client.patch(f"{API_ROOT}/roles/moderator/", {"second_factor": True}).json()["second_factor"] is True
    assert RoleRule.objects.get(role="moderator").mfa_required
    assert api_client(mona).get(f"{API_ROOT}/weights/").json()["code"] == "mfa_required"
    assert client.patch(f"{API_ROOT}/roles/bishop/", {"second_factor": True}).status_code == 404
