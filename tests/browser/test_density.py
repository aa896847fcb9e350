"""How many claims the queue shows on a screen: with the density that everybody has at first, and the other one."""

import pytest

from claims.models import Claim, User
from claims.services.batch_triage import decide_claims
from claims.services.densities import set_density
from tests.browser.page_actions import OpenSession
from tests.stories import make_taken_claim
from tests.web.desk.test_triage_cards import make_full_article

pytestmark = pytest.mark.django_db(transaction=True)
COUNT_ROWS = """() => [...document.querySelectorAll(".queue__row")]
    .filter(row => row.getBoundingClientRect().bottom <= innerHeight).length"""


@pytest.mark.parametrize(("density", "least"), [("comfortable", 2), ("", 12)])
def test_the_queue_on_a_screen_900_pixels_high(
    open_session: OpenSession, edith: User, density: str, least: int
) -> None:
    article = make_full_article(edith, 20)
    seen = dict.fromkeys(Claim.objects.values_list("pk", flat=True))
    decide_claims(article_id=article.pk, name="accept", seen=seen, editor=edith)
    make_taken_claim(edith)
    if density:
        set_density(person=edith, density=density)
    page = open_session(edith, viewport={"width": 1280, "height": 900})
    page.goto("/queue/")
    assert page.evaluate(COUNT_ROWS) >= least
    page.keyboard.press("j")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
