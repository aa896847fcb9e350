"""A verdict made of hostile markup in a real browser: nothing runs, nothing is loaded from elsewhere."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from claims.models import User
from claims.publication_page import PublicationPage
from claims.services import publication_builder, publications
from claims.services.publication_builder import make_slug
from tests.hostile_markup import HOSTILE_MARKUP
from tests.stories import make_publication

pytestmark = pytest.mark.django_db(transaction=True)

COUNT_VIOLATIONS = """
    window.violations = [];
    document.addEventListener("securitypolicyviolation", (event) => window.violations.push(event.violatedDirective));
"""
TRY_EVERYTHING = """
    for (const element of document.querySelectorAll(".prose *, .verdict *")) {
      for (const type of ["mouseover", "focus", "pointerenter", "toggle", "error", "load"]) {
        element.dispatchEvent(new Event(type));
      }
    }
"""


@pytest.fixture
def hostile_address(edith: User, mona: User, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of a verdict whose headline, conclusion and justification are all the vectors."""
    build = publication_builder._build_page
    together = " ".join(HOSTILE_MARKUP).replace("\x00", "")

    def build_hostile(*arguments: Any) -> PublicationPage:
        page = build(*arguments)
        justification = "\n\n".join([*HOSTILE_MARKUP, "So it is [1]."]).replace("\x00", "")
        return replace(
            page, headline=together, slug=make_slug(together), conclusion=together, justification=justification
        )

    monkeypatch.setattr(publication_builder, "_build_page", build_hostile)
    monkeypatch.setattr(publications, "upsert_own_fact_check", lambda _publication: None)  # its title is shorter
    return make_publication(edith, mona).get_absolute_url()


@pytest.mark.parametrize("bypass_csp", [False, True])
def test_nothing_in_a_verdict_runs(
    browser: Browser, live_server: Any, hostile_address: str, *, bypass_csp: bool
) -> None:
    """The second time without the policy of the page, so that not the policy alone is what stops a vector."""
    context = browser.new_context(base_url=live_server.url, bypass_csp=bypass_csp)
    hosts: set[str | None] = set()
    page = context.new_page()
    page.on("request", lambda request: hosts.add(urlsplit(request.url).hostname))
    page.on("dialog", lambda dialog: dialog.dismiss())
    page.add_init_script(COUNT_VIOLATIONS)
    answer = page.goto(hostile_address)
    assert answer is not None
    assert answer.ok
    page.evaluate(TRY_EVERYTHING)
    assert page.locator(".prose p").count() > 200
    assert page.evaluate("[window.hits || 0, window.violations]") == [0, []]
    assert hosts == {urlsplit(live_server.url).hostname}
    context.close()
