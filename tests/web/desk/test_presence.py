"""Presence: heartbeats show who else is there, expire after a minute, and do not extend the session."""

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


def test_everybody_sees_the_others_and_their_activity(edith: User, emil: User, mona: User) -> None:
    claim = make_taken_claim(edith)
    assert send_heartbeat(client_of(edith), claim) == ""
    send_heartbeat(client_of(edith), claim, activity="writing")
    send_heartbeat(client_of(emil), claim)
    assert "Emil is looking, Edith is writing" in send_heartbeat(client_of(mona), claim)
    assert "Emil and Mona are looking" in send_heartbeat(client_of(edith), claim, activity="writing")


def test_presence_ends_after_a_minute_without_a_heartbeat(edith: User, emil: User) -> None:
    claim = make_taken_claim(edith)
    with time_machine.travel(timezone.now() - timedelta(seconds=61), tick=False):
        send_heartbeat(client_of(emil), claim)
    assert send_heartbeat(client_of(edith), claim) == ""
    send_heartbeat(client_of(emil), claim)
    assert "Emil is looking" in send_heartbeat(client_of(edith), claim)


def test_many_people_are_listed_in_one_line(edith: User, emil: User) -> None:
    claim = make_taken_claim(edith)
    for number in range(12):
        person = User.objects.create_user(f"e{number}@desk.example", name=f"Editor {number}", role="editor")
        record_presence(user=person, at=claim, activity="looking")
    people = send_heartbeat(client_of(emil), claim)
    assert "Editor 7" in people
    assert ", and others" in people
    assert "Editor 10" not in people


def test_a_person_has_one_row_per_page_and_no_event(edith: User) -> None:
    claim = make_taken_claim(edith)
    before = Event.objects.count()
    for activity in ("looking", "writing", "flying"):
        send_heartbeat(client_of(edith), claim, activity=activity)
    assert [(row.user, row.activity) for row in Presence.objects.all()] == [(edith, "looking")]
    assert Event.objects.count() == before


@pytest.mark.parametrize("given", [{"version": "x"}, {"after": "-1"}, {"since": "yesterday"}, {"after": "9" * 30}])
def test_invalid_fields_of_a_heartbeat_are_ignored(edith: User, given: dict[str, str]) -> None:
    answer = client_of(edith).post(reverse("claim_presence", args=[make_taken_claim(edith).pk]), given, headers=HTMX)
    assert answer.status_code == 200


def test_an_article_shows_presence_too(edith: User, emil: User) -> None:
    article = make_read_article(edith)
    url = reverse("article_presence", args=[article.pk])
    assert url in client_of(edith).get(reverse("article", args=[article.pk])).content.decode()
    client_of(emil).post(url, {"activity": "looking"}, headers=HTMX)
    assert "Emil is looking" in client_of(edith).post(url, headers=HTMX).content.decode()
    assert client_of(edith).post(reverse("article_presence", args=[2**62]), headers=HTMX).status_code == 404


def test_a_missing_claim_has_no_presence(edith: User) -> None:
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


def test_heartbeats_count_as_use_and_end_with_the_session(edith: User) -> None:
    claim = make_taken_claim(edith)
    client = client_of(edith)
    url = reverse("claim_presence", args=[claim.pk])
    expires, moment = client.session.get_expiry_date(), timezone.now()
    while (moment := moment + timedelta(hours=11)) < expires:
        with time_machine.travel(moment):
            assert client.post(url, headers=HTMX).status_code == 200
    with time_machine.travel(expires + timedelta(minutes=1)):
        assert client.post(url, headers=HTMX).status_code == 403


def test_the_table_is_unlogged(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT relpersistence FROM pg_class WHERE relname = 'claims_presence'")
        assert cursor.fetchone() == ("u",)


def test_the_sweep_deletes_only_old_presence(edith: User, emil: User, monkeypatch: Any) -> None:
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


# News with a heartbeat ---------------------------------------------------------------


def test_a_heartbeat_returns_new_comments_once(edith: User, emil: User) -> None:
    claim = make_taken_claim(edith)
    known = add_comment(claim_id=claim.pk, author=emil, text="Known.")
    new = add_comment(claim_id=claim.pk, author=emil, text="New & <b>bold</b>.")
    client = client_of(edith)
    answer = send_heartbeat(client, claim, after=known.pk)
    assert "New &amp; &lt;b&gt;bold&lt;/b&gt;." in answer
    assert "Known." not in answer
    assert f'name="after" value="{new.pk}"' in answer
    assert "New" not in send_heartbeat(client, claim, after=new.pk)


def test_a_removed_comment_disappears_from_open_pages(edith: User, emil: User) -> None:
    claim = make_taken_claim(edith)
    comment = add_comment(claim_id=claim.pk, author=emil, text="Too soon.")
    opened = timezone.now().isoformat()
    remove_comment(comment_id=comment.pk, author=emil)
    answer = send_heartbeat(client_of(edith), claim, after=comment.pk, since=opened)
    assert f'id="comment-{comment.pk}" hx-swap-oob="true"' in answer
    assert "Removed by Emil" in answer


def test_a_heartbeat_understands_the_time_that_the_page_states(edith: User, emil: User) -> None:
    claim = make_taken_claim(edith)
    comment = add_comment(claim_id=claim.pk, author=emil, text="Too soon.")
    shown = client_of(edith).get(reverse("claim", args=[claim.pk])).content.decode()
    since = shown.partition('name="since" value="')[2].partition('"')[0]
    remove_comment(comment_id=comment.pk, author=emil)
    assert "Removed by Emil" in send_heartbeat(client_of(edith), claim, after=comment.pk, since=since)


def test_an_open_page_says_who_changed_the_claim(edith: User, emil: User, mona: User) -> None:
    claim = make_submitted_verdict(edith).claim
    claim.refresh_from_db()
    seen = claim.version
    approve_verdict(claim_id=claim.pk, moderator=mona)
    add_comment(claim_id=claim.pk, author=edith, text="Thank you.")
    update = send_heartbeat(client_of(emil), claim, version=seen)
    assert "Verdict approved: Mona" in update
    assert 'data-key="g l"' in update
    assert "Reload" not in send_heartbeat(client_of(mona), claim, version=seen)
    assert "Reload" not in send_heartbeat(client_of(emil), claim, version=seen + 1)


def test_saving_a_draft_does_not_change_the_claim_for_a_reader(edith: User, emil: User) -> None:
    claim = make_taken_claim(edith)
    save_draft(claim_id=claim.pk, editor=edith, version=1, rating="true", summary="So.", justification="Look.")
    assert "Reload" not in send_heartbeat(client_of(emil), claim, version=claim.version)
    dismiss_claim(claim_id=claim.pk, editor=edith, reason="trivial")
    assert "Dismissed: Edith" in send_heartbeat(client_of(emil), claim, version=claim.version)
