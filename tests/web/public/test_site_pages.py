"""The pages about the desk as readers see them."""

import pytest
from django.test import Client

from claims.models import User
from claims.services.site_pages import save_site_page


@pytest.mark.django_db
def test_a_page_that_nobody_has_saved_does_not_exist(client: Client) -> None:
    assert client.get("/pages/about/").status_code == 404
    assert client.get("/pages/imprint/").status_code == 404


def test_what_an_admin_writes_on_the_scale_stands_before_its_points(client: Client, ada: User) -> None:
    save_site_page(slug="scale", language="en", title="How we rate", body="*Two* people.", published=True, by=ada)
    page = client.get("/how-we-rate/").text
    assert page.index("<em>Two</em> people.") < page.index('class="scale-points"')
    assert client.get("/pages/scale/").url == "/how-we-rate/"  # type: ignore[attr-defined]
    assert "/pages/scale/" not in client.get("/").text


def test_what_an_admin_writes_on_privacy_stands_before_the_table(client: Client, ada: User) -> None:
    save_site_page(slug="privacy", language="en", title="Privacy", body="Write to *Ada*.", published=True, by=ada)
    page = client.get("/privacy/").text
    assert page.index("Write to <em>Ada</em>.") < page.index("What we keep</h2>")
    assert client.get("/pages/privacy/").url == "/privacy/"  # type: ignore[attr-defined]
