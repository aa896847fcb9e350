"""The ClaimReview DataFeed: all verdicts, and the changes since a moment."""

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import User
from claims.services.exports import export_path, write_export
from claims.services.publications import withdraw_verdict
from tests.stories import make_publication
from tests.web.public.test_verdicts import make_correction


def datafeed(client: Client, **query: Any) -> Any:
    export_path("claimreview.json.state").unlink(missing_ok=True)
    write_export(name="claimreview.json")
    response = client.get(reverse("datafeed"), query)
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/ld+json")
    return json.loads(response.getvalue())


def test_the_datafeed_contains_the_documents_byte_for_byte(client: Client, edith: User, mona: User) -> None:
    publications = [make_publication(edith, mona) for _ in range(3)]
    publications[0] = make_correction(publications[0], edith, mona)
    datafeed(client)
    whole = client.get(reverse("datafeed")).getvalue().decode()
    assert all(f'"item":[{publication.document}]' in whole for publication in publications)
    feed = json.loads(whole)
    assert (feed["@type"], feed["version"]) == ("DataFeed", 4)
    urls = [element["item"][0]["url"] for element in feed["dataFeedElement"]]
    assert urls == [json.loads(publication.document)["url"] for publication in (*publications[1:], publications[0])]


def test_since_a_version_returns_only_the_changes(client: Client, edith: User, mona: User) -> None:
    published = make_publication(edith, mona)
    make_publication(edith, mona)
    version = datafeed(client)["version"]
    assert datafeed(client, since=version)["dataFeedElement"] == []
    correction = make_correction(published, edith, mona)
    (element,) = datafeed(client, since=version)["dataFeedElement"]
    assert element["item"] == [json.loads(correction.document)]


def test_a_withdrawn_verdict_is_deleted_in_the_datafeed(client: Client, edith: User, mona: User) -> None:
    published = make_publication(edith, mona)
    withdraw_verdict(claim_id=published.claim_id, moderator=mona, reason="Nobody had counted.")
    (element,) = datafeed(client)["dataFeedElement"]
    (item,) = element["item"]
    assert element["dateDeleted"] == element["dateModified"]
    assert (item["creativeWorkStatus"], item["correction"]["text"]) == ("Withdrawn", "Nobody had counted.")
    assert not {"reviewRating", "reviewBody", "abstract"} & item.keys()


@pytest.mark.parametrize(
    ("since", "count"),
    [("2000-01-01", 2), ("2999-01-01", 0), ("2000-01-01T00:00:00Z", 2), ("1", 1), ("9" * 40, 0), ("", 2)],
)
def test_since_takes_a_number_a_day_or_an_instant(
    client: Client, since: str, count: int, edith: User, mona: User
) -> None:
    for _ in range(2):
        make_publication(edith, mona)
    assert len(datafeed(client, since=since)["dataFeedElement"]) == count


@pytest.mark.parametrize("since", ["yesterday", "-1", "2026-02-31", "²", "2026-05-03T25:00Z"])
def test_an_invalid_since_is_refused(client: Client, db: None, since: str) -> None:
    assert client.get(reverse("datafeed"), {"since": since}).status_code == 422


def test_the_datafeed_is_read_in_batches(
    client: Client, monkeypatch: pytest.MonkeyPatch, edith: User, mona: User, django_assert_max_num_queries: Any
) -> None:
    monkeypatch.setattr("claims.selectors.feeds.BATCH_ROWS", 2)
    for _ in range(5):
        make_publication(edith, mona)
    with django_assert_max_num_queries(9):
        assert len(datafeed(client)["dataFeedElement"]) == 5


def test_the_whole_feed_costs_no_query_and_answers_many_changes_too(
    client: Client, monkeypatch: pytest.MonkeyPatch, edith: User, mona: User, django_assert_num_queries: Any
) -> None:
    for _ in range(3):
        make_publication(edith, mona)
    assert len(datafeed(client)["dataFeedElement"]) == 3
    with django_assert_num_queries(0):
        assert client.get(reverse("datafeed")).getvalue()
    monkeypatch.setattr("claims.web.public.datafeeds.MAX_CHANGES", 1)
    assert len(datafeed(client, since=1)["dataFeedElement"]) == 3
    assert len(datafeed(client, since=2)["dataFeedElement"]) == 1


def test_unchanged_changes_are_not_sent_again(client: Client, edith: User, mona: User) -> None:
    make_publication(edith, mona)
    first = client.get(reverse("datafeed"), {"since": 0})
    headers = {"If-None-Match": first["ETag"]}
    assert client.get(reverse("datafeed"), {"since": 0}, headers=headers).status_code == 304
    make_publication(edith, mona)
    assert client.get(reverse("datafeed"), {"since": 0}, headers=headers).getvalue()
