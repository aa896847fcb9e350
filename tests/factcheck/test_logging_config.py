"""Log lines contain no secrets."""

import logging

import pytest
from django.test import Client


@pytest.mark.parametrize(
    ("path", "secret"),
    [
        ("/account/password/reset/key/1-abcdef-0123456789/", "abcdef"),
        ("/account/confirm-email/MQ:1abc:secretsecret/", "secretsecret"),
        ("/tips/0d9f6f5e-3c5c-4a5e-9f0a-1b2c3d4e5f60/", "0d9f6f5e"),
        ("/v1alpha1/claims:search?query=dam&key=AIzaSecret", "AIzaSecret"),
    ],
)
def test_a_secret_in_a_url_is_not_logged(
    client: Client, db: None, caplog: pytest.LogCaptureFixture, path: str, secret: str
) -> None:
    with caplog.at_level(logging.INFO):
        client.get(path)
    lines = [str(record.msg) for record in caplog.records]
    assert any("request_finished" in line and "…" in line for line in lines)
    assert [line for line in lines if secret in line] == []


def test_a_forged_ip_address_is_not_logged(client: Client, db: None, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        client.get("/", headers={"X-Forwarded-For": "203.0.113.9"})
    lines = [str(record.msg) for record in caplog.records if "request_finished" in str(record.msg)]
    assert lines
    assert all("127.0.0.1" in line and "203.0.113.9" not in line for line in lines)
