"""The page of a submitted file or URL: the progress, the refusal, another try, and the article in the end."""

from functools import partial

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from claims.intake import fetching
from claims.models import Article, Submission, User
from claims.tasks import fetch_submission
from tests.api.api_clients import API_ROOT, api_client
from tests.intake.loopback_web import PAGE, LoopbackWeb, http_answer


@pytest.fixture(autouse=True)
def _fake_internet(web: LoopbackWeb, monkeypatch: pytest.MonkeyPatch) -> None:
    door = "claims.services.submissions.fetch_document"
    monkeypatch.setattr(door, partial(fetching.fetch_article, network=web.network))


@pytest.fixture
def desk(client: Client, cora: User) -> Client:
    client.force_login(cora)
    return client


def submit_page(desk: Client, url: str) -> str:
    response = desk.post(reverse("article_new"), {"source_kind": "address", "address": url})
    return response.headers["Location"]


def test_a_url_is_answered_at_once_and_its_page_leads_to_the_article(desk: Client, web: LoopbackWeb) -> None:
    web.pages["/fire"] = http_answer(PAGE)
    page = submit_page(desk, web.url("/fire"))
    assert web.requests == []
    html = desk.get(page).content.decode()
    assert "The page is being fetched." in html
    assert "every 1s" in html
    fetch_submission(Submission.objects.get().pk)
    article = reverse("article", args=[Article.objects.get().pk])
    assert desk.get(page).headers["Location"] == article
    assert desk.get(page, headers={"HX-Request": "true"}).headers["HX-Redirect"] == article


def test_a_failed_fetch_shows_its_reason_and_can_be_tried_again(desk: Client, web: LoopbackWeb) -> None:
    web.pages["/fire"] = http_answer(status="404 Not Found")
    page = submit_page(desk, web.url("/fire"))
    fetch_submission(Submission.objects.get().pk)
    html = desk.get(page).content.decode()
    assert "The site has no page at this URL (status 404)." in html
    assert "every 1s" not in html
    assert "The site has no page at this URL" in desk.get(reverse("articles")).content.decode()
    web.pages["/fire"] = http_answer(PAGE)
    assert desk.post(reverse("submission_retry", args=[Submission.objects.get().pk])).headers["Location"] == page
    fetch_submission(Submission.objects.get().pk)
    assert desk.get(page).status_code == 302


def test_a_file_is_answered_at_once(desk: Client) -> None:
    file = SimpleUploadedFile("trees.md", b"# Trees\n\n300 trees were planted.")
    page = desk.post(reverse("article_new"), {"source_kind": "file", "file": file}).headers["Location"]
    assert "The file is being read." in desk.get(page).content.decode()
    fetch_submission(Submission.objects.get().pk)
    assert "300 trees were planted." in Article.objects.get().text


def test_programs_poll_the_submission_until_it_has_an_article(web: LoopbackWeb, cora: User) -> None:
    web.pages["/fire"] = http_answer(PAGE)
    program = api_client(cora)
    response = program.post(f"{API_ROOT}/articles/", {"url": web.url("/fire")})
    assert (response.status_code, response.json()["state"]) == (202, "waiting")
    where = response["Location"]
    assert (response.json()["href"], program.get(where)["Retry-After"]) == (where, "1")
    fetch_submission(response.json()["id"])
    row = program.get(where).json()
    assert program.get(row["article"]).json()["url"] == web.url("/fire")
    again = program.post(f"{API_ROOT}/articles/", {"url": web.url("/fire")})
    assert (again.status_code, again["Location"]) == (200, row["article"])


def test_one_key_submits_once(web: LoopbackWeb, cora: User) -> None:
    program = api_client(cora)
    answers = [
        program.post(f"{API_ROOT}/articles/", {"url": web.url("/fire")}, headers={"Idempotency-Key": "one"})
        for _ in range(2)
    ]
    assert answers[0].json() == answers[1].json()
    assert Submission.objects.count() == 1
