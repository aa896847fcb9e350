"""The queue through the API: filters, priorities, plans and saved searches."""

from datetime import timedelta

import pytest
from django.utils import timezone

from claims.models import Claim, User
from tests.api.api_clients import API_ROOT, api_client
from tests.stories import make_article, make_detected_claim, make_queued_claim, make_taken_claim


def test_a_row_explains_its_priority(edith: User) -> None:
    claim = make_queued_claim(edith)
    Claim.objects.filter(pk=claim.pk).update(reach=999, assignee=edith)
    (row,) = api_client(edith).get(f"{API_ROOT}/queue/").json()["results"]
    assert (row["topic"], row["assignee"]["name"], row["reach"]) == ("climate-and-environment", "Edith", 999)
    assert [(reason["code"], reason["text"]) for reason in row["reasons"]] == [
        ("number", "gives a number: “300 trees”")
    ]
    assert {part["code"]: round(part["points"]) for part in row["parts"]} == {
        "checkworthiness": 70, "reach": 30, "age": 0,
    }  # fmt: skip
    appearance = claim.appearances.get()
    assert row["first"] == {
        "article": appearance.article_id,
        "title": "Trees for the town",
        "sources": ["The mayor"],
        "assertion": "asserted",
    }


@pytest.mark.parametrize(
    ("query", "there"),
    [
        ("source=the+mayor&number=250-300&topic=climate-and-environment&days=7&assignee=nobody", 2),
        ("from=2020-01-01&to=9999-12-31", 2),
        ("state=detected", 1),
        ("source=Nobody", 0),
        ("assignee=me", 0),
        ("topic=opera", 0),
        ("to=0001-01-01", 0),
    ],
)
def test_filters_combine(edith: User, query: str, there: int) -> None:
    make_queued_claim(edith), make_queued_claim(edith), make_detected_claim(edith)
    assert len(api_client(edith).get(f"{API_ROOT}/queue/?{query}").json()["results"]) == there


@pytest.mark.parametrize("query", ["number=x", "assignee=you", "from=soon", "days=2", "state=lost", "article=0"])
def test_a_bad_filter_is_refused(edith: User, query: str) -> None:
    assert api_client(edith).get(f"{API_ROOT}/queue/?{query}").status_code == 400


def test_what_is_no_time_is_refused(edith: User) -> None:
    answer = api_client(edith).get(f"{API_ROOT}/queue/?period=2026-02-30")
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "period")


def test_filters_apply_to_all_pages(edith: User) -> None:
    expected = [make_queued_claim(edith).pk for _ in range(3)]
    client = api_client(edith)
    first = client.get(f"{API_ROOT}/queue/?source=The+mayor&limit=2").json()
    second = client.get(first["next"]).json()
    assert [row["id"] for row in first["results"] + second["results"]] == expected
    assert second["next"] is None


def test_a_plan_changes_only_the_sent_fields(edith: User, emil: User, mona: User) -> None:
    claim, until = make_queued_claim(edith), timezone.now() + timedelta(days=1)
    path = f"{API_ROOT}/claims/{claim.pk}/plan/"
    planned = api_client(mona).patch(path, {"assignee": emil.pk, "deadline": until.isoformat()})
    assert planned.json()["assignee"]["name"] == "Emil"
    assert planned.json()["topic"] == "climate-and-environment"
    assert api_client(emil).patch(path, {"topic": "sport"}).json()["deadline"] is not None
    refused = {
        403: {"assignee": None},
        409: {"topic": "health", "version": 1},
        422: {"topic": "opera"},
    }
    assert {api_client(edith).patch(path, body).status_code for body in refused.values()} == set(refused)
    assert api_client(mona).patch(path, {"assignee": 2**62}).status_code == 422
    assert api_client(mona).patch(path, {"assignee": None, "deadline": None}).json()["assignee"] is None


def test_a_moderator_takes_over_a_claim(edith: User, mona: User) -> None:
    claim = make_taken_claim(edith)
    assert api_client(mona).post(f"{API_ROOT}/claims/{claim.pk}/takeover/").json()["editor"]["name"] == "Mona"
    problem = api_client(edith).post(f"{API_ROOT}/claims/{claim.pk}/renew/")
    assert (problem.status_code, problem.json()["code"]) == (409, "already_taken")
    assert problem.json()["detail"].startswith("Mona has taken over this claim.")


def test_topics_are_listed_with_their_words(edith: User) -> None:
    data = api_client(edith).get(f"{API_ROOT}/topics/").json()["results"]
    assert "vaccine" in next(topic for topic in data if topic["slug"] == "health")["words"]


def test_saved_searches_are_personal(edith: User, emil: User) -> None:
    client = api_client(edith)
    created = client.post(f"{API_ROOT}/saved-searches/", {"name": "Mine", "query": "assignee=me&x=1"}).json()
    assert (created["query"], created["position"]) == ("assignee=me", 1)
    assert client.get(created["claims"]).status_code == 200
    path = f"{API_ROOT}/saved-searches/{created['id']}/"
    assert client.patch(path, {"name": "All mine"}).json()["name"] == "All mine"
    client.post(f"{API_ROOT}/saved-searches/", {"name": "Mine", "query": "days=7"})
    assert client.patch(path, {"name": "Mine"}).status_code == 422
    assert client.post(f"{API_ROOT}/saved-searches/", {"name": "Nothing", "query": "x=1"}).status_code == 422
    assert api_client(emil).get(f"{API_ROOT}/saved-searches/").json()["results"] == []
    assert api_client(emil).delete(path).status_code == 404
    assert client.delete(path).status_code == 204
    assert [view["name"] for view in client.get(f"{API_ROOT}/saved-searches/").json()["results"]] == ["Mine"]


def test_reach_is_submitted_and_changed(cora: User, edith: User) -> None:
    created = api_client(cora).post(f"{API_ROOT}/articles/", {"text": "Some news of today.", "reach": 12_000}).json()
    assert created["reach"] == 12_000
    path = f"{API_ROOT}/articles/{make_article(cora).pk}/"
    assert api_client(edith).patch(path, {"reach": 5}).json()["reach"] == 5
    assert api_client(edith).patch(path, {"reach": -1}).status_code == 400
    assert api_client(cora).patch(path, {"reach": 5}).status_code == 403
