"""The rating scale through the API."""

from typing import Any

import pytest
from django.test import Client

from claims.models import Scale, User
from claims.rating_scales import points_of_template
from claims.services.scales import change_scale
from tests.api.api_clients import API_ROOT, api_client
from tests.stories import make_publication, make_taken_claim

ADDRESS = f"{API_ROOT}/scale/"
RIGHT = {"code": "right", "labels": {"en": "Right"}, "canonical": "true", "tone": "true", "symbol": "👍"}
WRONG = {"code": "wrong", "labels": {"en": "Wrong"}, "canonical": "false", "tone": "false", "value": None}


def test_everybody_reads_the_scale_and_an_admin_changes_it(client: Client, ada: User) -> None:
    before = client.get(ADDRESS).json()
    assert (before["current"]["number"], before["current"]["created"], before["earlier"]) == (1, None, [])
    assert [point["code"] for point in before["current"]["points"]][:2] == ["true", "mostly_true"]
    created = api_client(ada).post(ADDRESS, {"points": [RIGHT, WRONG]})
    assert (created.status_code, created.json()["number"]) == (201, 2)
    after = client.get(ADDRESS).json()
    assert (after["current"], after["earlier"]) == (created.json(), [before["current"]])


@pytest.mark.parametrize(
    ("points", "status"),
    [([RIGHT], 422), ([RIGHT, RIGHT], 422), ([RIGHT, {**WRONG, "tone": "pink"}], 400), ([RIGHT, {}], 400),
     ([{**RIGHT, "labels": {}}, WRONG], 422), ([{**RIGHT, "labels": "Right"}, WRONG], 400), (None, 400)],
)  # fmt: skip
def test_a_bad_scale_changes_nothing(ada: User, points: Any, status: int) -> None:
    assert api_client(ada).post(ADDRESS, {"points": points}).status_code == status
    assert not Scale.objects.exists()


def test_ratings_off_the_scale_are_refused_by_name(ada: User, edith: User, mona: User) -> None:
    make_publication(edith, mona)
    change_scale(by=ada, points=points_of_template("six", ["en"]))
    claim, editor = make_taken_claim(edith), api_client(edith)
    draft = f"{API_ROOT}/claims/{claim.pk}/draft/"
    refused = editor.patch(draft, {"version": 1, "rating": "misleading"})
    assert (refused.status_code, refused.json()["code"]) == (422, "bad_value")
    assert "“misleading”" in refused.json()["detail"]
    assert "made_up" in refused.json()["detail"]
    saved = editor.patch(draft, {"version": 1, "rating": "made_up"}).json()
    assert (saved["rating"], saved["scale"]) == ("made_up", 2)
    assert "“purple”" in str(editor.get(f"{API_ROOT}/publications/?rating=purple").json())
    (published,) = editor.get(f"{API_ROOT}/publications/?rating=mostly_true").json()["results"]
    names = ("rating", "rating_label", "canonical", "scale")
    assert [published[name] for name in names] == ["mostly_true", "Mostly true", "mostly_true", 1]
    single = editor.get(f"{API_ROOT}/publications/{published['claim']}/").json()
    assert [single[name] for name in names] == [published[name] for name in names]
