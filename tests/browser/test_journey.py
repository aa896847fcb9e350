"""From an article to a published verdict: a contributor, an editor, a moderator, and a reader without an account."""

import json

import pytest
from playwright.sync_api import Page, expect

from claims.models import Report, User
from tests.browser.page_actions import (
    OpenSession,
    accept_focused_claim,
    add_evidence_by_form,
    submit_article,
    submit_verdict_by_form,
    write_verdict,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.long
def test_an_article_becomes_a_published_verdict(open_session: OpenSession, cora: User, edith: User, mona: User) -> None:
    contributor, editor, moderator = open_session(cora), open_session(edith), open_session(mona)
    submit_article(contributor)
    _check_claim(editor)
    _send_back(moderator)
    _revise_verdict(editor)
    _publish_verdict(moderator)
    _report_problem(moderator.context.browser.new_context(base_url=_base_url(moderator)).new_page())  # type: ignore[union-attr]
    moderator.goto("/moderation/")
    expect(moderator.get_by_text("The office has counted again.")).to_be_visible()


def _base_url(page: Page) -> str:
    return page.url.split("/moderation")[0].split("/desk")[0]


def _check_claim(page: Page) -> None:
    page.goto("/articles/")
    page.get_by_role("link", name="Trees for the town").first.click()
    accept_focused_claim(page)
    page.goto("/queue/")
    page.get_by_role("button", name="Next claim").click()
    add_evidence_by_form(page)
    write_verdict(page)
    submit_verdict_by_form(page)


def _send_back(page: Page) -> None:
    page.goto("/moderation/")
    page.get_by_role("link", name="300 trees were planted").click()
    page.locator("summary", has_text="Send back").click()
    page.get_by_label("What has to change?").fill("Say when they were counted.")
    page.get_by_role("button", name="Send back").click()
    page.wait_for_url("**/moderation/")


def _revise_verdict(page: Page) -> None:
    page.goto("/queue/")
    expect(page.get_by_text("Say when they were counted.")).to_be_visible()
    page.get_by_role("link", name="300 trees were planted").first.click()
    page.get_by_label("Justification").fill("In March the parks office counted 298 trees.")
    submit_verdict_by_form(page)


def _publish_verdict(page: Page) -> None:
    page.goto("/moderation/")
    page.get_by_role("link", name="300 trees were planted").click()
    page.get_by_role("button", name="Approve").click()
    page.get_by_role("button", name="Publish").click()
    expect(page.locator("summary", has_text="Withdraw")).to_be_visible()


def _report_problem(page: Page) -> None:
    page.goto("/?q=trees")
    page.get_by_role("link", name="300 trees were planted").click()
    expect(page.get_by_text("In March the parks office counted 298 trees.", exact=True)).to_be_visible()
    review = json.loads(page.locator("script[type='application/ld+json']").inner_text())
    assert review["reviewRating"]["alternateName"] == "Mostly true"
    assert review["itemReviewed"]["author"]["name"] == "The mayor"
    page.get_by_role("link", name="Report a problem").click()
    page.get_by_label("out of date").check()
    page.get_by_label("What should we look at?").fill("The office has counted again.")
    page.get_by_role("button", name="Send report").click()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    assert Report.objects.get().text == "The office has counted again."
    page.context.close()
