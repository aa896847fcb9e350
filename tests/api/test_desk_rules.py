"""The desk's own rules by program: what the queue is weighed by, and what a role takes."""

from typing import Any

import pytest

from claims.models import Event, RoleRule, User, Weighting
from tests.api.clients import V1, as_


def points(answer: Any) -> dict[str, float]:
    return {each["code"]: each["points"] for each in answer.json()["weights"]}


def test_who_weighs_one_part_leaves_the_others(mona: User) -> None:
    client = as_(mona)
    before = points(client.get(f"{V1}/weights/"))
    client.patch(f"{V1}/weights/", {"asked": 30})
    answer = client.patch(f"{V1}/weights/", {"reach": 0})
    assert points(answer) == {**before, "asked": 30.0, "reach": 0.0}
    assert answer.json()["moving"] is True
    assert (Weighting.objects.get().by, Event.objects.filter(verb="weights.changed").count()) == (mona, 2)


@pytest.mark.parametrize("given", [{"asked": "30"}, {"asked": -1}, {"asked": 1e-9}, {"asked": 1001}, {"asked": None}])
def test_weights_that_cannot_be_counted_with_change_nothing(mona: User, given: dict[str, Any]) -> None:
    client = as_(mona)
    before = points(client.get(f"{V1}/weights/"))
    assert client.patch(f"{V1}/weights/", given).status_code in {400, 422}
    assert points(client.get(f"{V1}/weights/")) == before


def test_a_role_takes_a_second_factor_from_now_on(ada: User, mona: User) -> None:
    client = as_(ada)
    rows = {each["role"]: each for each in client.get(f"{V1}/roles/").json()["results"]}
    assert not rows["moderator"]["second_factor"]
    assert "queue.weigh" in rows["moderator"]["abilities"]
    assert "queue.weigh" not in rows["editor"]["abilities"]
    assert {"submit", "approve"} <= set(rows["moderator"]["moves"])
    assert client.patch(f"{V1}/roles/moderator/", {"second_factor": True}).json()["second_factor"] is True
    assert RoleRule.objects.get(role="moderator").mfa_required
    assert as_(mona).get(f"{V1}/weights/").json()["code"] == "mfa_required"
    assert client.patch(f"{V1}/roles/bishop/", {"second_factor": True}).status_code == 404
