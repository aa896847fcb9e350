"""Tests of the page of search results."""

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import User
from claims.services.tips import decline_tip, submit_tip
from tests.stories import make_queued_claim

URL = reverse("search")


@pytest.fixture
def desk(client: Client, edith: User) -> Client:
    client.force_login(edith)
    return client


def test_the_page_works_without_a_script(desk: Client, edith: User) -> None:
    claim = make_queued_claim(edith)
    page = desk.get(URL, {"q": "trees"}).content.decode()
    assert f'data-result href="{reverse("claim", args=[claim.pk])}"' in page
    assert "queued" in page
    assert 'value="trees"' in page


def test_the_palette_gets_the_results_alone(desk: Client, edith: User) -> None:
    make_queued_claim(edith)
    answer = desk.get(URL, {"q": "trees"}, headers={"HX-Request": "true"}).content.decode()
    assert "data-result" in answer
    assert "<html" not in answer


def test_nothing_is_found_in_words(desk: Client) -> None:
    assert 'Nothing found for “<span translate="no">&lt;b&gt;</span>”.' in desk.get(URL, {"q": "<b>"}).content.decode()


def test_a_result_leads_to_the_page_of_its_tip(desk: Client, edith: User) -> None:
    first, second, declined = (submit_tip(text=f"Were {number} wombats planted?") for number in (7, 80, 900))
    decline_tip(tip_id=declined.pk, reason="opinion", editor=edith)
    for tip, others in ((second, [first]), (declined, [first, second])):
        page = desk.get(URL, {"q": tip.text}).content.decode()
        href = page.split('data-result href="')[1].split('"')[0].replace("&amp;", "&")
        assert href.endswith(f"#tip-{tip.pk}")
        listed = desk.get(href).content.decode()
        assert f'id="tip-{tip.pk}"' in listed
        assert not any(f'id="tip-{other.pk}"' in listed for other in others)
