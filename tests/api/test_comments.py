"""Comments and history through the API: for the desk, and for nobody else."""

from typing import Any

from claims.models import Comment, User
from claims.services import verdicts
from tests.api.clients import V1, as_, assert_problem
from tests.stories import a_taken_claim


def test_a_comment_is_said_listed_and_taken_back(edith: User, emil: User) -> None:
    claim = a_taken_claim(edith)
    where = f"{V1}/claims/{claim.pk}/comments/"
    said = as_(edith).post(where, {"text": "@Emil, see https://parks.example."})
    assert (said.status_code, said.json()["mentions"]) == (201, [{"id": emil.pk, "name": "Emil"}])
    as_(emil).post(where, {"text": "I see."})
    listed = as_(emil).get(where).json()["results"]
    assert [(each["author"]["name"], each["text"]) for each in listed] == [
        ("Edith", "@Emil, see https://parks.example."),
        ("Emil", "I see."),
    ]
    assert_problem(as_(emil).delete(f"{V1}/comments/{said.json()['id']}/"), 403, "not_allowed")
    assert as_(edith).delete(f"{V1}/comments/{said.json()['id']}/").status_code == 204
    gone = as_(emil).get(where).json()["results"][0]
    assert (gone["text"], gone["removed"] is not None) == ("", True)


def test_a_comment_that_says_nothing_or_too_much_is_refused(edith: User) -> None:
    claim = a_taken_claim(edith)
    for text in ("", "  ", "x" * 4001, "nul\x00", 7, None):
        answer = as_(edith).post(f"{V1}/claims/{claim.pk}/comments/", {"text": text})
        assert answer.status_code in (400, 422)
    assert not Comment.objects.exists()


def test_history_carries_what_each_save_changed(edith: User) -> None:
    claim = a_taken_claim(edith)
    words: dict[str, Any] = {"claim_id": claim.pk, "editor": edith, "rating": "true", "summary": ""}
    verdicts.save_draft(version=1, justification="Counted.", **words)
    verdicts.save_draft(version=2, justification="Counted twice.", **words)
    newest = as_(edith).get(f"{V1}/claims/{claim.pk}/events/").json()["results"][0]
    assert newest["verb"] == "verdict.drafted"
    assert newest["data"]["delta"] == {"justification": [7, "", " twice"]}
