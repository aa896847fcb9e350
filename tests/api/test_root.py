"""The start of the API: JSON for programs, a page for browsers, and links that lead somewhere."""

from typing import Any

import pytest
from django.conf import settings
from django.urls import resolve
from lxml import html
from rest_framework.test import APIClient

from claims.api.root import ENTRANCES
from tests.api.api_clients import assert_problem

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


def _entrances(accept: str, path: str = "/api/") -> list[dict[str, Any]]:
    answer = APIClient().get(path, headers={"Accept": accept})
    assert answer["Content-Type"] == "application/json"
    return list(answer.json()["results"])


@pytest.mark.parametrize("accept", ["application/json", "*/*"])
def test_programs_get_json(db: None, accept: str) -> None:
    names = {row["name"] for row in _entrances(accept)}
    assert names >= {"v1", "quick_start", "docs", "schema", "feed_atom", "datafeed", "claims_search", "health"}
    assert _entrances(accept, "/api/v1/") == _entrances(accept)


def test_browsers_get_a_page_with_the_same_links(db: None) -> None:
    answer = APIClient().get("/api/", headers={"Accept": BROWSER})
    assert answer["Content-Type"].startswith("text/html")
    assert "Accept" in answer["Vary"]
    links = {link.get("href"): link.text for link in html.fromstring(answer.content).xpath("//main//li//a")}
    assert links == {row["url"]: row["title"] for row in _entrances("application/json")}


def test_every_link_leads_somewhere(db: None) -> None:
    urls = {row["name"]: row["url"] for row in _entrances("application/json")}
    assert all(url.startswith(f"{settings.BASE_URL}/") for url in urls.values())
    found = {name: resolve(url.removeprefix(settings.BASE_URL)).view_name for name, url in urls.items()}
    assert found == {row.name: row.route for row in ENTRANCES}


def test_other_formats_are_refused(db: None) -> None:
    assert_problem(APIClient().get("/api/", headers={"Accept": "image/png"}), 406, "not_acceptable")
