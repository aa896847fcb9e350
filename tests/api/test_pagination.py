"""Pagination: every row comes once, also with new rows and equal values."""

from typing import Any

import pytest
from rest_framework.test import APIClient

from claims.models import Claim, User
from tests.api.api_clients import API_ROOT, api_client
from tests.stories import make_publication, make_queued_claim


def get_pages(client: APIClient, path: str, limit: int = 2) -> list[list[dict[str, Any]]]:
    """Return all pages of a list, as a client reads them."""
    all_pages, path = [], f"{API_ROOT}/{path}{'&' if '?' in path else '?'}limit={limit}"
    while path:
        page = client.get(path).json()
        all_pages.append(page["results"])
        path = page["next"]
    return all_pages


def collect_ids(rows_by_page: list[list[dict[str, Any]]], name: str = "id") -> list[int]:
    return [row[name] for page in rows_by_page for row in page]


def test_pages_cover_the_whole_list(edith: User) -> None:
    expected = [make_queued_claim(edith).pk for _ in range(5)]
    all_pages = get_pages(api_client(edith), "claims/")
    assert [len(page) for page in all_pages] == [2, 2, 1]
    assert collect_ids(all_pages) == expected[::-1]


def test_claims_of_equal_check_worthiness_come_once(edith: User) -> None:
    expected = [make_queued_claim(edith).pk for _ in range(5)]
    Claim.objects.filter(pk=expected[3]).update(checkworthiness=0.9)
    assert collect_ids(get_pages(api_client(edith), "queue/")) == [expected[3], *expected[:3], expected[4]]


def test_new_rows_do_not_shift_pages(edith: User) -> None:
    expected = [make_queued_claim(edith).pk for _ in range(4)]
    client = api_client(edith)
    first = client.get(f"{API_ROOT}/claims/?limit=2").json()
    make_queued_claim(edith)
    assert [row["id"] for row in client.get(first["next"]).json()["results"]] == expected[1::-1]


def test_the_best_results_of_a_search_come_first_and_once(edith: User, mona: User) -> None:
    expected = {make_publication(edith, mona).claim_id for _ in range(5)}
    claim_ids = collect_ids(get_pages(api_client(None), "publications/?q=trees"), "claim")
    assert (len(claim_ids), set(claim_ids)) == (5, expected)


@pytest.mark.parametrize("filters", ["status=queued", "text=trees", "status=queued&text=TREES"])
def test_filters_apply_to_every_page(edith: User, filters: str) -> None:
    for _ in range(3):
        make_queued_claim(edith)
    assert len(collect_ids(get_pages(api_client(edith), f"claims/?{filters}"))) == 3
    assert collect_ids(get_pages(api_client(edith), "claims/?status=published")) == []
