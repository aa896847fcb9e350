"""Evidence through the API: snapshot, quote check, and independence of the source."""

from typing import Any

import pytest

from claims.models import Article, Claim, Snapshot, User
from claims.services.snapshots import PDF_ERROR, fail_snapshot
from tests.api.api_clients import API_ROOT, api_client, assert_problem
from tests.stories import make_stored_snapshot, make_taken_claim

URL = "https://parks.example/trees"
QUOTE_TEXT = {
    "question": "How many?",
    "answer": "298",
    "stance": "supports",
    "url": URL,
    "quote": "298 trees were planted",
}


@pytest.fixture
def claim(edith: User) -> Claim:
    return make_taken_claim(edith)


def post_evidence(claim: Claim, by: User, **fields: Any) -> dict[str, Any]:
    answer = api_client(by).post(f"{API_ROOT}/claims/{claim.pk}/draft/evidence/", {**QUOTE_TEXT, **fields})
    assert answer.status_code == 201
    added: dict[str, Any] = answer.json()
    return added


def test_a_snapshot_waits_until_it_is_fetched(claim: Claim, edith: User, emil: User) -> None:
    item = post_evidence(claim, edith)
    assert (item["snapshot"]["state"], item["quote_check"]) == ("waiting", None)
    page = make_stored_snapshot(URL)
    data = api_client(emil).get(f"{API_ROOT}/evidence/{item['id']}/").json()
    assert data["snapshot"]["sha256"] == page.text_sha256
    assert data["snapshot"]["word_count"] == 15
    assert data["quote_check"] == {"state": "verbatim", "skipped_words": 0, "nearest": ""}
    assert "text" not in data["snapshot"]


def test_the_hash_of_a_snapshot_is_that_of_its_text(claim: Claim, edith: User) -> None:
    item = post_evidence(claim, edith)
    make_stored_snapshot(URL)
    data = api_client(edith).get(f"{API_ROOT}/evidence/{item['id']}/snapshot/").json()
    assert Article.sha256_of(data["text"]) == data["sha256"]
    without = post_evidence(claim, edith, url="")
    assert_problem(api_client(edith).get(f"{API_ROOT}/evidence/{without['id']}/snapshot/"), 404, "not_found")


def test_a_change_keeps_the_other_fields(claim: Claim, edith: User) -> None:
    item = post_evidence(claim, edith)
    make_stored_snapshot(URL)
    data = api_client(edith).patch(f"{API_ROOT}/evidence/{item['id']}/", {"quote": "300 trees were planted"}).json()
    assert (data["answer"], data["quote_check"]["state"]) == ("298", "missing")
    assert "298 trees were planted" in data["quote_check"]["nearest"]


def test_a_page_is_fetched_again_into_a_new_snapshot(claim: Claim, edith: User) -> None:
    item = post_evidence(claim, edith)
    make_stored_snapshot(URL)
    answer = api_client(edith).post(f"{API_ROOT}/evidence/{item['id']}/snapshot/")
    assert (answer.status_code, answer.json()["snapshot"]["state"]) == (202, "waiting")
    assert Snapshot.objects.count() == 2


def test_a_failed_snapshot_has_an_error(claim: Claim, edith: User) -> None:
    item = post_evidence(claim, edith)
    fail_snapshot(snapshot_id=Snapshot.objects.get().pk, error=str(PDF_ERROR))
    data = api_client(edith).get(f"{API_ROOT}/evidence/{item['id']}/").json()["snapshot"]
    assert (data["state"], data["error"]) == ("failed", str(PDF_ERROR))


def test_a_dependent_source_counts_as_independent_only_on_request(claim: Claim, edith: User) -> None:
    item = post_evidence(claim, edith, publisher="Town Courier", independent=True)
    assert (item["independent"], item["dependence"]) == (False, "Town Courier is the publisher of the claim.")
    draft = api_client(edith).get(f"{API_ROOT}/claims/{claim.pk}/draft/").json()
    assert draft["advice"]
    data = api_client(edith).patch(f"{API_ROOT}/evidence/{item['id']}/", {"independent": True, "insist": True}).json()
    assert data["independent"]


@pytest.mark.parametrize(
    ("url", "code"), [("https://a:b@parks.example/", "bad_url"), ("https://parks.example:0/", "invalid")]
)
def test_an_unreachable_url_is_refused(claim: Claim, edith: User, url: str, code: str) -> None:
    answer = api_client(edith).post(f"{API_ROOT}/claims/{claim.pk}/draft/evidence/", {**QUOTE_TEXT, "url": url})
    assert (answer.status_code, answer.json()["code"]) in {(422, code), (400, code), (422, "bad_url")}
