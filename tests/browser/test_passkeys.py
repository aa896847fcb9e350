"""A passkey in Chromium's virtual device: added, used to sign in, renamed and removed, under the pages' policy."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from claims.models import Event, User
from tests.people import PASSWORD

pytestmark = pytest.mark.django_db(transaction=True)
DEVICE: dict[str, Any] = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def test_a_passkey_signs_in(open_session: Callable[..., Page], edith: User) -> None:
    page = open_session(edith)
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    device = devtools.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})["authenticatorId"]
    _add_passkey(page)
    _sign_in(page)
    _rename_and_remove(page)
    devtools.send("WebAuthn.removeVirtualAuthenticator", {"authenticatorId": device})
    changes = Event.objects.filter(verb="user.factor_changed").order_by("id")
    assert [event.data["change"] for event in changes if event.data["factor"] == "webauthn"] == [
        "added", "renamed", "removed",
    ]  # fmt: skip
    assert Event.objects.filter(verb="user.signed_in").count() == 1


def _add_passkey(page: Page) -> None:
    page.goto("/account/2fa/webauthn/add/")
    page.fill("input[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.fill("input[name=name]", "Laptop")
    page.check("input[name=passwordless]")
    page.click("#mfa_webauthn_add")
    page.wait_for_url("**/recovery-codes/**")


def _sign_in(page: Page) -> None:
    page.context.clear_cookies()
    page.goto("/account/login/?next=/queue/")
    page.click("#passkey_login")
    expect(page.get_by_role("heading", name="Queue", exact=True)).to_be_visible()


def _rename_and_remove(page: Page) -> None:
    page.goto("/account/2fa/webauthn/")
    page.get_by_role("link", name="Rename").click()
    page.fill("input[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.fill("input[name=name]", "Phone")
    page.click("#mfa_webauthn_edit")
    expect(page.get_by_role("heading", name="Phone")).to_be_visible()
    page.get_by_role("link", name="Remove").click()
    page.get_by_role("button", name="Remove").click()
    expect(page.get_by_text("You have no passkeys.")).to_be_visible()
