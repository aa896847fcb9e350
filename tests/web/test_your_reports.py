"""Whoever handed something in, reported or objected, reads what became of it."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from claims import tasks
from claims.models import Notice, User
from claims.services import contests, moderation
from tests import stories


def page(client: Client, what: str = "") -> str:
    answer = client.get(reverse("reports"), {"what": what} if what else {})
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def reader(client: Client, cora: User) -> Client:
    client.force_login(cora)
    return client


@pytest.mark.parametrize("what", ["articles", "flags", "contests", "nonsense"])
def test_an_empty_page_says_what_will_stand_there(reader: Client, what: str) -> None:
    assert 'class="empty"' in page(reader, what)


def test_articles_are_told_with_what_became_of_their_claims(
    reader: Client, cora: User, edith: User, django_assert_max_num_queries: Any
) -> None:
    stories.a_contest(edith, cora)
    stories.a_read_article(cora)
    with django_assert_max_num_queries(6):
        html = page(reader)
    assert "to be decided" in html
    assert "dismissed" in html


def test_a_report_is_told_without_the_desks_own_note(reader: Client, cora: User, edith: User, mona: User) -> None:
    publication = stories.a_publication(edith, mona)
    flag = moderation.report(publication=publication, reason="other", text="Look <b>again</b>.", reporter=cora)
    assert "before the moderators" in page(reader, "flags")
    moderation.close_flag(flag_id=flag.pk, moderator=mona, outcome="upheld", note="Among ourselves.")
    html = page(reader, "flags")
    assert "you were right" in html
    assert "Look &lt;b&gt;again" in html
    assert "Among ourselves" not in html


def test_nobody_reads_what_others_reported(reader: Client, edith: User, mona: User, emil: User) -> None:
    publication = stories.a_publication(edith, mona)
    moderation.report(publication=publication, reason="other", text="Look again.", reporter=emil)
    assert "Look again." not in page(reader, "flags")


@pytest.mark.parametrize(("outcome", "words"), [("upheld", "found you right"), ("rejected", "stays dismissed")])
def test_an_answered_objection_is_mailed_once_and_shown(
    reader: Client, edith: User, mona: User, outcome: str, words: str
) -> None:
    cora = User.objects.get(name="Cora")
    contest = stories.a_contest(edith, cora)
    tasks.tell_reporters()
    assert mail.outbox == []
    contests.close(contest_id=contest.pk, moderator=mona, outcome=outcome, note="We talked about it.")
    for _ in range(2):
        tasks.tell_reporters()
    (letter,) = mail.outbox
    assert (letter.to, Notice.objects.get().sent is not None) == ([cora.email], True)
    assert words in letter.body
    assert "We talked about it." in letter.body
    assert "We talked about it." in page(reader, "contests")


def test_who_was_shut_out_is_told_nothing(cora: User, edith: User, mona: User) -> None:
    contest = stories.a_contest(edith, cora)
    contests.close(contest_id=contest.pk, moderator=mona, outcome="upheld")
    cora.is_active = False
    cora.save()
    tasks.tell_reporters()
    assert mail.outbox == []
