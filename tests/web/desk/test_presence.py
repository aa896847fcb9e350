"""Who else is looking: told by heartbeats, forgotten after a minute, and never at the cost of the session."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from claims.models import Claim, Event, Presence, User
from claims.services import presence
from claims.services.claims import dismiss_claim
from claims.services.comments import add_comment, remove_comment
from claims.services.moderation import approve_verdict
from claims.services.presence import record_presence
from claims.services.verdicts import save_draft
from claims.tasks import delete_stale_presence
from tests.stories import make_queued_claim, make_read_article, make_submitted_verdict, make_taken_claim

HTMX = {"HX-Request": "true"}


def client_of(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def send_heartbeat(client: Client, claim: Claim, **given: Any) -> str:
    url = reverse("claim_presence", args=[claim.pk])
    return client.post(url, {"activity": "looking", **given}, headers=HTMX).content.decode().strip()


def test_each_sees_the_others_and_what_they_do_and_nobody_themselves(edith: User, emil: User, mona: User) -> None:
    claim = make_taken_claim(edith)
    assert send_heartbeat(client_of(edith), claim) == ""
    send_heartbeat(client_of(edith), claim, activity="writing")
    send_heartbeat(client_of(emil), claim)
    assert "Emil is looking, Edith is writing" in send_heartbeat(client_of(mona), claim)
    assert "Emil and Mona are looking" in send_heartbeat(client_of(edith), claim, activity="writing")


def test_a_minute_without_a_heartbeat_and_one_is_gone(edith: User, emil: User) -> None:
    claim = make_taken_claim(edith)
    with time_machine.travel(timezone.now() - timedelta(seconds=61), tick=False):
        send_heartbeat(client_of(emil), claim)
    assert send_heartbeat(client_of(edith), claim) == ""
    send_heartbeat(client_of(emil), claim)
    assert "Emil is looking" in send_heartbeat(client_of(edith), claim)


def test_a_crowd_is_told_in_one_line(edith: User, emil: User) -> None:
    claim = make_taken_claim(edith)
    for number in range(12):
        person = User.objects.create_user(f"e{number}@desk.example", name=f"Editor {number}", role="editor")
        record_presence(user=person, at=claim, activity="looking")
    told = send_heartbeat(client_of(emil), claim)
    assert "Editor 7" in told
    assert "and more" in told
    assert "Editor 10" not in told


def test_one_row_a_person_and_page_and_no_event(edith: User) -> None:
    claim = make_taken_claim(edith)
    before = Event.objects.count()
    for activity in ("looking", "writing", "flying"):
        send_heartbeat(client_of(edith), claim, activity=activity)
    assert [(row.user, row.activity) for row in Presence.objects.all()] == [(edith, "looking")]
    assert Event.objects.count() == before


@pytest.mark.parametrize("given", [{"version": "x"}, {"after": "-1"}, {"since": "yesterday"}, {"after": "9" * 30}])
def test_what_a_page_says_that_cannot_be_read_counts_as_not_said(edith: User, given: dict[str, str]) -> None:
    answer = client_of(edith).post(reverse("claim_presence", args=[make_taken_claim(edith).pk]), given, headers=HTMX)
    assert answer.status_code == 200


def test_before_an_article_too(edith: User, emil: User) -> None:
    article = make_read_article(edith)
    url = reverse("article_presence", args=[article.pk])
    assert url in client_of(edith).get(reverse("article", args=[article.pk])).content.decode()
    client_of(emil).post(url, {"activity": "looking"}, headers=HTMX)
    assert "Emil is looking" in client_of(edith).post(url, headers=HTMX).content.decode()
    assert client_of(edith).post(reverse("article_presence", args=[2**62]), headers=HTMX).status_code == 404


def test_what_is_not_there_has_no_presence(edith: User) -> None:
    assert client_of(edith).post(reverse("claim_presence", args=[2**62]), headers=HTMX).status_code == 404


# What it costs -----------------------------------------------------------------------


def test_a_heartbeat_that_brings_nothing_new_takes_three_queries_beside_the_session(
    edith: User, emil: User, django_assert_num_queries: Any
) -> None:
    claim = make_taken_claim(edith)
    comment = add_comment(claim_id=claim.pk, author=edith, text="Look.")
    client = client_of(emil)
    send_heartbeat(client, claim)
    session = 2
    with django_assert_num_queries(session + 3):
        send_heartbeat(client, claim, after=comment.pk, version=claim.version, since=timezone.now().isoformat())


def test_it_does_not_keep_a_session_alive(edith: User) -> None:
    claim = make_taken_claim(edith)
    client = client_of(edith)
    expires = client.session.get_expiry_date()
    with time_machine.travel(expires - timedelta(hours=1)):
        url = reverse("claim_presence", args=[claim.pk])
        answer = client.post(url, headers=HTMX)
        assert answer.status_code == 200
        assert not answer.cookies
    with time_machine.travel(expires + timedelta(hours=1)):
        assert client.post(url, headers=HTMX).status_code == 403


def test_the_table_is_not_logged(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT relpersistence FROM pg_class WHERE relname = 'claims_presence'")
        assert cursor.fetchone() == ("u",)


def test_the_sweep_forgets_who_was_there_long_ago_and_nobody_else(edith: User, emil: User, monkeypatch: Any) -> None:
    claim, other = make_taken_claim(edith), make_queued_claim(edith)
    with time_machine.travel(timezone.now() - timedelta(hours=2)):
        send_heartbeat(client_of(edith), claim)
        send_heartbeat(client_of(edith), other)
    send_heartbeat(client_of(emil), claim)
    monkeypatch.setattr(presence, "SWEEP_ROWS", 1)
    delete_stale_presence()
    assert Presence.objects.count() == 2
    delete_stale_presence()
    assert [row.user for row in Presence.objects.all()] == [emil]


# What it brings ----------------------------------------------------------------------


def test_new_comments_come_with_it_once(edith: User, emil: User) -> None:
    claim = make_taken_claim(edith)
    known = add_comment(claim_id=claim.pk, author=emil, text="Known.")
    new = add_comment(claim_id=claim.pk, author=emil, text="New & <b>bold</b>.")
    client = client_of(edith)
    answer = send_heartbeat(client, claim, after=known.pk)
    assert "New &amp; &lt;b&gt;bold&lt;/b&gt;." in answer
    assert "Known." not in answer
    assert f'name="after" value="{new.pk}"' in answer
    assert "New" not in send_heartbeat(client, claim, after=new.pk)


def test_what_was_taken_back_goes_from_open_pages(edith: User, emil: User) -> None:
    claim = make_taken_claim(edith)
    comment = add_comment(claim_id=claim.pk, author=emil, text="Too soon.")
    opened = timezone.now().isoformat()
    remove_comment(comment_id=comment.pk, author=emil)
    answer = send_heartbeat(client_of(edith), claim, after=comment.pk, since=opened)
    assert f'id="comment-{comment.pk}" hx-swap-oob="true"' in answer
    assert "Removed by Emil" in answer


def test_a_page_says_since_when_it_knows_in_words_that_the_heartbeat_reads(edith: User, emil: User) -> None:
    claim = make_taken_claim(edith)
    comment = add_comment(claim_id=claim.pk, author=emil, text="Too soon.")
    shown = client_of(edith).get(reverse("claim", args=[claim.pk])).content.decode()
    since = shown.partition('name="since" value="')[2].partition('"')[0]
    remove_comment(comment_id=comment.pk, author=emil)
    assert "Removed by Emil" in send_heartbeat(client_of(edith), claim, after=comment.pk, since=since)


def test_a_claim_that_moved_under_the_reader_says_who_moved_it(edith: User, emil: User, mona: User) -> None:
    claim = make_submitted_verdict(edith).claim
    claim.refresh_from_db()
    seen = claim.version
    approve_verdict(claim_id=claim.pk, moderator=mona)
    add_comment(claim_id=claim.pk, author=edith, text="Thank you.")
    told = send_heartbeat(client_of(emil), claim, version=seen)
    assert "Verdict approved: Mona" in told
    assert 'data-key="g l"' in told
    assert "Load it again" not in send_heartbeat(client_of(mona), claim, version=seen)
    assert "Load it again" not in send_heartbeat(client_of(emil), claim, version=seen + 1)


def test_saving_a_draft_moves_nothing_for_a_reader(edith: User, emil: User) -> None:
    claim = make_taken_claim(edith)
    save_draft(claim_id=claim.pk, editor=edith, version=1, rating="true", summary="So.", justification="Look.")
    assert "Load it again" not in send_heartbeat(client_of(emil), claim, version=claim.version)
    dismiss_claim(claim_id=claim.pk, editor=edith, reason="trivial")
    assert "Dismissed: Edith" in send_heartbeat(client_of(emil), claim, version=claim.version)
