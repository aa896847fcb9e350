"""Public pages made of hostile markup in a real browser: nothing runs, nothing is loaded from elsewhere."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from claims.models import Scale, SitePage, User
from claims.publication_page import PageFile, PublicationPage
from claims.rating_scales import STANDARD_SCALE
from claims.services import publication_builder, publication_records
from claims.services.publication_builder import make_slug
from tests.hostile_markup import HOSTILE_MARKUP
from tests.stories import make_publication

pytestmark = pytest.mark.django_db(transaction=True)

COUNT_VIOLATIONS = """
    window.violations = [];
    document.addEventListener("securitypolicyviolation", (event) => window.violations.push(event.violatedDirective));
"""
TRY_EVERYTHING = """
    for (const element of document.querySelectorAll("main *")) {
      for (const type of ["mouseover", "focus", "pointerenter", "toggle", "error", "load"]) {
        element.dispatchEvent(new Event(type));
      }
    }
"""


TOGETHER = " ".join(HOSTILE_MARKUP).replace("\x00", "")
PARAGRAPHS = "\n\n".join(HOSTILE_MARKUP).replace("\x00", "")


@pytest.fixture
def hostile_addresses(edith: User, mona: User, ada: User, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A verdict, the scale and a page about the desk, in which each text is all the vectors."""
    build = publication_builder._build_page

    def build_hostile(*arguments: Any) -> PublicationPage:
        page = build(*arguments)
        picture = PageFile(sha256="0" * 64, media_type="image/png", size_bytes=9, width=2, height=2)
        evidence = tuple(replace(item, file=picture, alt_text=TOGETHER, credit=TOGETHER) for item in page.evidence)
        return replace(
            page, headline=TOGETHER, slug=make_slug(TOGETHER), conclusion=TOGETHER, rating_label=TOGETHER,
            justification=f"{PARAGRAPHS}\n\nSo it is [1].", evidence=evidence,
        )  # fmt: skip

    monkeypatch.setattr(publication_builder, "_build_page", build_hostile)
    monkeypatch.setattr(publication_records, "upsert_own_fact_check", lambda _publication: None)  # its title is shorter
    address = make_publication(edith, mona).get_absolute_url()
    texts = {"en": TOGETHER}
    points = [replace(point, labels=texts, meanings=texts, symbol=TOGETHER) for point in STANDARD_SCALE.points]
    Scale.objects.create(number=2, points=[point.to_json() for point in points], created_by=ada)
    SitePage.objects.create(slug="about", language="en", title=TOGETHER[:120], body=PARAGRAPHS, saved_by=ada)
    return [address, "/how-we-rate/", "/pages/about/"]


@pytest.mark.parametrize("bypass_csp", [False, True])
def test_nothing_on_a_public_page_runs(
    browser: Browser, live_server: Any, hostile_addresses: list[str], *, bypass_csp: bool
) -> None:
    """The second time without the policy of the page, so that not the policy alone is what stops a vector."""
    context = browser.new_context(base_url=live_server.url, bypass_csp=bypass_csp)
    hosts: set[str | None] = set()
    page = context.new_page()
    page.on("request", lambda request: hosts.add(urlsplit(request.url).hostname))
    page.on("dialog", lambda dialog: dialog.dismiss())
    page.add_init_script(COUNT_VIOLATIONS)
    for address in hostile_addresses:
        answer = page.goto(address)
        assert answer is not None
        assert answer.ok
        page.evaluate(TRY_EVERYTHING)
        assert (page.locator("main").text_content() or "").count("window.hits") > 200
        assert page.evaluate("[window.hits || 0, window.violations]") == [0, []]
        assert hosts == {urlsplit(live_server.url).hostname}
    context.close()
