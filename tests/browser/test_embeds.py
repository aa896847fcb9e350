"""The frame of an embedded verdict is as high as the card in it, on wide and narrow screens."""

import re

import pytest

from claims.models import Publication, User
from claims.web.public.frame_size import WIDE_PIXELS, FrameSize, measure_frame
from tests.browser.page_actions import OpenSession
from tests.stories import make_taken_claim, make_written_draft
from tests.web.public.test_verdict_articles import publish_article

pytestmark = pytest.mark.django_db(transaction=True)
SUMMARY = "The town ordered 300 trees and planted 298: two of them died before they were in the ground of Mill Lane. "
SCREEN_WIDTHS = (1280, 640, 500, 360)
PAGE_EDGE_PIXELS = 40
"""What a page leaves beside its text, left and right together."""

MAX_EMPTY_SHARE = 0.35
"""Of the frame that may be empty below the card."""


def test_a_frame_fits_its_card(open_session: OpenSession, edith: User, mona: User) -> None:
    publications = [_publish(edith, mona, (SUMMARY * 5)[:length].strip()) for length in (40, 200, 480)]
    page = open_session(edith)
    misfits = []
    for publication in publications:
        page.goto(f"/embed/{publication.claim_id}/")
        page.evaluate("document.fonts.ready.then(() => null)")
        for screen in SCREEN_WIDTHS:
            frame = min(screen - PAGE_EDGE_PIXELS, WIDE_PIXELS)
            page.set_viewport_size({"width": frame, "height": 100})
            needed = page.evaluate("document.documentElement.scrollHeight")
            height = _css_pixels(measure_frame(publication), screen)
            if not needed <= height <= needed / (1 - MAX_EMPTY_SHARE):
                misfits.append((len(publication.summary), screen, height, needed))
    assert misfits == []


def _publish(edith: User, mona: User, summary: str) -> Publication:
    claim = make_taken_claim(edith)
    make_written_draft(claim, edith)
    return publish_article(claim, edith, mona, summary=summary)


def _css_pixels(size: FrameSize, screen: int) -> float:
    """Compute what the browser makes of the height on a screen."""
    match = re.fullmatch(r"clamp\((\d+)px,calc\((\d+)px - ([\d.]+)vw\),(\d+)px\)", size.css_height)
    assert match
    least, at_zero, slope, most = map(float, match.groups())
    return max(least, min(at_zero - slope * screen / 100, most))
