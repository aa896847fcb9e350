"""What the log does not say: it is read by more people than the desk's data."""

import logging

import pytest
from django.test import Client


@pytest.mark.parametrize(
    ("path", "secret"),
    [
        ("/account/password/reset/key/1-abcdef-0123456789/", "abcdef"),
        ("/v1alpha1/claims:search?query=dam&key=AIzaSecret", "AIzaSecret"),
    ],
)
def test_a_secret_in_an_address_is_not_written_down(
    client: Client, db: None, caplog: pytest.LogCaptureFixture, path: str, secret: str
) -> None:
    with caplog.at_level(logging.INFO):
        client.get(path)
    lines = [str(record.msg) for record in caplog.records]
    assert any("request_finished" in line and "…" in line for line in lines)
    assert [line for line in lines if secret in line] == []
