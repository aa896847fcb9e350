"""An @ in a comment offers names: by keyboard, by mouse, and without taking keys from what else is typed."""

import pytest
from playwright.sync_api import expect

from claims.models import Comment, User
from claims.workflow import Role
from tests.browser.page_actions import OpenSession
from tests.people import create_user_with_role
from tests.stories import make_taken_claim

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_name_is_completed_by_keyboard_and_by_mouse(
    open_session: OpenSession, edith: User, emil: User, mona: User, cora: User
) -> None:
    jones = create_user_with_role("Emma Jones", Role.EDITOR)
    page = open_session(edith)
    page.goto(f"/claims/{make_taken_claim(edith).pk}/")
    page.keyboard.press("m")
    text, options = page.locator("#comment-text"), page.locator("#mention-list [role=option]")
    page.keyboard.type("Ask @em")
    expect(options).to_have_count(2)
    assert text.get_attribute("aria-activedescendant") == f"mention-option-{emil.pk}"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(text).to_have_value("Ask @Emma Jones ")
    page.keyboard.type("and @mo")
    expect(options).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator("#mention-list")).to_be_hidden()
    expect(text).to_be_focused()
    page.keyboard.type("n")
    options.first.click()
    expect(text).to_have_value("Ask @Emma Jones and @Mona ")
    page.keyboard.type("@cor")
    expect(page.locator("#mention-list")).to_be_hidden()
    page.keyboard.press("Control+Enter")
    expect(page.locator(".comment")).to_contain_text("@Emma Jones")
    assert {mention.user for mention in Comment.objects.get().mentions.all()} == {jones, mona}
