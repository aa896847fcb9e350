"""Comments and history through the API."""

from typing import Any

from claims.models import Comment, User
from claims.services.verdicts import save_draft
from tests.api.api_clients import API_ROOT, api_client, assert_problem
from tests.stories import make_taken_claim


def test_a_comment_is_added_listed_and_removed(edith: User, emil: User) -> None:
    claim = make_taken_claim(edith)
    where = f"{API_ROOT}/claims/{claim.pk}/comments/"
    response = api_client(edith).post(where, {"text": "@Emil, see https://parks.example."})
    assert (response.status_code, response.json()["mentions"]) == (201, [{"id": emil.pk, "name": "Emil"}])
    api_client(emil).post(where, {"text": "I see."})
    listed = api_client(emil).get(where).json()["results"]
    assert [(mention["author"]["name"], mention["text"]) for mention in listed] == [
        ("Edith", "@Emil, see https://parks.example."),
        ("Emil", "I see."),
    ]
    assert_problem(api_client(emil).delete(f"{API_ROOT}/comments/{response.json()['id']}/"), 403, "not_allowed")
    assert api_client(edith).delete(f"{API_ROOT}/comments/{response.json()['id']}/").status_code == 204
    removed_comment = api_client(emil).get(where).json()["results"][0]
    assert (removed_comment["text"], removed_comment["removed"] is not None) == ("", True)


def test_an_empty_or_long_comment_is_refused(edith: User) -> None:
    claim = make_taken_claim(edith)
    for text in ("", "  ", "x" * 4001, "nul\x00", 7, None):
        answer = api_client(edith).post(f"{API_ROOT}/claims/{claim.pk}/comments/", {"text": text})
        assert answer.status_code in (400, 422)
    assert not Comment.objects.exists()


def test_history_has_the_changes_of_each_save(edith: User) -> None:
    claim = make_taken_claim(edith)
    words: dict[str, Any] = {"claim_id": claim.pk, "editor": edith, "rating": "true", "summary": ""}
    save_draft(version=1, justification="Counted.", **words)
    save_draft(version=2, justification="Counted twice.", **words)
    newest = api_client(edith).get(f"{API_ROOT}/claims/{claim.pk}/events/").json()["results"][0]
    assert newest["verb"] == "verdict.drafted"
    assert newest["data"]["delta"] == {"justification": [7, "", " twice"]}
