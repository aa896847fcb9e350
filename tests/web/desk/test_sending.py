"""What other programs send to the desk fills the form of a new article, and nothing is submitted."""

import pytest
from django.test import Client

from claims.models import Article, Submission, User


@pytest.fixture
def desk(client: Client, cora: User) -> Client:
    client.force_login(cora)
    return client


def test_a_selection_fills_the_text_with_its_address_and_is_submitted_by_hand_only(desk: Client) -> None:
    sent = {"url": "https://courier.example/trees", "title": "Trees <b>", "text": "300 trees were planted."}
    page = desk.get("/desk/send/", sent)
    assert page.status_code == 200
    form = page.context["form"]
    assert (form["source_kind"].value(), form["text"].value()) == ("text", "300 trees were planted.")
    assert b"Trees &lt;b&gt;" in page.content
    assert not Article.objects.exists()
    assert not Submission.objects.exists()
    assert desk.post("/desk/send/", sent).status_code == 405
    body = {"source_kind": "text", **{name: form[name].value() or "" for name in ("text", "title", "claimed_url")}}
    desk.post("/articles/new/", body)
    article = Article.objects.get()
    assert (article.text, article.url, article.claimed_url) == (sent["text"], None, sent["url"])


@pytest.mark.parametrize(
    ("sent", "kind", "address"),
    [
        ({"url": "https://courier.example/trees"}, "address", "https://courier.example/trees"),
        ({"text": "https://courier.example/trees"}, "address", "https://courier.example/trees"),
        ({"text": "See https://courier.example/trees"}, "text", ""),
        ({"text": "javascript:alert(1)"}, "text", ""),
        ({"text": "\0"}, "address", ""),
        ({}, "address", ""),
    ],
)
def test_an_address_is_fetched_and_a_text_is_not(desk: Client, sent: dict[str, str], kind: str, address: str) -> None:
    form = desk.get("/desk/send/", sent).context["form"]
    assert (form["source_kind"].value(), form["address"].value()) == (kind, address)


def test_phones_learn_where_to_share_and_whoever_is_signed_out_signs_in_first(client: Client, cora: User) -> None:
    manifest = client.get("/desk.webmanifest")
    assert manifest["Content-Type"] == "application/manifest+json"
    target = manifest.json()["share_target"]
    assert (target["action"], target["method"]) == ("/desk/send/", "GET")
    assert target["params"] == {"title": "title", "text": "text", "url": "url"}
    shared = client.get(target["action"], {"text": "300 trees"})
    assert shared.status_code == 302
    assert "next=/desk/send/%3Ftext%3D300%2Btrees" in shared["Location"]
    client.force_login(cora)
    assert b'rel="manifest" href="/desk.webmanifest"' in client.get("/articles/").content
