"""Evidence over the API: its page, its quote, its source, and the text of the copy."""

from typing import Any

import pytest

from claims.models import Article, Claim, Snapshot, User
from claims.services import snapshots
from tests import stories
from tests.api.clients import V1, as_, assert_problem

URL = "https://parks.example/trees"
WORDS = {"question": "How many?", "answer": "298", "stance": "supports", "url": URL, "quote": "298 trees were planted"}


@pytest.fixture
def claim(edith: User) -> Claim:
    return stories.a_taken_claim(edith)


def add(claim: Claim, by: User, **given: Any) -> dict[str, Any]:
    answer = as_(by).post(f"{V1}/claims/{claim.pk}/draft/evidence/", {**WORDS, **given})
    assert answer.status_code == 201
    added: dict[str, Any] = answer.json()
    return added


def test_a_page_is_waited_for_and_then_told(claim: Claim, edith: User, emil: User) -> None:
    item = add(claim, edith)
    assert (item["snapshot"]["state"], item["found"]) == ("waiting", None)
    page = stories.a_kept_page(URL)
    told = as_(emil).get(f"{V1}/evidence/{item['id']}/").json()
    assert told["snapshot"]["sha256"] == page.text_sha256
    assert told["snapshot"]["words"] == 15
    assert told["found"] == {"state": "verbatim", "skipped": 0, "nearest": ""}
    assert "text" not in told["snapshot"]


def test_the_text_of_the_copy_hashes_to_what_it_says(claim: Claim, edith: User) -> None:
    item = add(claim, edith)
    stories.a_kept_page(URL)
    told = as_(edith).get(f"{V1}/evidence/{item['id']}/snapshot/").json()
    assert Article.sha256_of(told["text"]) == told["sha256"]
    without = add(claim, edith, url="")
    assert_problem(as_(edith).get(f"{V1}/evidence/{without['id']}/snapshot/"), 404, "not_found")


def test_a_change_leaves_what_it_does_not_name(claim: Claim, edith: User) -> None:
    item = add(claim, edith)
    stories.a_kept_page(URL)
    told = as_(edith).patch(f"{V1}/evidence/{item['id']}/", {"quote": "300 trees were planted"}).json()
    assert (told["answer"], told["found"]["state"]) == ("298", "missing")
    assert "298 trees were planted" in told["found"]["nearest"]


def test_a_page_is_fetched_again_into_a_new_copy(claim: Claim, edith: User) -> None:
    item = add(claim, edith)
    stories.a_kept_page(URL)
    answer = as_(edith).post(f"{V1}/evidence/{item['id']}/snapshot/")
    assert (answer.status_code, answer.json()["snapshot"]["state"]) == (202, "waiting")
    assert Snapshot.objects.count() == 2


def test_a_failed_page_says_why(claim: Claim, edith: User) -> None:
    item = add(claim, edith)
    snapshots.fail(snapshot_id=Snapshot.objects.get().pk, error=snapshots.PDF)
    told = as_(edith).get(f"{V1}/evidence/{item['id']}/").json()["snapshot"]
    assert (told["state"], told["error"]) == ("failed", snapshots.PDF)


def test_a_source_of_the_claim_is_independent_only_to_who_insists(claim: Claim, edith: User) -> None:
    item = add(claim, edith, publisher="Town Courier", independent=True)
    assert (item["independent"], item["dependence"]) == (False, "Town Courier is the publisher of the claim.")
    draft = as_(edith).get(f"{V1}/claims/{claim.pk}/draft/").json()
    assert draft["advice"]
    told = as_(edith).patch(f"{V1}/evidence/{item['id']}/", {"independent": True, "insist": True}).json()
    assert told["independent"]


@pytest.mark.parametrize(
    ("url", "code"), [("https://a:b@parks.example/", "bad_url"), ("https://parks.example:0/", "invalid")]
)
def test_an_address_that_leads_nowhere_is_refused(claim: Claim, edith: User, url: str, code: str) -> None:
    answer = as_(edith).post(f"{V1}/claims/{claim.pk}/draft/evidence/", {**WORDS, "url": url})
    assert (answer.status_code, answer.json()["code"]) in {(422, code), (400, code), (422, "bad_url")}
