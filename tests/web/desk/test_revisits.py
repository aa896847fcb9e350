"""What changed on a page after the desk read it: word by word on its page, on the article, and in the case."""

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import Case, User
from tests.stories import make_changed_page


@pytest.fixture
def desk(client: Client, mona: User) -> Client:
    client.force_login(mona)
    return client


def test_the_changes_stand_word_by_word_on_the_page_and_in_the_case_until_it_is_closed(
    desk: Client, edith: User
) -> None:
    revisit = make_changed_page(edith)
    case = Case.objects.get()
    for address in (reverse("revisit", args=[revisit.pk]), reverse("case", args=[case.pk])):
        page = desk.get(address).content.decode()
        assert "<del>300</del><ins>280</ins>" in page
        assert "The words are gone." in page
    assert "1 passage touched" in desk.get(reverse("moderation")).content.decode()
    article = reverse("article", args=[revisit.article_id])
    page = desk.get(article).content.decode()
    assert "The page was changed after the desk read it" in page
    assert "300 trees were planted" in page
    desk.post(reverse("case_decide", args=[case.pk]), {"move": "close", "note": "They corrected it."})
    revisit.refresh_from_db()
    case.refresh_from_db()
    assert (revisit.touched_since, case.closed is None) == (None, False)
