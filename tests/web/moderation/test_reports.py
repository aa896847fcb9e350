"""Moderators answer readers' reports."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import Report, User
from claims.services.reports import report_problem
from tests.stories import make_publication


@pytest.fixture
def report(edith: User, mona: User) -> Report:
    return report_problem(publication=make_publication(edith, mona), reason="other", text="Not so.")


def post_answer(client: Client, report: Report, **words: str) -> Any:
    return client.post(reverse("report_close", args=[report.pk]), words)


def test_an_accepted_report_leads_to_the_correction(client: Client, report: Report, mona: User) -> None:
    client.force_login(mona)
    answer = post_answer(client, report, outcome="upheld", note="The reader is right.")
    assert answer["Location"] == reverse("claim_moderation", args=[report.publication.claim_id])
    html = client.get(answer["Location"]).content.decode()
    assert "The reader is right." in html
    assert reverse("claim_move", args=[report.publication.claim_id, "correct"]) in html
    report.refresh_from_db()
    assert (report.outcome, report.closed_by) == ("upheld", mona)


def test_a_rejected_report_leaves_the_list(client: Client, report: Report, mona: User) -> None:
    client.force_login(mona)
    assert post_answer(client, report, outcome="rejected")["Location"] == reverse("moderation")
    assert "Not so." not in client.get(reverse("moderation")).content.decode()


def test_a_note_that_cannot_be_stored_is_refused(client: Client, report: Report, mona: User) -> None:
    client.force_login(mona)
    assert post_answer(client, report, outcome="upheld", note="cut out of\0a binary").status_code == 422
    report.refresh_from_db()
    assert report.closed is None


@pytest.mark.parametrize(("outcome", "status"), [("", 422), ("perhaps", 422)])
def test_an_answer_needs_a_known_outcome(client: Client, report: Report, mona: User, outcome: str, status: int) -> None:
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
