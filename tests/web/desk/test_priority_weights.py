"""Everybody reads what gives points; a moderator changes it."""

from django.test import Client
from django.urls import reverse

from claims.models import User
from claims.priority import Weights
from claims.selectors.priority_weights import get_weights
from claims.services.priority_weights import reprioritise_claims, set_weights
from tests.stories import make_queued_claim

WEIGHTS_URL = reverse("weights")
NEW_POINTS = {"checkworthiness": "50", "reach": "2.5", "tip_count": "0", "age": "1", "deadline": "40"}


def test_a_moderator_weighs_and_the_rows_say_so(client: Client, edith: User, mona: User) -> None:
    make_queued_claim(edith)
    client.force_login(mona)
    assert client.post(WEIGHTS_URL, NEW_POINTS).headers["Location"] == WEIGHTS_URL
    assert get_weights() == Weights(50, 2.5, 0, 1, 40)
    page = client.get(WEIGHTS_URL).content.decode()
    assert "The claims are moving to their new places" in page
    assert "Last weighed by Mona" in page
    assert "+35.0" in client.get(reverse("queue")).content.decode()


def test_when_all_have_moved_the_page_is_quiet(client: Client, edith: User, mona: User) -> None:
    set_weights(by=mona, weights=Weights())
    reprioritise_claims()
    client.force_login(edith)
    page = client.get(WEIGHTS_URL).content.decode()
    assert "moving" not in page
    assert "A moderator can change this." in page
    assert "Weigh like this" not in page


def test_nonsense_is_said_beside_its_field(client: Client, mona: User) -> None:
    client.force_login(mona)
    for nonsense in ("nan", "inf", "-1", "1001", "many", ""):
        answer = client.post(WEIGHTS_URL, NEW_POINTS | {"reach": nonsense})
        assert answer.status_code == 422
        assert "Nothing was changed" in answer.content.decode()
    assert get_weights() == Weights()
