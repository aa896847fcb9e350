"""Google's Fact Check Tools API, with Google's client and with plain requests."""

import io
import json
from typing import Any

import pytest
from django.test import Client
from googleapiclient.discovery import build
from googleapiclient.errors import HttpError
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from claims.intake.claimreview_feeds import iterate_entries
from claims.models import User
from claims.services.fact_checks import import_fact_checks
from tests.claimreview_samples import claimreview_sample
from tests.stories import make_publication

SEARCH = "/v1alpha1/claims:search"
SITE = "reviewPublisherSiteFilter"


@pytest.fixture
def checked(db: None) -> None:
    import_entries(*(claimreview_sample(n, datePublished=f"2026-03-{n:02}") for n in range(1, 8)))


def import_entries(*entries: dict[str, Any]) -> None:
    import_fact_checks(entries=iterate_entries(io.BytesIO(json.dumps(entries).encode())), feed="x", by=None)


def search_claims(client: Client, **parameters: Any) -> dict[str, Any]:
    answer = client.get(SEARCH, parameters)
    assert answer.status_code == 200, answer.content
    data: dict[str, Any] = answer.json()
    return data


def assert_google_error(client: Client, **parameters: Any) -> str:
    answer = client.get(SEARCH, parameters)
    error = answer.json()["error"]
    assert answer["Content-Type"] == "application/json"
    assert (answer.status_code, error["code"], error["status"]) == (400, 400, "INVALID_ARGUMENT")
    return str(error["message"])


@pytest.fixture
def google(transactional_db: None, live_server: Any) -> Any:
    """Google's client with another base URL."""
    with build(
        "factchecktools",
        "v1alpha1",
        developerKey="any",
        client_options={"api_endpoint": live_server.url},
        static_discovery=True,
    ) as service:
        yield service.claims()


def test_googles_client_finds_our_and_imported_fact_checks(google: Any, edith: User, mona: User) -> None:
    publication = make_publication(edith, mona)
    import_entries(claimreview_sample(1, itemReviewed={"author": "The mayor", "datePublished": "2026-03-02"}))
    fact_checks = google.search(query="trees planted", languageCode="en-US").execute()["claims"]
    theirs, ours = sorted(fact_checks, key=lambda claim: claim["claimReview"][0]["publisher"]["site"], reverse=True)
    assert theirs == {
        "text": "The town planted 1 trees.",
        "claimant": "The mayor",
        "claimDate": "2026-03-02T00:00:00Z",
        "claimReview": [
            {
                "publisher": {"name": "The Checkers", "site": "check.example"},
                "url": "https://www.check.example/1",
                "title": "We counted",
                "reviewDate": "2026-03-05T00:00:00Z",
                "textualRating": "Mostly true",
                "languageCode": "en",
            }
        ],
    }
    assert ours["claimReview"][0]["url"] == json.loads(publication.document)["url"]
    assert ours["claimReview"][0]["textualRating"] == "Mostly true"


def test_googles_client_reads_all_pages(google: Any) -> None:
    import_entries(*(claimreview_sample(n) for n in range(1, 8)))
    request, texts = google.search(query="trees", pageSize=3), []
    while request is not None:
        answer = request.execute()
        texts.append([claim["text"] for claim in answer["claims"]])
        request = google.search_next(request, answer)
    assert [len(page) for page in texts] == [3, 3, 1]
    assert len({text for page in texts for text in page}) == 7


def test_googles_client_understands_our_errors(google: Any) -> None:
    with pytest.raises(HttpError) as missing:
        google.search().execute()
    assert (missing.value.status_code, "query is required" in missing.value.reason) == (400, True)
    with pytest.raises(HttpError) as image:
        google.imageSearch(imageUri="https://a.example/b.png").execute()
    assert json.loads(image.value.content)["error"]["status"] == "UNIMPLEMENTED"
    assert image.value.status_code == 501


@pytest.mark.usefixtures("checked")
def test_a_site_without_a_query_is_listed_newest_first(client: Client) -> None:
    first = search_claims(client, **{SITE: "https://www.check.example/", "pageSize": 4})
    assert [claim["text"][17] for claim in first["claims"]] == list("7654")
    second = search_claims(
        client, **{SITE: "https://www.check.example/", "pageSize": 9, "pageToken": first["nextPageToken"]}
    )
    assert [claim["text"][17] for claim in second["claims"]] == list("321")
    assert "nextPageToken" not in second
    assert search_claims(client, **{SITE: "check.example", "offset": 6})["claims"] == second["claims"][2:]


@pytest.mark.parametrize(
    "data",
    [
        {"query": "xyzzy"},
        {"query": "trees", "languageCode": "de"},
        {"query": "trees", SITE: "other.example"},
        {"query": "trees", "offset": 2_147_483_647},
        {SITE: "check.example", "offset": 2_147_483_647},
        {"query": "the"},
        {"query": "a\0b"},
    ],
)
@pytest.mark.usefixtures("checked")
def test_no_results_are_an_empty_message(client: Client, data: dict[str, Any]) -> None:
    assert search_claims(client, **data) == {}


@pytest.mark.usefixtures("checked")
def test_age_is_in_days(client: Client, time_machine: Any) -> None:
    time_machine.move_to("2026-03-08T12:00Z")
    assert len(search_claims(client, query="trees", maxAgeDays=3)["claims"]) == 3
    assert len(search_claims(client, query="trees", maxAgeDays=0)["claims"]) == 7
    assert len(search_claims(client, query="trees", maxAgeDays=2_147_483_647)["claims"]) == 7


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({}, "query is required"),
        ({"query": " "}, "query is required"),
        ({"query": "a", "pageSize": "many"}, "Invalid value at 'page_size' (TYPE_INT32), \"many\""),
        ({"query": "a", "pageSize": "2147483648"}, "Invalid value at 'page_size'"),
        ({"query": "a", "pageSize": "٣"}, "Invalid value at 'page_size'"),
        ({"query": "a", "pageSize": "-1"}, "page_size must not be negative"),
        ({"query": "a", "offset": "1" * 5_000}, "Invalid value at 'offset'"),
        ({"query": "a", "maxAgeDays": "1.5"}, "Invalid value at 'max_age_days'"),
        ({"query": "a", "pageToken": "made-up"}, "page_token"),
        ({"query": "a", SITE: "not a site"}, "review_publisher_site_filter"),
        ({"query": "a", "nonsense": "1"}, 'Unknown name "nonsense"'),
        ({"query": "a", "alt": "proto"}, "alt"),
    ],
)
def test_a_bad_parameter_gets_googles_error(client: Client, db: None, data: dict[str, Any], message: str) -> None:
    assert message in assert_google_error(client, **data)


@pytest.mark.usefixtures("checked")
def test_a_page_token_belongs_to_its_search(client: Client) -> None:
    token = search_claims(client, query="trees", pageSize=2)["nextPageToken"]
    assert "other parameters" in assert_google_error(client, query="town", pageToken=token)
    assert "page_token" in assert_google_error(client, query="trees", pageToken=token[:-2] + "xx")


@pytest.mark.parametrize("path", ["/v1alpha1/pages", "/v1alpha1/", "/v1alpha1/claims:forget"])
def test_an_unknown_path_gets_googles_error(client: Client, db: None, path: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.json()["error"]["status"]) == (404, "NOT_FOUND")


def test_a_search_cannot_be_posted(client: Client, db: None) -> None:
    answer = client.post(SEARCH, {"query": "a"})
    assert (answer.status_code, answer.json()["error"]["status"]) == (404, "NOT_FOUND")


def test_a_rate_limit_gets_googles_error(client: Client, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("claims.api.throttles.AnonymousThrottle.get_rate", lambda _: "1/min")
    client.get(SEARCH, {"query": "a"})
    answer = client.get(SEARCH, {"query": "a"})
    assert (answer.status_code, answer.json()["error"]["status"]) == (429, "RESOURCE_EXHAUSTED")
    assert answer["Retry-After"]


@pytest.mark.usefixtures("checked")
def test_a_search_costs_few_queries(client: Client, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(4):
        search_claims(client, query="trees in town")


class AnySearchQuery(TestCase):
    """Any query gets a page or a refusal."""

    @given(
        st.dictionaries(
            st.sampled_from(["query", "languageCode", SITE, "maxAgeDays", "pageSize", "pageToken", "offset", "key"]),
            st.text(max_size=30) | st.integers().map(str),
        )
    )
    @settings(max_examples=60, deadline=None)
    def test_any_query_gets_a_response(self, data: dict[str, str]) -> None:
        assert self.client.get(SEARCH, data).status_code in {200, 400, 429}
