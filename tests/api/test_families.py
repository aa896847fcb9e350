"""The family of a claim through the API."""

from claims.models import User
from tests.api.api_clients import API_ROOT, api_client
from tests.stories import make_repetition


def test_a_family_lists_its_places_numbers_and_origins(edith: User, mona: User) -> None:
    relation = make_repetition(edith, mona, "500 trees were planted")
    relation.claim.appearances.get().quantities.update(low=500, high=500)
    family = api_client(edith).get(f"{API_ROOT}/claims/{relation.claim_id}/family/").json()
    assert family["head"]["id"] == relation.other_id
    assert [claim["id"] for claim in family["claims"]] == [relation.other_id, relation.claim_id]
    assert [(place["claim"], [row["low"] for row in place["differing"]]) for place in family["places"]] == [
        (relation.other_id, []),
        (relation.claim_id, [500.0]),
    ]
    (root,) = family["origins"]["roots"]
    assert (root["name"], root["relays"][0]["name"]) == ("The mayor", "Town Courier")
    assert (family["origins"]["articles"], family["is_cut"]) == (2, False)
