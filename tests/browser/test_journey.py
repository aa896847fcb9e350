"""The whole way in real browsers: a contributor, an editor, a moderator, and a reader without an account."""

import json

import pytest
from playwright.sync_api import Page, expect

from claims.models import Flag, User
from tests.browser.hands import SitDown, accept, give_evidence, hand_in, submit, write_verdict

pytestmark = pytest.mark.django_db(transaction=True)


def test_from_an_article_to_a_public_verdict_with_three_accounts(
    sit_down: SitDown, cora: User, edith: User, mona: User
) -> None:
    contributor, editor, moderator = sit_down(cora), sit_down(edith), sit_down(mona)
    hand_in(contributor)
    _check(editor)
    _send_back(moderator)
    _do_again(editor)
    _publish(moderator)
    _read_and_report(moderator.context.browser.new_context(base_url=_base(moderator)).new_page())  # type: ignore[union-attr]
    moderator.goto("/moderation/")
    expect(moderator.get_by_text("The office has counted again.")).to_be_visible()


def _base(page: Page) -> str:
    return page.url.split("/moderation")[0].split("/desk")[0]


def _check(page: Page) -> None:
    page.goto("/articles/")
    page.get_by_role("link", name="Trees for the town").first.click()
    accept(page)
    page.goto("/queue/")
    page.get_by_role("button", name="Next claim").click()
    give_evidence(page)
    write_verdict(page)
    submit(page)


def _send_back(page: Page) -> None:
    page.goto("/moderation/")
    page.get_by_role("link", name="300 trees were planted").click()
    page.locator("summary", has_text="Send back").click()
    page.get_by_label("What has to change?").fill("Say when they were counted.")
    page.get_by_role("button", name="Send back").click()
    page.wait_for_url("**/moderation/")


def _do_again(page: Page) -> None:
    page.goto("/queue/")
    expect(page.get_by_text("Say when they were counted.")).to_be_visible()
    page.get_by_role("link", name="300 trees were planted").first.click()
    page.get_by_label("Justification").fill("In March the parks office counted 298 trees.")
    submit(page)


def _publish(page: Page) -> None:
    page.goto("/moderation/")
    page.get_by_role("link", name="300 trees were planted").click()
    page.get_by_role("button", name="Approve").click()
    page.get_by_role("button", name="Publish").click()
    expect(page.locator("summary", has_text="Withdraw")).to_be_visible()


def _read_and_report(page: Page) -> None:
    page.goto("/?q=trees")
    page.get_by_role("link", name="300 trees were planted").click()
    expect(page.get_by_text("In March the parks office counted 298 trees.")).to_be_visible()
    review = json.loads(page.locator("script[type='application/ld+json']").inner_text())
    assert review["reviewRating"]["alternateName"] == "Mostly true"
    assert review["itemReviewed"]["author"]["name"] == "The mayor"
    page.get_by_role("link", name="Report a problem").click()
    page.get_by_label("out of date").check()
    page.get_by_label("What should we look at?").fill("The office has counted again.")
    page.get_by_role("button", name="Send the report").click()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    assert Flag.objects.get().text == "The office has counted again."
    page.context.close()
