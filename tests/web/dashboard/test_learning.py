"""The page on which people see what the reader learned from them, and moderators take it back."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import User, WeightsInUse
from claims.services.learned_weights import learn_weights
from claims.tasks import compute_metrics, rescore_open_claims
from tests.learning_stories import make_decided_claims, make_learned_weights

LEARNING_URL = reverse("learning")
CHART_TITLE = "Order of claims, learned from this desk"


def read_page(client: Client) -> str:
    return " ".join(client.get(LEARNING_URL).content.decode().split())


def accept_all(_text: str, _wanted: bool) -> bool:
    return True


def dismiss_all(_text: str, _wanted: bool) -> bool:
    return False


@pytest.mark.parametrize(
    ("count", "decide", "sentence"),
    [
        (3, accept_all, "197 more decisions are needed before the reader can learn"),
        (199, accept_all, "1 more decision is needed before the reader can learn"),
        (200, dismiss_all, "10 more accepted claims are needed"),
        (200, accept_all, "10 more claims dismissed as not worth checking are needed"),
    ],
)
def test_the_page_says_how_many_decisions_are_missing(
    client: Client, edith: User, count: int, decide: Callable[[str, bool], bool], sentence: str
) -> None:
    make_decided_claims(edith, count, decide)
    client.force_login(edith)
    page = read_page(client)
    assert sentence in page
    assert "Claims are scored by the weights that the reader came with." in page


def test_weights_that_are_not_in_the_nightly_chart_yet_have_no_empty_one(client: Client, edith: User) -> None:
    client.force_login(edith)
    assert CHART_TITLE in read_page(client)
    make_learned_weights()
    assert CHART_TITLE not in read_page(client)


def test_the_page_shows_both_curves_words_and_versions(client: Client, edith: User) -> None:
    make_decided_claims(edith, 300)
    learn_weights()
    compute_metrics()
    client.force_login(edith)
    page = read_page(client)
    assert "more decision" not in page
    assert "from 300 decisions" in page
    assert "Open claims are being scored anew" in page
    assert re.search(r"Counts for more here: <span[^>]*>[^<]*\bschools\b", page)
    assert re.search(r"Counts for less here: <span[^>]*>[^<]*\bwar\b", page)
    assert CHART_TITLE in page
    assert "Shipped weights" in page
    assert '<svg class="chart__drawing"' in page
    assert "Moderators can change this." in page
    assert "Go back" not in page


def test_a_moderator_goes_back_and_undoes_it(client: Client, mona: User) -> None:
    first, second = make_learned_weights(), make_learned_weights()
    WeightsInUse.objects.create(pk=1, weights=second)
    client.force_login(mona)
    assert client.post(reverse("learning_choose"), {"weights": first.pk}).headers["Location"] == LEARNING_URL
    choice = WeightsInUse.objects.get()
    assert (choice.weights, choice.follows, choice.changed_by) == (first, False, mona)
    page = read_page(client)
    undo = reverse("learning_undo", args=[choice.version])
    assert page.count(undo) == 2, "in the message and on the page"
    assert "This stays so until somebody changes it" in page
    client.post(reverse("learning_choose"))
    assert client.post(undo).status_code == 409, "somebody has chosen since"
    choice.refresh_from_db()
    assert choice.weights is None
    client.post(reverse("learning_undo", args=[choice.version]))
    choice.refresh_from_db()
    assert choice.weights == first
    client.post(reverse("learning_choose"), {"weights": second.pk, "follows": "on"})
    rescore_open_claims()
    choice.refresh_from_db()
    assert (choice.weights, choice.follows, choice.rescored_up_to) == (second, True, None)
    for nonsense in ("0", "x", "9" * 30, str(second.pk + 1)):
        assert client.post(reverse("learning_choose"), {"weights": nonsense}).status_code == 404
