"""A desk with demo accounts answers its own machine only."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse


@pytest.fixture
def demo(settings: Any, db: None) -> Any:
    settings.DEMO, settings.ALLOWED_HOSTS = True, ["*"]
    return settings


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8000", "[::1]:8000", "[::1]"])
@pytest.mark.parametrize("address", ["127.0.0.1", "::1"])
def test_this_machine_is_served(demo: Any, client: Client, host: str, address: str) -> None:
    assert client.get(reverse("front"), REMOTE_ADDR=address, HTTP_HOST=host).status_code == 200


@pytest.mark.parametrize(
    "request_facts",
    [
        {"REMOTE_ADDR": "192.0.2.7"},
        {"REMOTE_ADDR": ""},
        {"HTTP_HOST": "desk.example"},
        {"HTTP_X_FORWARDED_FOR": "192.0.2.7"},
        {"HTTP_X_FORWARDED_FOR": "127.0.0.1"},
        {"HTTP_FORWARDED": "for=192.0.2.7"},
        {"HTTP_X_REAL_IP": "192.0.2.7"},
    ],
)
def test_others_are_refused(demo: Any, client: Client, request_facts: dict[str, str]) -> None:
    facts: dict[str, Any] = {"REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": "localhost", **request_facts}
    for path in (reverse("front"), reverse("account_login"), "/api/v1/publications/"):
        assert client.get(path, **facts).status_code == 403


def test_a_desk_without_demo_accounts_is_not_concerned(demo: Any, client: Client) -> None:
    demo.DEMO = False
    assert client.get(reverse("front"), REMOTE_ADDR="192.0.2.7", HTTP_HOST="desk.example").status_code == 200
