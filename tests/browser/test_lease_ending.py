"""Tests of leaving the page of a claim: the lease is shortened, unless text is unsaved, and renewed on return."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from claims.models import Lease, User
from tests.browser.page_actions import OpenSession
from tests.stories import make_taken_claim

pytestmark = pytest.mark.django_db(transaction=True)


def minutes_left() -> float:
    return (Lease.objects.get(ended=None).expires - timezone.now()) / timedelta(minutes=1)


def wait_until(page: Page, condition: Callable[[], bool]) -> None:
    for _ in range(50):
        if condition():
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"{minutes_left()} minutes are left.")


def test_leaving_shortens_the_lease_and_coming_back_renews_it(open_session: OpenSession, edith: User) -> None:
    claim = make_taken_claim(edith)
    page = open_session(edith)
    page.goto(f"/claims/{claim.pk}/")
    page.goto("/articles/")
    wait_until(page, lambda: minutes_left() < 4)
    page.goto(f"/claims/{claim.pk}/")
    wait_until(page, lambda: minutes_left() > 25)


def test_unsaved_text_keeps_the_lease(open_session: OpenSession, edith: User) -> None:
    claim = make_taken_claim(edith)
    page = open_session(edith)
    page.goto(f"/claims/{claim.pk}/")
    page.get_by_text("Add evidence").first.click()
    page.get_by_label("Question").fill("How many trees")
    page.goto("/articles/")
    page.wait_for_timeout(500)
    assert minutes_left() > 25
