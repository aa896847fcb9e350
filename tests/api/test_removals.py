"""The API takes words out of a published verdict."""

from django.test import Client
from django.urls import reverse

from claims.models import User
from tests.stories import make_publication, newest_publication

WORDS = "parks office"


def test_the_api_redacts(edith: User, mona: User, ada: User, client: Client) -> None:
    published = make_publication(edith, mona)
    client.force_login(ada)
    address = reverse("api:redactions", args=[published.claim_id])
    answer = client.post(address, {"passage": WORDS, "reason": "law"}, content_type="application/json")
    assert answer.status_code == 201, answer.content
    assert (answer.json()["kind"], answer.json()["subject"]) == ("passage", published.claim_id)
    assert newest_publication(published.claim_id).kind == "redacted"
