"""The details of an article are edited by programs, with the version that they saw."""

from rest_framework.test import APIClient

from claims.models import Article, Event, User
from claims.services.articles import submit_text
from claims.tasks import read_article
from tests.api.api_clients import API_ROOT, api_client, assert_problem
from tests.stories import ARTICLE_SENTENCE, make_article, make_publication


def url_of(article: Article) -> str:
    return f"{API_ROOT}/articles/{article.pk}/"


def test_details_are_patched_with_their_version_and_undone(edith: User) -> None:
    program, article = api_client(edith), make_article(edith)
    seen = program.get(url_of(article))
    assert (seen["ETag"], seen.json()["guesses"]) == ('"1"', ["language"])
    body = {"published": "2026-03-04", "byline": "Dana Whitlock", "language": "en"}
    assert_problem(program.patch(url_of(article), body), 428, "precondition_required")
    changed = program.patch(url_of(article), body, headers={"If-Match": seen["ETag"]})
    assert (changed.status_code, changed["ETag"]) == (200, '"2"')
    assert {name: changed.json()[name] for name in body} == body
    assert (changed.json()["guesses"], changed.json()["title"]) == ([], "Trees for the town")
    late = program.patch(url_of(article), {"title": "Late"}, headers={"If-Match": seen["ETag"]})
    assert_problem(late, 412, "precondition_failed")
    event = Event.objects.get(verb="article.edited")
    undone = program.post(f"{API_ROOT}/events/{event.pk}/undo/")
    assert (undone.status_code, undone.json()["published"]) == (200, "2026-03-02")


def test_an_unset_day_is_null_and_nonsense_is_refused(edith: User) -> None:
    program, article = api_client(edith), make_article(edith)
    assert program.patch(url_of(article), {"published": None, "version": 1}).json()["published"] is None
    assert_problem(program.patch(url_of(article), {"language": "klingon", "version": 2}), 422, "bad_value")
    assert_problem(program.patch(url_of(article), {"claimed_url": "javascript:x", "version": 2}), 422, "bad_url")
    refused = program.patch(url_of(article), {"url": "https://courier.example/", "version": 2})
    assert_problem(refused, 400, "invalid")
    assert refused.json()["errors"][0]["code"] == "unknown_field"


def test_the_same_text_again_says_what_the_desk_lacks(cora: User, edith: User) -> None:
    text = f"Again.\n\n{ARTICLE_SENTENCE}"
    article, _ = submit_text(text=text, by=edith)
    again = api_client(cora).post(f"{API_ROOT}/articles/", {"text": text, "published": "2026-03-04"})
    assert again.status_code == 200
    assert again.json()["offered"] == [{"name": "published", "current": "", "offered": "2026-03-04"}]
    taken = api_client(edith).patch(url_of(article), {"published": "2026-03-04", "version": 1})
    assert taken.json()["offered"] == []


def test_a_published_verdict_keeps_what_it_shows(edith: User, mona: User) -> None:
    publication = make_publication(edith, mona)
    article = publication.claim.appearances.get().article
    api_client(edith).patch(url_of(article), {"title": "Another", "version": 1})
    page = APIClient().get(f"{API_ROOT}/publications/{publication.claim_id}/").json()
    assert page["content"]["appearances"][0]["article"]["title"] == "Trees for the town"


def test_a_transcript_says_who_speaks_when(edith: User) -> None:
    program = api_client(edith)
    said = "Taxes rose by 30 percent in March 2021."
    body = {"text": f"ANA LIMA: Hello.\n\n[01:15] BOB STONE: {said}", "kind": "transcript"}
    assert_problem(program.post(f"{API_ROOT}/articles/", body | {"media_url": "nonsense"}), 400, "invalid")
    made = program.post(f"{API_ROOT}/articles/", body | {"media_url": "https://youtu.be/council"}).json()
    start = body["text"].index(said)
    assert made["media_url"] == "https://youtu.be/council"
    assert made["positions"][1] == {"start": start, "end": start + len(said), "second": 75, "speaker": "BOB STONE"}
    read_article(made["id"])
    (row,) = program.get(made["claims"]).json()["results"]
    assert (row["second"], row["page"], [link["name"] for link in row["chain"]]) == (75, None, ["BOB STONE"])
