"""Evidence through the API: snapshot, quote check, and independence of the source."""

import hashlib
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from rest_framework.test import APIClient

from claims.models import Article, Claim, Snapshot, User
from claims.services.snapshots import READ_ERROR, fail_snapshot
from tests.api.api_clients import API_ROOT, api_client, assert_problem
from tests.sample_images import make_photo
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
    fail_snapshot(snapshot_id=Snapshot.objects.get().pk, error=str(READ_ERROR))
    data = api_client(edith).get(f"{API_ROOT}/evidence/{item['id']}/").json()["snapshot"]
    assert (data["state"], data["error"]) == ("failed", str(READ_ERROR))


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


# Files -----------------------------------------------------------------------------


def upload(edith: User, data: bytes, name: str = "photo.jpg") -> Any:
    file = SimpleUploadedFile(name, data, "text/html")
    return api_client(edith).post(f"{API_ROOT}/files/", {"file": file}, format="multipart")


def test_a_file_is_uploaded_and_named_by_its_hash(claim: Claim, edith: User) -> None:
    answer = upload(edith, make_photo())
    file = answer.json()
    assert (answer.status_code, file["media_type"], file["width"], file["height"]) == (201, "image/jpeg", 40, 60)
    item = post_evidence(claim, edith, file=file["sha256"], alt_text="Ten trees", credit="Ana Lima")
    assert (item["file"], item["alt_text"], item["credit"]) == (file["sha256"], "Ten trees", "Ana Lima")
    found = api_client(edith).get(answer.headers["Location"]).json()
    content = APIClient().get(found["address"].removeprefix("http://testserver")).content
    assert hashlib.sha256(content).hexdigest() == file["sha256"]


def test_a_file_without_description_or_that_is_not_stored_is_refused(claim: Claim, edith: User) -> None:
    path = f"{API_ROOT}/claims/{claim.pk}/draft/evidence/"
    sha256 = upload(edith, make_photo()).json()["sha256"]
    for fields in ({"file": sha256}, {"file": "0" * 64, "alt_text": "Ten trees"}, {"file": 7, "alt_text": "Trees"}):
        answer = api_client(edith).post(path, {**QUOTE_TEXT, **fields})
        assert answer.status_code in (400, 422), fields


@pytest.mark.parametrize("data", [b"<svg onload='alert(1)'>", b"GIF89a<script>alert(1)</script>", b""])
def test_what_is_no_image_or_pdf_is_refused(edith: User, data: bytes) -> None:
    answer = upload(edith, data)
    assert (answer.status_code, answer.json()["code"]) in {(422, "not_an_evidence_file"), (422, "not_an_image")}
