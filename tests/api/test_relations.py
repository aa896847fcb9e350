"""Related claims through the API: what is suggested, with the numbers that differ, and the judgement of an editor."""

from claims.models import User
from tests.api.api_clients import API_ROOT, api_client
from tests.stories import make_relation


def test_relations_of_a_claim_are_listed_and_judged(edith: User) -> None:
    client, relation = api_client(edith), make_relation(edith, "500 trees were planted")
    for claim_id in (relation.claim_id, relation.other_id):
        (row,) = client.get(f"{API_ROOT}/claims/{claim_id}/relations/").json()["results"]
        assert (row["claim"]["id"], row["other"]["id"]) == (relation.claim_id, relation.other_id)
        assert (row["kind"], row["state"], row["score"]) == ("number_differs", "suggested", relation.score)
        assert {"code": "different_numbers", "ours": "500 trees", "theirs": "300 trees"} in row["reasons"]
    path = f"{API_ROOT}/relations/{relation.pk}/"
    answer = client.post(f"{path}confirm/", {"kind": "contradicts"}).json()
    assert (answer["kind"], answer["state"], answer["judged_by"]["name"]) == ("contradicts", "confirmed", "Edith")
    assert client.post(f"{path}confirm/", {"kind": "similar"}).status_code == 400
    assert client.post(f"{path}reject/").json()["state"] == "rejected"
    assert client.post(f"{path}reopen/").json()["judged_by"] is None
