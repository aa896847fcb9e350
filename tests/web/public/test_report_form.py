"""Readers report a problem in a published verdict."""

from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from claims.models import Publication, Report, User
from tests.stories import make_publication, make_submitted_verdict

REPORT_FORM = {"reason": "evidence", "text": "Look at the ministry's table.", "email": "reader@mail.example"}


@pytest.fixture
def published_verdict(edith: User, mona: User) -> Publication:
    cache.clear()
    return make_publication(edith, mona)


def post_report(client: Client, published_verdict: Publication, **words: str) -> Any:
    return client.post(reverse("report_problem", args=[published_verdict.claim_id]), {**REPORT_FORM, **words})


def test_a_report_reaches_the_moderators(client: Client, published_verdict: Publication, mona: User) -> None:
    response = post_report(client, published_verdict)
    assert response["Location"] == reverse("report_received", args=[published_verdict.claim_id])
    assert "Thank you" in client.get(response["Location"]).content.decode()
    report = Report.objects.get()
    assert (report.publication, report.reason, report.email, report.reporter) == (
        published_verdict,
        "evidence",
        REPORT_FORM["email"],
        None,
    )
    client.force_login(mona)
    assert REPORT_FORM["text"].split("'")[0] in client.get(reverse("moderation")).content.decode()


def test_an_email_address_is_optional(client: Client, published_verdict: Publication) -> None:
    assert post_report(client, published_verdict, email="").status_code == 302


def test_a_signed_in_reporter_is_named(client: Client, published_verdict: Publication, cora: User) -> None:
    client.force_login(cora)
    post_report(client, published_verdict)
    assert Report.objects.get().reporter == cora


@pytest.mark.parametrize(
    "words",
    [
        {"reason": ""},
        {"reason": "nonsense"},
        {"text": ""},
        {"text": "   "},
        {"text": "x" * 4001},
        {"text": "a\x00b"},
        {"email": "not an address"},
        {"email": f"{'x' * 243}@home.example"},
    ],
)
def test_an_incomplete_report_is_refused(client: Client, published_verdict: Publication, words: dict[str, str]) -> None:
    response = post_report(client, published_verdict, **words)
    assert response.status_code == 422
    assert "errors" in response.content.decode()
    assert not Report.objects.exists()


def test_each_error_links_to_its_field(client: Client, published_verdict: Publication) -> None:
    page = post_report(client, published_verdict, reason="", text="").content.decode()
    for field in ("id_reason_0", "id_text"):
        assert f'href="#{field}"' in page
        assert f' id="{field}"' in page


def test_a_report_of_a_bot_is_not_saved(client: Client, published_verdict: Publication) -> None:
    response = post_report(client, published_verdict, website="https://spam.example")
    assert response["Location"] == reverse("report_received", args=[published_verdict.claim_id])
    assert not Report.objects.exists()


def test_one_address_sends_a_limited_number_of_reports(
    client: Client, published_verdict: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(settings.RATE_LIMITS, "reports", "2/hour")
    statuses = [
        post_report(client, published_verdict, text=f"Report {number}", email="").status_code for number in range(3)
    ]
    assert statuses == [302, 302, 429]
    assert Report.objects.count() == 2
    spoofed = client.post(
        reverse("report_problem", args=[published_verdict.claim_id]),
        REPORT_FORM,
        headers={"X-Forwarded-For": "198.51.100.7"},
    )
    assert spoofed.status_code == 429


def test_a_report_needs_a_csrf_token(published_verdict: Publication) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert post_report(strict, published_verdict).status_code == 403
    assert not Report.objects.exists()


def test_an_unpublished_verdict_cannot_be_reported(client: Client, edith: User) -> None:
    submitted = make_submitted_verdict(edith)
    assert client.post(reverse("report_problem", args=[submitted.claim_id]), REPORT_FORM).status_code == 404
