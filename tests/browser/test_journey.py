"""The whole way in real browsers: a contributor, an editor, a moderator, and a reader without an account."""

import json

import pytest
from playwright.sync_api import Page, expect

from claims.models import Article, Flag, User
from tests.browser.test_desk import TEXT, SitDown, read

pytestmark = pytest.mark.django_db(transaction=True)


def test_from_an_article_to_a_public_verdict_with_three_accounts(
    sit_down: SitDown, cora: User, edith: User, mona: User
) -> None:
    contributor, editor, moderator = sit_down(cora), sit_down(edith), sit_down(mona)
    _hand_in(contributor)
    _check(editor)
    _send_back(moderator)
    _do_again(editor)
    _publish(moderator)
    _read_and_report(moderator.context.browser.new_context(base_url=_base(moderator)).new_page())  # type: ignore[union-attr]
    moderator.goto("/moderation/")
    expect(moderator.get_by_text("The office has counted again.")).to_be_visible()


def _base(page: Page) -> str:
    return page.url.split("/moderation")[0].split("/desk")[0]


def _hand_in(page: Page) -> None:
    page.goto("/articles/new/")
    page.get_by_label("Text of the article").fill(TEXT)
    page.get_by_role("button", name="Take it in").click()
    expect(page.locator("#progress")).to_contain_text("waiting to be read")
    read(Article.objects.get())
    expect(page.locator("#progress")).to_have_count(0)


def _check(page: Page) -> None:
    page.goto("/articles/")
    page.get_by_role("link", name="Trees for the town").first.click()
    page.locator("mark.claim").click()
    page.locator("[data-claim-card]").get_by_role("button", name="Accept").click()
    expect(page.locator("mark.claim")).to_have_attribute("data-status", "queued")
    page.goto("/queue/")
    page.get_by_role("button", name="Next claim").click()
    page.get_by_text("Add evidence").first.click()
    page.get_by_label("Question").fill("How many trees were planted?")
    page.get_by_label("Answer").fill("The parks office counted 298.")
    page.get_by_label("Address").fill("https://parks.example/trees")
    page.get_by_label("supports", exact=True).check()
    page.get_by_role("button", name="Add evidence").click()
    page.get_by_label("Mostly true").check()
    page.get_by_label("Summary").fill("Two trees fewer, but close.")
    page.get_by_label("Justification").fill("The parks office counted 298 trees.")
    _submit(page)


def _submit(page: Page) -> None:
    expect(page.locator("#wanted li[data-done]")).to_have_count(4)
    page.get_by_role("button", name="Submit").click()
    expect(page.get_by_text("Submitted: a moderator will look at it.")).to_be_visible()


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
    _submit(page)


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
