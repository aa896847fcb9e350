"""Tests of the page on which everybody sees the priority weights and moderators change them."""

from django.test import Client
from django.urls import reverse

from claims.models import User
from claims.priority import Weights
from claims.selectors.priority_weights import get_weights
from claims.services.priority_weights import reprioritise_claims, set_weights
from tests.stories import make_queued_claim

WEIGHTS_URL = reverse("weights")
NEW_POINTS = {"checkworthiness": "50", "reach": "2.5", "tip_count": "0", "age": "1", "deadline": "40"}


def test_a_moderator_changes_the_weights_and_the_queue_shows_the_points(
    client: Client, edith: User, mona: User
) -> None:
    make_queued_claim(edith)
    client.force_login(mona)
    assert client.post(WEIGHTS_URL, NEW_POINTS).headers["Location"] == WEIGHTS_URL
    assert get_weights() == Weights(50, 2.5, 0, 1, 40)
    page = client.get(WEIGHTS_URL).content.decode()
    assert "The queue is being reordered" in page
    assert "Last changed by Mona" in page
    assert "+35.0" in client.get(reverse("queue")).content.decode()


def test_editors_see_the_weights_without_the_form(client: Client, edith: User, mona: User) -> None:
    set_weights(by=mona, weights=Weights())
    reprioritise_claims()
    client.force_login(edith)
    page = client.get(WEIGHTS_URL).content.decode()
    assert "being reordered" not in page
    assert "Moderators can change the weights." in page
    assert "Save weights" not in page


def test_invalid_points_are_refused(client: Client, mona: User) -> None:
    client.force_login(mona)
    for invalid in ("nan", "inf", "-1", "1001", "many", ""):
        answer = client.post(WEIGHTS_URL, NEW_POINTS | {"reach": invalid})
        assert answer.status_code == 422
        assert "The weights were not saved" in answer.content.decode()
    assert get_weights() == Weights()
