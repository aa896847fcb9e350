"""What the reader learned, through the API."""

from typing import Any

import pytest

from claims.models import User, WeightsInUse
from tests.api.api_clients import API_ROOT, api_client
from tests.learning_stories import make_decided_claims, make_learned_weights

LEARNING_URL = f"{API_ROOT}/learning/"


def test_a_desk_that_has_learned_nothing_says_what_is_missing(edith: User) -> None:
    make_decided_claims(edith, 5)
    answer = api_client(edith).get(LEARNING_URL).json()
    assert answer["readiness"] == {"counted": 5, "missing": 195, "kind": ""}
    assert (answer["weights"], answer["follows"], answer["versions"]) == (None, True, [])


def test_a_moderator_chooses_weights(mona: User) -> None:
    row = make_learned_weights()
    client = api_client(mona)
    chosen = client.patch(LEARNING_URL, {"weights": row.pk}).json()
    assert (chosen["weights"], chosen["follows"], chosen["rescoring"]) == (row.pk, True, True)
    assert chosen["versions"][0]["own_score"] == 0.7
    back = client.patch(LEARNING_URL, {"weights": None, "follows": False}).json()
    assert (back["weights"], back["follows"], back["changed_by"]["name"]) == (None, False, "Mona")


@pytest.mark.parametrize(
    ("body", "status"),
    [({"weights": 10**9}, 404), ({"weights": "many"}, 400), ({"follows": "yes"}, 400), ({"weight": None}, 400)],
)
def test_bad_choices_change_nothing(mona: User, body: dict[str, Any], status: int) -> None:
    assert api_client(mona).patch(LEARNING_URL, body).status_code == status
    assert not WeightsInUse.objects.exists()


def test_weights_that_were_not_better_cannot_be_chosen(mona: User) -> None:
    row = make_learned_weights(outcome="worse", weights={})
    assert api_client(mona).patch(LEARNING_URL, {"weights": row.pk}).status_code == 404
