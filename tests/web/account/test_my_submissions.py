"""People see the outcome of what they submitted, reported and appealed."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from claims.models import Notification, User
from claims.services.appeals import close_appeal
from claims.services.reports import close_report, report_problem
from claims.tasks import notify_reporters
from tests.stories import make_appeal, make_publication, make_read_article


def my_submissions_text(client: Client, tab: str = "") -> str:
    response = client.get(reverse("my_submissions"), {"tab": tab} if tab else {})
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def reader(client: Client, cora: User) -> Client:
    client.force_login(cora)
    return client


@pytest.mark.parametrize("tab", ["articles", "reports", "appeals", "nonsense"])
def test_an_empty_tab_shows_an_empty_state(reader: Client, tab: str) -> None:
    assert 'class="empty"' in my_submissions_text(reader, tab)


def test_articles_show_the_states_of_their_claims(
    reader: Client, cora: User, edith: User, django_assert_max_num_queries: Any
) -> None:
    make_appeal(edith, cora)
    make_read_article(cora)
    with django_assert_max_num_queries(6):
        html = my_submissions_text(reader)
    assert "to be decided" in html
    assert "dismissed" in html


def test_a_report_is_shown_without_the_desks_internal_note(reader: Client, cora: User, edith: User, mona: User) -> None:
    publication = make_publication(edith, mona)
    report = report_problem(publication=publication, reason="other", text="Look <b>again</b>.", reporter=cora)
    assert "with the moderators" in my_submissions_text(reader, "reports")
    close_report(report_id=report.pk, moderator=mona, outcome="upheld", note="Among ourselves.")
    html = my_submissions_text(reader, "reports")
    assert "The verdict will be corrected or withdrawn." in html
    assert "Look &lt;b&gt;again" in html
    assert "Among ourselves" not in html


def test_reports_of_others_are_not_shown(reader: Client, edith: User, mona: User, emil: User) -> None:
    publication = make_publication(edith, mona)
    report_problem(publication=publication, reason="other", text="Look again.", reporter=emil)
    assert "Look again." not in my_submissions_text(reader, "reports")


@pytest.mark.parametrize(
    ("outcome", "words"), [("upheld", "Your objection is right"), ("rejected", "The dismissal stands")]
)
def test_an_answered_appeal_is_mailed_once_and_shown(
    reader: Client, edith: User, mona: User, outcome: str, words: str
) -> None:
    cora = User.objects.get(name="Cora")
    appeal = make_appeal(edith, cora)
    notify_reporters()
    assert mail.outbox == []
    close_appeal(appeal_id=appeal.pk, moderator=mona, outcome=outcome, note="We talked about it.")
    for _ in range(2):
        notify_reporters()
    (message,) = mail.outbox
    assert (message.to, Notification.objects.get().sent is not None) == ([cora.email], True)
    assert words in message.body
    assert "We talked about it." in message.body
    assert "We talked about it." in my_submissions_text(reader, "appeals")


def test_a_deactivated_person_gets_no_mail(cora: User, edith: User, mona: User) -> None:
    appeal = make_appeal(edith, cora)
    close_appeal(appeal_id=appeal.pk, moderator=mona, outcome="upheld")
    cora.is_active = False
    cora.save()
    notify_reporters()
    assert mail.outbox == []
