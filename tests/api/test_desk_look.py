"""Admins read and change the identity of the desk and its pages through the API, each on the version they saw."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from claims.models import DeskIdentity, SitePage, User
from tests.api.api_clients import API_ROOT, api_client, assert_problem
from tests.sample_images import make_image

IDENTITY, PAGE = f"{API_ROOT}/identity/", f"{API_ROOT}/pages/method/"


@pytest.fixture
def admin(ada: User) -> Any:
    return api_client(ada)


def test_the_identity_changes_on_the_version_that_was_seen(admin: Any) -> None:
    seen = admin.get(IDENTITY)
    assert (seen["ETag"], seen.json()["version"], seen.json()["changed_by"]) == ('"0"', 0, None)
    change = {"tagline": "We check what is said", "accent": "#14507f"}
    assert_problem(admin.patch(IDENTITY, change), 428, "precondition_required")
    changed = admin.patch(IDENTITY, change, headers={"If-Match": seen["ETag"]})
    assert changed.json()["tagline"] == "We check what is said"
    assert changed.json()["name"] == seen.json()["name"]
    assert changed["ETag"] == f'"{DeskIdentity.objects.get().pk}"'
    late = admin.patch(IDENTITY, {"tagline": "Ask us"}, headers={"If-Match": seen["ETag"]})
    assert_problem(late, 412, "precondition_failed")
    assert_problem(
        admin.patch(IDENTITY, {"tagline": "Ask us"}, headers={"If-Match": '"x"'}), 412, "precondition_failed"
    )
    assert_problem(admin.patch(IDENTITY, {"version": 0, "tagline": "Ask us"}), 409, "version_conflict")
    assert DeskIdentity.objects.count() == 1


def test_values_that_cannot_be_are_refused_by_field(admin: Any) -> None:
    for field, value in (("accent", "#ffff00"), ("time_zone", "Europe/Nowhere"), ("languages", ["xx"])):
        answer = admin.patch(IDENTITY, {"version": 0, field: value})
        assert (answer.status_code, [error["field"] for error in answer.json()["errors"]]) == (422, [field])
    assert not DeskIdentity.objects.exists()


def test_a_logo_is_drawn_anew_and_an_earlier_identity_restored(admin: Any) -> None:
    file = SimpleUploadedFile("logo.png", make_image())
    shown = admin.post(f"{IDENTITY}logo/", {"file": file}, format="multipart").json()
    assert shown["logo"].startswith("http")
    removed = admin.delete(f"{IDENTITY}logo/").json()
    assert removed["logo"] is None
    restored = admin.post(f"{IDENTITY}restore/", {"version": shown["version"]}).json()
    assert restored["logo"] == shown["logo"]
    versions = admin.get(f"{IDENTITY}versions/").json()["results"]
    assert [row["version"] for row in versions] == [
        restored["version"], removed["version"], shown["version"], 0,
    ]  # fmt: skip
    assert_problem(admin.post(f"{IDENTITY}restore/", {"version": 10**9}), 404, "not_found")


def test_a_page_is_written_on_the_version_that_was_seen(admin: Any) -> None:
    assert_problem(admin.get(PAGE), 404, "not_found")
    first = admin.patch(PAGE, {"version": 0, "title": "How we check", "body": "We ask."})
    assert (first.status_code, first.json()["published"]) == (200, True)
    second = admin.patch(PAGE, {"body": "We ask twice."}, headers={"If-Match": first["ETag"]})
    assert (second.json()["title"], second.json()["body"]) == ("How we check", "We ask twice.")
    late = admin.patch(PAGE, {"published": False}, headers={"If-Match": first["ETag"]})
    assert_problem(late, 412, "precondition_failed")
    assert admin.post(f"{PAGE}restore/", {"version": first.json()["version"]}).json()["body"] == "We ask."
    rows = admin.get(f"{PAGE}versions/").json()["results"]
    assert [row["version"] for row in rows] == [page.pk for page in SitePage.objects.order_by("-id")]
    listed = {row["slug"]: row["newest"] for row in admin.get(f"{API_ROOT}/pages/").json()["results"]}
    assert listed["method"]["version"] == rows[0]["version"]
    assert listed["funding"] is None


def test_a_page_is_in_a_language_of_the_desk(admin: Any) -> None:
    answer = admin.patch(f"{PAGE}?language=xx", {"version": 0, "body": "We ask."})
    assert_problem(answer, 422, "bad_value")
    assert_problem(admin.get(f"{API_ROOT}/pages/imprint/"), 404, "not_found")
