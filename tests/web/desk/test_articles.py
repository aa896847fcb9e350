"""Tests of the article pages: submission by text, file or URL, the list, and the reading."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.conf import settings
from django.contrib.messages import get_messages
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from claims.models import Article, User
from claims.nlp import Reading, read
from claims.services import task_wakeups
from claims.services.articles import begin_article_reading, record_reading_failure, store_reading
from claims.services.claims import accept_claim
from tests.stories import make_article, make_read_article, make_reading, publish_claim_text

NEW_ARTICLE_URL = reverse("article_new")


@pytest.fixture
def desk(client: Client, cora: User) -> Client:
    client.force_login(cora)
    return client


def message_texts(response: Any) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_submitting_a_text_opens_its_article(desk: Client, cora: User) -> None:
    data = {"text": "The mayor said so.\n\nTwice.", "title": "The mayor", "published": "2026-03-02"}
    response = desk.post(NEW_ARTICLE_URL, {"source_kind": "text", **data})
    article = Article.objects.get()
    assert response.headers["Location"] == reverse("article", args=[article.pk])
    assert (article.title, article.submitted_by, article.published) == ("The mayor", cora, date(2026, 3, 2))


def test_submitting_the_same_text_again_opens_the_first_article(desk: Client, edith: User) -> None:
    existing = make_article(edith, "The mayor said so.")
    response = desk.post(NEW_ARTICLE_URL, {"source_kind": "text", "text": "The mayor said so."})
    assert response.headers["Location"] == reverse("article", args=[existing.pk])
    assert "was submitted before" in message_texts(response)[0]
    assert desk.get(response.headers["Location"]).status_code == 200


REFUSED_FORMS: dict[str, tuple[dict[str, Any], int, str]] = {
    "nothing": ({"source_kind": "text", "text": "  "}, 422, "There is no text"),
    "NUL": ({"source_kind": "text", "text": "half a\0word"}, 422, "The text contains NUL characters"),
    "too long": ({"source_kind": "text", "text": "word " * 200_001}, 413, "the limit is 1,000,000"),
    "no file": ({"source_kind": "file"}, 422, "Choose a file."),
    "a picture": (
        {"source_kind": "file", "file": ("a.png", b"\x89PNG")},
        415,
        "can be read: .html, .md, .txt, .pdf, .docx,",
    ),
    "50 MB": ({"source_kind": "file", "file": ("a.txt", b"word " * 10_000_000)}, 413, "at most 5376 KB"),
    "an empty file": ({"source_kind": "file", "file": ("a.txt", b"")}, 422, "There is no text"),
    "no address": ({"source_kind": "address", "address": "trees"}, 422, "This is not a valid URL"),
    "an unknown source": ({"source_kind": "fax", "text": "Some news."}, 422, "The article was not submitted"),
}


@pytest.mark.parametrize("case", REFUSED_FORMS)
def test_the_form_shows_why_an_article_is_refused(desk: Client, case: str) -> None:
    data, status, sentence = REFUSED_FORMS[case]
    if isinstance(data.get("file"), tuple):
        name, content = data["file"]
        data = {**data, "file": _named_file(BytesIO(content), name)}
    response = desk.post(NEW_ARTICLE_URL, data)
    assert response.status_code == status
    assert sentence in response.content.decode()
    assert not Article.objects.exists()


def _named_file(file: BytesIO, name: str) -> BytesIO:
    file.name = name
    return file


def test_a_refused_form_keeps_its_content(desk: Client) -> None:
    data = {"source_kind": "text", "text": "half a <b>\0word", "title": "Half", "publisher": "Town Courier"}
    page = desk.post(NEW_ARTICLE_URL, data).content.decode()
    assert "half a &lt;b&gt;" in page
    assert 'value="Half"' in page
    assert 'value="Town Courier"' in page


def test_a_request_body_that_is_too_large_is_refused_with_a_sentence(desk: Client) -> None:
    response = desk.post(
        NEW_ARTICLE_URL, {"source_kind": "text", "text": "w" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)}
    )
    assert response.status_code == 413
    assert "The text is too long for one article." in response.content.decode()


def test_contributors_see_only_their_own_articles(desk: Client, cora: User, edith: User) -> None:
    own, other = make_article(cora, title="Mine of gold"), make_article(edith, title="Another one")
    page = desk.get(reverse("articles")).content.decode()
    assert own.title in page
    assert other.title not in page
    assert desk.get(reverse("article", args=[other.pk])).status_code == 404


def test_contributors_see_the_text_without_the_tools_of_editors(desk: Client, cora: User) -> None:
    page = desk.get(reverse("article", args=[make_read_article(cora).pk])).content.decode()
    assert "data-claim-card" not in page
    assert "Add as claim" not in page


def test_contributors_see_what_was_found_in_their_text_and_what_became_of_it(
    desk: Client, cora: User, edith: User, mona: User
) -> None:
    article = make_read_article(cora)
    claim = article.appearances.get().claim
    accept_claim(claim_id=claim.pk, editor=edith)
    page = desk.get(reverse("article", args=[article.pk])).content.decode()
    assert f'id="passage-{claim.pk}" data-claim="{claim.pk}" data-status="queued">300 trees were planted</mark>' in page
    assert f'href="#passage-{claim.pk}"' in page
    assert "in the queue" in desk.get(reverse("articles")).content.decode()
    publish_claim_text(claim, edith, mona)
    assert reverse("verdict", args=[claim.pk]) in desk.get(reverse("article", args=[article.pk])).content.decode()
    assert "published" in desk.get(reverse("articles")).content.decode()


def test_editors_see_all_articles_and_their_claims(client: Client, cora: User, edith: User) -> None:
    make_read_article(cora)
    client.force_login(edith)
    page = client.get(reverse("articles")).content.decode()
    assert "Trees for the town" in page
    assert '<span class="chip__unit">to triage' in page
    assert "Trees for the town" not in client.get(reverse("articles"), {"mine": ""}).content.decode()


def test_the_list_is_paged_newest_first(client: Client, edith: User) -> None:
    titles = [make_article(edith, title=f"Number {number:02}").title for number in range(60)]
    client.force_login(edith)
    first = client.get(reverse("articles"))
    second = client.get(reverse("articles"), {"cursor": first.context["page"].next})
    third = client.get(reverse("articles"), {"cursor": second.context["page"].next})
    listed = [row.title for page in (first, second, third) for row in page.context["page"].rows]
    assert listed == titles[::-1]
    back = client.get(reverse("articles"), {"cursor": third.context["page"].previous})
    assert back.context["page"] == second.context["page"]
    assert (first.context["page"].previous, third.context["page"].next) == ("", "")


@pytest.mark.parametrize("value", ["-1", "one", "9" * 40, "²", ""])
def test_invalid_parameters_show_the_first_page(client: Client, edith: User, value: str) -> None:
    make_article(edith)
    client.force_login(edith)
    for name in ("before", "after", "status"):
        assert client.get(reverse("articles"), {name: value}).status_code == 200


def test_the_list_can_be_limited_to_one_status(client: Client, cora: User, edith: User) -> None:
    make_read_article(cora)
    received = make_article(cora, title="Still to be read")
    client.force_login(edith)
    page = client.get(reverse("articles"), {"status": "received"})
    assert page.context["page"].rows == [received]


# Reading ---------------------------------------------------------------------------


def test_the_progress_is_polled_until_the_article_is_read(client: Client, edith: User) -> None:
    article = make_article(edith)
    client.force_login(edith)
    progress = reverse("article_progress", args=[article.pk])
    assert "submitted, waiting to be read" in client.get(progress).content.decode()
    begin_article_reading(article_id=article.pk)
    reading = client.get(progress)
    assert "every 1s" in reading.content.decode()
    assert "HX-Retarget" not in reading
    store_reading(article_id=article.pk, facts=make_reading(article))
    read = client.get(progress)
    assert read.headers["HX-Retarget"] == "#reading"
    assert "data-claim-card" in read.content.decode()
    assert "every 1s" not in read.content.decode()


def test_a_failed_reading_is_shown_and_moderators_can_retry_it(client: Client, edith: User, mona: User) -> None:
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


def test_the_page_shows_notes_of_the_reader_and_that_there_are_no_claims(client: Client, edith: User) -> None:
    article = make_article(edith, "Guten Tag.")
    begin_article_reading(article_id=article.pk)
    note = "The day of publication is not known."
    store_reading(article_id=article.pk, facts=Reading("test 1", "de", (), (note,)))
    client.force_login(edith)
    page = client.get(reverse("article", args=[article.pk])).content.decode()
    assert "No quotation and no number was found in this text." in page
    assert "German: this language is read lightly." in page
    assert note in page
    assert 'lang="de"' in page


SPANISH = "«No vamos a subir los impuestos», dijo Ana Ruiz. El paro afecta a 2,7 millones de personas desde 2024."


def test_a_text_in_any_language_has_claims_in_the_order_of_the_text(client: Client, edith: User, cora: User) -> None:
    article = make_article(cora, SPANISH)
    begin_article_reading(article_id=article.pk)
    store_reading(article_id=article.pk, facts=read(SPANISH, language="es"))
    claims = [place.claim for place in article.appearances.order_by("start")]
    assert claims[0].text == "«No vamos a subir los impuestos»"
    assert [claim.checkworthiness for claim in claims] == [0.5, 0.5]
    for person in (edith, cora):
        client.force_login(person)
        page = client.get(reverse("article", args=[article.pk])).content.decode()
        assert "Spanish: this language is read lightly." in page
        assert "No vamos a subir" in page
    client.force_login(edith)
    page = client.get(reverse("article", args=[article.pk])).content.decode()
    assert "no check-worthiness is learned for this language" in page


def test_a_french_article_has_claims_with_sources_and_numbers(client: Client, edith: User) -> None:
    text = "Selon la mairie, plus de 3 200 camions passent le pont. « Il est sûr », a assuré le maire, Luc Ferrand."
    article = make_article(edith, text)
    begin_article_reading(article_id=article.pk)
    store_reading(article_id=article.pk, facts=read(text, language="fr"))
    places = article.appearances.order_by("start")
    assert [[link.name for link in place.attributions.order_by("position")] for place in places] == [
        ["mairie"],
        ["Luc Ferrand"],
    ]
    assert [(row.low, row.high, row.unit) for row in places[0].quantities.all()] == [(3200, None, "camions")]
    assert places[0].claim.statement == "Plus de 3 200 camions passent le pont"
    client.force_login(edith)
    page = client.get(reverse("article", args=[article.pk])).content.decode()
    assert "French: sources, numbers and dates are read." in page
    assert "camions" in page
    for address in (reverse("article", args=[article.pk]), reverse("claim", args=[places[0].claim_id])):
        page = client.get(address).content.decode()
        assert "check-worthiness is not learned for this language" in page
        assert "<meter" not in page


def test_an_article_says_which_rows_of_a_long_table_make_no_claims(client: Client, edith: User) -> None:
    article = make_article(edith, "The homes\n\n" + "\n".join(f"Town {n} | {n},500 homes" for n in range(1, 73)))
    client.force_login(edith)
    page = client.get(reverse("article", args=[article.pk])).content.decode()
    assert "22 rows of long tables make no claims." in page


def test_whoever_opens_the_form_wakes_the_reader(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.clear()
    woken: list[str] = []
    monkeypatch.setattr(task_wakeups, "send_task", woken.append)
    desk.get(NEW_ARTICLE_URL)
    assert woken == ["claims.tasks.load_reader"]
