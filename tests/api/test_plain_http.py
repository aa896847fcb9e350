"""A token that travels in clear is refused instead of being redirected."""

from typing import Any

import pytest
from django.test import Client


@pytest.fixture
def over_https(settings: Any) -> Any:
    settings.SECURE_SSL_REDIRECT = True
    return settings


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_token_in_clear_is_refused_by_name(over_https: Any, client: Client, method: str) -> None:
    response = getattr(client, method)("/api/v1/articles/", headers={"Authorization": "Token secret"})
    assert (response.status_code, response["Content-Type"]) == (403, "application/problem+json")
    assert response.json()["code"] == "https_required"
    assert "Location" not in response


def test_what_carries_no_token_is_redirected(over_https: Any, client: Client) -> None:
    response = client.get("/api/v1/publications/")
    assert (response.status_code, response["Location"]) == (301, "https://testserver/api/v1/publications/")


def test_a_token_over_https_reaches_the_api(over_https: Any, client: Client, db: None) -> None:
    response = client.get("/api/v1/articles/", headers={"Authorization": "Token secret"}, secure=True)
    assert response.status_code == 401


def test_health_checks_and_figures_are_answered_over_plain_http(over_https: Any, client: Client) -> None:
    monitor = {"Authorization": "Bearer secret"}
    assert client.get("/health/live", headers=monitor).status_code == 200
    assert client.get("/healthy", headers=monitor).json()["code"] == "https_required"
