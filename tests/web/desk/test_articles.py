"""Articles come in by text, file or address, and are seen by whom they concern."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.conf import settings
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from claims.models import Article, User
from claims.services.articles import begin_article_reading, record_reading_failure, store_reading
from tests.stories import make_article, make_read_article, make_reading

NEW_ARTICLE_URL = reverse("article_new")


@pytest.fixture
def desk(client: Client, cora: User) -> Client:
    client.force_login(cora)
    return client


def page_text(response: Any) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_a_pasted_text_leads_to_its_page(desk: Client, cora: User) -> None:
    given = {"how": "text", "text": "The mayor said so.\n\nTwice.", "title": "The mayor", "published": "2026-03-02"}
    response = desk.post(NEW_ARTICLE_URL, given)
    article = Article.objects.get()
    assert response.headers["Location"] == reverse("article", args=[article.pk])
    assert (article.title, article.submitted_by, article.published) == ("The mayor", cora, date(2026, 3, 2))


def test_a_file_leads_to_its_page(desk: Client) -> None:
    file = BytesIO(b"# Trees\n\n300 trees were planted.")
    file.name = "trees.md"
    desk.post(NEW_ARTICLE_URL, {"how": "file", "file": file})
    assert "300 trees were planted." in Article.objects.get().text


def test_the_same_text_twice_leads_to_the_one_that_is_there(desk: Client, edith: User) -> None:
    known = make_article(edith, "The mayor said so.")
    response = desk.post(NEW_ARTICLE_URL, {"how": "text", "text": "The mayor said so."})
    assert response.headers["Location"] == reverse("article", args=[known.pk])
    assert "on the desk already" in page_text(response)[0]
    assert desk.get(response.headers["Location"]).status_code == 200


BINARY = b"\x7fELF\0\1" * 400
REFUSED: dict[str, tuple[dict[str, Any], int, str]] = {
    "nothing": ({"how": "text", "text": "  "}, 422, "There is no text to read"),
    "NUL": ({"how": "text", "text": "half a\0word"}, 422, "The text contains NUL characters"),
    "too long": ({"how": "text", "text": "word " * 200_001}, 413, "an article can have 1,000,000"),
    "no file": ({"how": "file"}, 422, "Choose a file."),
    "a binary file": ({"how": "file", "file": ("a.txt", BINARY)}, 422, "NUL characters"),
    "broken UTF-8": ({"how": "file", "file": ("a.txt", "Größe über allem ".encode() * 9 + b"\xff")}, 422, "broken"),
    "a picture": (
        {"how": "file", "file": ("a.png", b"\x89PNG")},
        415,
        "can be read: .html, .md, .txt.",
    ),
    "50 MB": ({"how": "file", "file": ("a.txt", b"word " * 10_000_000)}, 413, "more than 5 MB"),
    "an empty file": ({"how": "file", "file": ("a.txt", b"")}, 422, "There is no text to read"),
    "no address": ({"how": "address", "address": "trees"}, 422, "not a web address"),
    "a private address": ({"how": "address", "address": "http://127.0.0.1/secret"}, 422, "private network"),
    "no way in": ({"how": "fax", "text": "Some news."}, 422, "It was not taken in"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_cannot_be_taken_in_is_said_in_the_form(desk: Client, what: str) -> None:
    given, status, sentence = REFUSED[what]
    if isinstance(given.get("file"), tuple):
        name, data = given["file"]
        given = {**given, "file": _named_file(BytesIO(data), name)}
    response = desk.post(NEW_ARTICLE_URL, given)
    assert response.status_code == status
    assert sentence in response.content.decode()
    assert not Article.objects.exists()


def _named_file(file: BytesIO, name: str) -> BytesIO:
    file.name = name
    return file


def test_what_was_typed_is_kept_in_the_form(desk: Client) -> None:
    given = {"how": "text", "text": "half a <b>\0word", "title": "Half", "publisher": "Town Courier"}
    page = desk.post(NEW_ARTICLE_URL, given).content.decode()
    assert "half a &lt;b&gt;" in page
    assert 'value="Half"' in page
    assert 'value="Town Courier"' in page


def test_a_body_too_big_to_be_taken_apart_is_refused_in_words(desk: Client) -> None:
    response = desk.post(NEW_ARTICLE_URL, {"how": "text", "text": "w" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)})
    assert response.status_code == 413
    assert "The text is too long for one article." in response.content.decode()


def test_contributors_see_their_own_articles_alone(desk: Client, cora: User, edith: User) -> None:
    own, other = make_article(cora, title="Mine of gold"), make_article(edith, title="Another one")
    page = desk.get(reverse("articles")).content.decode()
    assert own.title in page
    assert other.title not in page
    assert desk.get(reverse("article", args=[other.pk])).status_code == 404


def test_contributors_see_text_and_state_without_the_desks_tools(desk: Client, cora: User) -> None:
    page = desk.get(reverse("article", args=[make_read_article(cora).pk])).content.decode()
    assert "300 trees were planted" in page
    assert "<mark" not in page
    assert "data-claim-card" not in page
    assert "Add as claim" not in page


def test_editors_see_all_articles_and_their_claims(client: Client, cora: User, edith: User) -> None:
    make_read_article(cora)
    client.force_login(edith)
    page = client.get(reverse("articles")).content.decode()
    assert "Trees for the town" in page
    assert "to triage" in page
    assert "Trees for the town" not in client.get(reverse("articles"), {"mine": ""}).content.decode()


def test_a_list_is_paged_by_its_last_row(client: Client, edith: User) -> None:
    made = [make_article(edith, title=f"Number {number:02}").title for number in range(60)]
    client.force_login(edith)
    first = client.get(reverse("articles"))
    second = client.get(reverse("articles"), {"cursor": first.context["page"].next})
    third = client.get(reverse("articles"), {"cursor": second.context["page"].next})
    shown = [row.title for page in (first, second, third) for row in page.context["page"].rows]
    assert shown == made[::-1]
    back = client.get(reverse("articles"), {"cursor": third.context["page"].previous})
    assert back.context["page"] == second.context["page"]
    assert (first.context["page"].previous, third.context["page"].next) == ("", "")


@pytest.mark.parametrize("given", ["-1", "one", "9" * 40, "²", ""])
def test_an_address_with_nonsense_in_it_is_the_first_page(client: Client, edith: User, given: str) -> None:
    make_article(edith)
    client.force_login(edith)
    for name in ("before", "after", "status"):
        assert client.get(reverse("articles"), {name: given}).status_code == 200


def test_a_list_in_one_state(client: Client, cora: User, edith: User) -> None:
    make_read_article(cora)
    waiting = make_article(cora, title="Still to be read")
    client.force_login(edith)
    page = client.get(reverse("articles"), {"status": "received"})
    assert page.context["page"].rows == [waiting]


# Reading ---------------------------------------------------------------------------


def test_the_progress_is_polled_until_the_claims_are_there(client: Client, edith: User) -> None:
    article = make_article(edith)
    client.force_login(edith)
    progress = reverse("article_progress", args=[article.pk])
    assert "received, waiting to be read" in client.get(progress).content.decode()
    begin_article_reading(article_id=article.pk)
    reading = client.get(progress)
    assert "every 1s" in reading.content.decode()
    assert "HX-Retarget" not in reading
    store_reading(article_id=article.pk, facts=make_reading(article))
    read = client.get(progress)
    assert read.headers["HX-Retarget"] == "#reading"
    assert "data-claim-card" in read.content.decode()
    assert "every 1s" not in read.content.decode()


def test_a_failed_reading_says_so_and_moderators_have_it_read_again(client: Client, edith: User, mona: User) -> None:
    article = make_article(edith)
    for _ in range(Article.MAX_ATTEMPTS):
        begin_article_reading(article_id=article.pk)
        record_reading_failure(article_id=article.pk, error="MemoryError: no room")
    page, retry = reverse("article", args=[article.pk]), reverse("article_retry", args=[article.pk])
    client.force_login(edith)
    assert "could not be read" in client.get(page).content.decode()
    assert retry not in client.get(page).content.decode()
    client.force_login(mona)
    assert retry in client.get(page).content.decode()
    assert client.post(retry).status_code == 302
    article.refresh_from_db()
    assert article.status == Article.Status.RECEIVED


def test_a_text_without_claims_and_a_note_of_the_reader_are_told(client: Client, edith: User) -> None:
    article = make_article(edith, "Guten Tag.")
    facts = make_reading(make_article(edith))
    begin_article_reading(article_id=article.pk)
    note = "This reader reads English alone; the text seems to be German."
    store_reading(article_id=article.pk, facts=type(facts)("test 1", "de", (), (note,)))
    client.force_login(edith)
    page = client.get(reverse("article", args=[article.pk])).content.decode()
    assert "No claim was found" in page
    assert note in page
    assert 'lang="de"' in page
