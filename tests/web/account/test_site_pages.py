"""Writing the pages about the desk: a first text, a preview of the sanitised text, and the history."""

import pytest
from django.test import Client

from claims.models import SitePage, User
from tests.desk_look import Commits

FORM = {"title": "How we check", "body": "## We ask\n\n[twice](https://desk.example)", "published": "on"}


@pytest.fixture
def admin_client(client: Client, ada: User) -> Client:
    client.force_login(ada)
    return client


def test_a_page_starts_from_a_first_text_and_is_public_when_saved(admin_client: Client, commits: Commits) -> None:
    assert "Complete it, then save it" in admin_client.get("/site-pages/method/").text
    assert Client().get("/pages/method/").status_code == 404
    with commits():
        assert admin_client.post("/site-pages/method/", FORM).status_code == 302
    page = Client().get("/pages/method/").text
    assert "<h3>We ask</h3>" in page
    assert 'href="/pages/method/">How we check</a>' in page


def test_the_preview_is_sanitised_as_the_page_is(admin_client: Client) -> None:
    response = admin_client.post("/site-pages/preview/", {"body": "**Yes** <script>alert(1)</script>"})
    assert "<strong>Yes</strong>" in response.text
    assert "<script>" not in response.text
    assert admin_client.post("/site-pages/preview/", {"body": "x" * 30_001}).status_code == 422


def test_an_earlier_version_is_restored_by_its_button(admin_client: Client) -> None:
    for title in ("First", "Second"):
        admin_client.post("/site-pages/method/", FORM | {"title": title})
    first = SitePage.objects.get(title="First").pk
    assert f'action="/site-pages/versions/{first}/restore/"' in admin_client.get("/site-pages/method/").text
    admin_client.post(f"/site-pages/versions/{first}/restore/")
    assert SitePage.objects.order_by("-id")[0].title == "First"
    assert admin_client.post(f"/site-pages/versions/{2**31}/restore/").status_code == 404


def test_refused_text_stays_in_the_form(admin_client: Client) -> None:
    response = admin_client.post("/site-pages/method/", FORM | {"body": "[" * 5_000})
    assert response.status_code == 422
    assert "[" * 5_000 in response.text
    assert admin_client.get("/site-pages/imprint/").status_code == 404
