"""Readers say what is wrong; moderators answer."""

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from claims.models import Publication, Report, User
from claims.services.reports import report_problem
from claims.web.public.reader_forms import ReaderThrottle
from tests.stories import make_publication, make_submitted_verdict

REPORT_FORM = {"reason": "evidence", "text": "Look at the ministry's table.", "email": "reader@mail.example"}


@pytest.fixture
def published(edith: User, mona: User) -> Publication:
    cache.clear()
    return make_publication(edith, mona)


def post_report(client: Client, published: Publication, **words: str) -> Any:
    return client.post(reverse("report_problem", args=[published.claim_id]), {**REPORT_FORM, **words})


def test_a_report_lands_before_the_moderators(client: Client, published: Publication, mona: User) -> None:
    answer = post_report(client, published)
    assert answer["Location"] == reverse("report_received", args=[published.claim_id])
    assert "Thank you" in client.get(answer["Location"]).content.decode()
    report = Report.objects.get()
    assert (report.publication, report.reason, report.email, report.reporter) == (
        published,
        "evidence",
        REPORT_FORM["email"],
        None,
    )
    client.force_login(mona)
    assert REPORT_FORM["text"].split("'")[0] in client.get(reverse("moderation")).content.decode()


def test_an_address_is_not_needed(client: Client, published: Publication) -> None:
    assert post_report(client, published, email="").status_code == 302


def test_somebody_signed_in_is_named(client: Client, published: Publication, cora: User) -> None:
    client.force_login(cora)
    post_report(client, published)
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
def test_what_is_incomplete_is_asked_for_again(client: Client, published: Publication, words: dict[str, str]) -> None:
    answer = post_report(client, published, **words)
    assert answer.status_code == 422
    assert "errors" in answer.content.decode()
    assert not Report.objects.exists()


def test_what_is_missing_leads_to_its_field(client: Client, published: Publication) -> None:
    page = post_report(client, published, reason="", text="").content.decode()
    for field in ("id_reason_0", "id_text"):
        assert f'href="#{field}"' in page
        assert f' id="{field}"' in page


def test_the_trap_is_thanked_and_forgotten(client: Client, published: Publication) -> None:
    answer = post_report(client, published, website="https://spam.example")
    assert answer["Location"] == reverse("report_received", args=[published.claim_id])
    assert not Report.objects.exists()


def test_one_address_cannot_flood_the_moderators(
    client: Client, published: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ReaderThrottle, "rate", "2/hour", raising=False)
    said = [post_report(client, published, text=f"Report {number}", email="").status_code for number in range(3)]
    assert said == [302, 302, 429]
    assert Report.objects.count() == 2
    spoofed = client.post(
        reverse("report_problem", args=[published.claim_id]), REPORT_FORM, headers={"X-Forwarded-For": "198.51.100.7"}
    )
    assert spoofed.status_code == 429


def test_a_report_needs_a_form_of_ours(published: Publication) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert post_report(strict, published).status_code == 403
    assert not Report.objects.exists()


def test_what_is_not_public_cannot_be_reported(client: Client, edith: User) -> None:
    waiting = make_submitted_verdict(edith)
    assert client.post(reverse("report_problem", args=[waiting.claim_id]), REPORT_FORM).status_code == 404


# The answer -----------------------------------------------------------------------


@pytest.fixture
def report(published: Publication) -> Report:
    return report_problem(publication=published, reason="other", text="Not so.")


def post_answer(client: Client, report: Report, **words: str) -> Any:
    return client.post(reverse("report_close", args=[report.pk]), words)


def test_an_upheld_report_leads_to_the_correction(client: Client, report: Report, mona: User) -> None:
    client.force_login(mona)
    answer = post_answer(client, report, outcome="upheld", note="The reader is right.")
    assert answer["Location"] == reverse("claim_moderation", args=[report.publication.claim_id])
    html = client.get(answer["Location"]).content.decode()
    assert "The reader is right." in html
    assert reverse("claim_move", args=[report.publication.claim_id, "correct"]) in html
    report.refresh_from_db()
    assert (report.outcome, report.closed_by) == ("upheld", mona)


def test_a_report_that_is_not_upheld_is_put_away(client: Client, report: Report, mona: User) -> None:
    client.force_login(mona)
    assert post_answer(client, report, outcome="rejected")["Location"] == reverse("moderation")
    assert "Not so." not in client.get(reverse("moderation")).content.decode()


def test_an_answer_that_cannot_be_kept_is_refused(client: Client, report: Report, mona: User) -> None:
    client.force_login(mona)
    assert post_answer(client, report, outcome="upheld", note="cut out of\0a binary").status_code == 422
    report.refresh_from_db()
    assert report.closed is None


@pytest.mark.parametrize(("outcome", "status"), [("", 422), ("perhaps", 422)])
def test_an_answer_is_yes_or_no(client: Client, report: Report, mona: User, outcome: str, status: int) -> None:
    client.force_login(mona)
    assert post_answer(client, report, outcome=outcome).status_code == status


def test_a_report_is_answered_once(client: Client, report: Report, mona: User, ada: User) -> None:
    client.force_login(mona)
    post_answer(client, report, outcome="rejected")
    client.force_login(ada)
    assert post_answer(client, report, outcome="upheld").status_code == 409


def test_editors_do_not_answer_reports(client: Client, report: Report, edith: User, settings: Any) -> None:
    client.force_login(edith)
    assert post_answer(client, report, outcome="upheld").status_code == 403
    report.refresh_from_db()
    assert report.closed is None
