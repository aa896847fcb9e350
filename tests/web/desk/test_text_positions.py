"""Pages show where a claim stands in its file: the page of a PDF, or the second of a recording with a link."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from claims.models import Article, Submission, User
from claims.tasks import fetch_submission, read_article
from tests.intake.file_samples import make_pdf

VTT = b"WEBVTT\n\n01:15.000 --> 01:20.000\n<v Bob Stone>Taxes rose by 30 percent in March 2021.\n"
RECORDING = "https://youtu.be/council"


@pytest.fixture
def desk(client: Client, edith: User) -> Client:
    client.force_login(edith)
    return client


def upload(desk: Client, name: str, data: bytes, **details: str) -> Article:
    file = SimpleUploadedFile(name, data)
    desk.post(reverse("article_new"), {"source_kind": "file", "file": file, **details})
    submission = Submission.objects.latest("id")
    fetch_submission(submission.pk)
    submission.refresh_from_db()
    assert submission.article, submission.error
    read_article(submission.article.pk)
    submission.article.refresh_from_db()
    return submission.article


def show(desk: Client, article: Article) -> tuple[str, str]:
    """Return the pages of an article and of its first claim."""
    claim = article.appearances.values_list("claim", flat=True)[0]
    pages = (reverse("article", args=[article.pk]), reverse("claim", args=[claim]))
    first, second = (desk.get(page).content.decode() for page in pages)
    return first, second


def test_a_claim_links_to_its_second(desk: Client) -> None:
    article = upload(desk, "council.vtt", VTT, media_url=RECORDING)
    for html in show(desk, article):
        assert f'<a href="{RECORDING}?t=75s" rel="noopener nofollow ugc">at 1:15 in the recording</a>' in html
        assert "Bob Stone" in html
    desk.post(
        reverse("article_details", args=[article.pk]),
        {"title": "Council", "kind": "transcript", "language": "en", "version": article.version, "media_url": ""},
    )
    for html in show(desk, article):
        assert '<span class="tag" data-tone="plain">at 1:15 in the recording</span>' in html


def test_a_claim_names_its_page_and_the_article_its_scans(desk: Client) -> None:
    article = upload(desk, "report.pdf", make_pdf([[], ["The mayor said on Monday that 300 homes were built."]]))
    html, claim_html = show(desk, article)
    for page in (html, claim_html):
        assert '<span class="tag" data-tone="plain">page 2</span>' in page
    assert "Page 1 has no text: it is a scan or a picture." in html


def test_a_recording_that_is_no_web_address_is_refused_beside_its_field(desk: Client) -> None:
    data = {"source_kind": "text", "text": "The mayor said no.", "media_url": "javascript:alert(1)"}
    response = desk.post(reverse("article_new"), data)
    assert response.status_code == 422
    assert "media_url" in response.context["form"].errors
    assert not Article.objects.exists()
