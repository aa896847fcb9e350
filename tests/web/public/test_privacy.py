"""The privacy page says what the table of retention says."""

from typing import Any

import pytest
from django.test import Client


@pytest.mark.django_db
def test_the_page_has_every_period_with_the_days_of_this_desk(client: Client, settings: Any) -> None:
    settings.RETENTION_DAYS = {**settings.RETENTION_DAYS, "tip_addresses": 41}
    page = client.get("/privacy/")
    assert "Erased 41 days after our last mail." in page.text
    assert "Deleted after 180 days." in page.text
    assert 'href="/my-data/"' in page.text
    assert 'href="/privacy/"' in client.get("/").text
