"""Translations through the API: from the first word to readers."""

from claims.models import Publication, User
from tests.api.api_clients import api_client
from tests.stories import make_publication
from tests.translation_stories import FRENCH


def test_a_program_translates_and_another_person_publishes(edith: User, mona: User) -> None:
    original = make_publication(edith, mona)
    writer, moderator = api_client(edith), api_client(mona)
    address = f"/api/v1/claims/{original.claim_id}/translations/"
    begun = writer.post(address, {"language": "fr"})
    assert (begun.status_code, begun.json()["state"]) == (201, "draft")
    assert begun.json()["missing"] == ["statement", "summary", "justification"]
    path = begun.json()["href"]
    assert writer.patch(path, {"summary": "x"}).status_code == 428
    saved = writer.patch(path, FRENCH, headers={"If-Match": begun["ETag"]})
    assert saved.json()["missing"] == []
    assert writer.patch(path, {"version": 1, "summary": "x"}).json()["code"] == "version_conflict"
    assert writer.patch(path, {"version": 2, "rating": "true"}).json()["code"] == "invalid"
    assert writer.post(f"{path}submit/", {}).json()["state"] == "waiting"
    (case,) = moderator.get("/api/v1/moderation/?kind=translation").json()["results"]
    assert case["translation"]["href"] == path
    assert writer.post(f"{path}publish/", {}).json()["code"] == "not_allowed"
    assert moderator.post(f"{path}publish/", {"version": 1}).status_code == 409
    published = moderator.post(f"{path}publish/", {}).json()
    assert (published["state"], published["revision"]) == ("published", 2)
    assert Publication.objects.get(revision=2).language == "fr"
    (row,) = writer.get(address).json()["results"]
    assert row["href"] == path


def test_a_program_discards_a_draft(edith: User, mona: User) -> None:
    original, writer = make_publication(edith, mona), api_client(edith)
    address = f"/api/v1/claims/{original.claim_id}/translations/"
    begun = writer.post(address, {"language": "fr"})
    path = begun.json()["href"]
    writer.patch(path, FRENCH, headers={"If-Match": begun["ETag"]})
    assert writer.delete(path, headers={"If-Match": begun["ETag"]}).status_code == 412
    assert writer.delete(path).status_code == 204
    assert writer.get(path).status_code == 404
    assert writer.delete(path).status_code == 404
