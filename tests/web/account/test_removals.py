"""The page that takes words out of a published verdict."""

from django.test import Client
from django.urls import reverse

from claims.models import Removal, User
from tests.stories import make_publication
from tests.translation_stories import make_translation

WORDS = "parks office"


def test_the_page_shows_how_it_will_read_and_asks_for_the_number(
    edith: User, mona: User, ada: User, client: Client
) -> None:
    published = make_publication(edith, mona)
    client.force_login(ada)
    address = reverse("redaction", args=[published.claim_id])
    assert "cannot be undone" in client.get(address).text
    page = client.post(address, {"passage": WORDS, "preview": ""})
    assert page.status_code == 200
    assert "The [removed] counted 298." in page.text
    assert client.post(address, {"passage": "nowhere in it", "preview": ""}).status_code == 422
    assert client.post(address, {"passage": WORDS, "reason": "law", "confirmation": "0"}).status_code == 422
    assert not Removal.objects.exists()
    confirmed = {"passage": WORDS, "reason": "law", "confirmation": str(published.claim_id)}
    assert client.post(address, confirmed).status_code == 302
    assert Removal.objects.get().kind == "passage"


def test_the_page_says_in_which_languages_the_words_may_stand(
    edith: User, mona: User, ada: User, client: Client
) -> None:
    published = make_publication(edith, mona)
    client.force_login(ada)
    address = reverse("redaction", args=[published.claim_id])
    assert "several languages" not in client.get(address).text
    make_translation(published, edith, mona)
    assert "<ul><li>English</li><li>French</li></ul>" in client.get(address).text
