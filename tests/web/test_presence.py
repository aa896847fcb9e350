"""Who else is looking: told by heartbeats, forgotten after a minute, and never at the cost of the session."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from claims import tasks
from claims.models import Claim, Event, Presence, User
from claims.services import claims, comments, moderation, presence, verdicts
from tests.stories import a_queued_claim, a_read_article, a_submitted_verdict, a_taken_claim

HTMX = {"HX-Request": "true"}


def as_(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def beat(client: Client, claim: Claim, **given: Any) -> str:
    url = reverse("claim_presence", args=[claim.pk])
    return client.post(url, {"doing": "looking", **given}, headers=HTMX).content.decode().strip()


def test_each_sees_the_others_and_what_they_do_and_nobody_themselves(edith: User, emil: User, mona: User) -> None:
    claim = a_taken_claim(edith)
    assert beat(as_(edith), claim) == ""
    beat(as_(edith), claim, doing="writing")
    beat(as_(emil), claim)
    assert "Emil is looking, Edith is writing" in beat(as_(mona), claim)
    assert "Emil and Mona are looking" in beat(as_(edith), claim, doing="writing")


def test_a_minute_without_a_heartbeat_and_one_is_gone(edith: User, emil: User) -> None:
    claim = a_taken_claim(edith)
    with time_machine.travel(timezone.now() - timedelta(seconds=61), tick=False):
        beat(as_(emil), claim)
    assert beat(as_(edith), claim) == ""
    beat(as_(emil), claim)
    assert "Emil is looking" in beat(as_(edith), claim)


def test_a_crowd_is_told_in_one_line(edith: User, emil: User) -> None:
    claim = a_taken_claim(edith)
    for number in range(12):
        person = User.objects.create_user(f"e{number}@desk.example", name=f"Editor {number}", role="editor")
        presence.look(user=person, at=claim, doing="looking")
    told = beat(as_(emil), claim)
    assert "Editor 7" in told
    assert "and more" in told
    assert "Editor 10" not in told


def test_one_row_a_person_and_page_and_no_event(edith: User) -> None:
    claim = a_taken_claim(edith)
    before = Event.objects.count()
    for doing in ("looking", "writing", "flying"):
        beat(as_(edith), claim, doing=doing)
    assert [(row.user, row.doing) for row in Presence.objects.all()] == [(edith, "looking")]
    assert Event.objects.count() == before


@pytest.mark.parametrize("given", [{"version": "x"}, {"after": "-1"}, {"since": "yesterday"}, {"after": "9" * 30}])
def test_what_a_page_says_that_cannot_be_read_counts_as_not_said(edith: User, given: dict[str, str]) -> None:
    answer = as_(edith).post(reverse("claim_presence", args=[a_taken_claim(edith).pk]), given, headers=HTMX)
    assert answer.status_code == 200


def test_before_an_article_too(edith: User, emil: User) -> None:
    article = a_read_article(edith)
    url = reverse("article_presence", args=[article.pk])
    assert url in as_(edith).get(reverse("article", args=[article.pk])).content.decode()
    as_(emil).post(url, {"doing": "looking"}, headers=HTMX)
    assert "Emil is looking" in as_(edith).post(url, headers=HTMX).content.decode()
    assert as_(edith).post(reverse("article_presence", args=[2**62]), headers=HTMX).status_code == 404


def test_what_is_not_there_has_no_presence(edith: User) -> None:
    assert as_(edith).post(reverse("claim_presence", args=[2**62]), headers=HTMX).status_code == 404


# What it costs -----------------------------------------------------------------------


def test_a_heartbeat_that_brings_nothing_new_takes_three_queries_beside_the_session(
    edith: User, emil: User, django_assert_num_queries: Any
) -> None:
    claim = a_taken_claim(edith)
    comment = comments.add(claim_id=claim.pk, author=edith, text="Look.")
    client = as_(emil)
    beat(client, claim)
    session = 2
    with django_assert_num_queries(session + 3):
        beat(client, claim, after=comment.pk, version=claim.version, since=timezone.now().isoformat())


def test_it_does_not_keep_a_session_alive(edith: User) -> None:
    claim = a_taken_claim(edith)
    client = as_(edith)
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
    claim, other = a_taken_claim(edith), a_queued_claim(edith)
    with time_machine.travel(timezone.now() - timedelta(hours=2)):
        beat(as_(edith), claim)
        beat(as_(edith), other)
    beat(as_(emil), claim)
    monkeypatch.setattr(presence, "SWEPT", 1)
    tasks.sweep_presence()
    assert Presence.objects.count() == 2
    tasks.sweep_presence()
    assert [row.user for row in Presence.objects.all()] == [emil]


# What it brings ----------------------------------------------------------------------


def test_new_comments_come_with_it_once(edith: User, emil: User) -> None:
    claim = a_taken_claim(edith)
    known = comments.add(claim_id=claim.pk, author=emil, text="Known.")
    new = comments.add(claim_id=claim.pk, author=emil, text="New & <b>bold</b>.")
    client = as_(edith)
    answer = beat(client, claim, after=known.pk)
    assert "New &amp; &lt;b&gt;bold&lt;/b&gt;." in answer
    assert "Known." not in answer
    assert f'name="after" value="{new.pk}"' in answer
    assert "New" not in beat(client, claim, after=new.pk)


def test_what_was_taken_back_goes_from_open_pages(edith: User, emil: User) -> None:
    claim = a_taken_claim(edith)
    comment = comments.add(claim_id=claim.pk, author=emil, text="Too soon.")
    opened = timezone.now().isoformat()
    comments.remove(comment_id=comment.pk, author=emil)
    answer = beat(as_(edith), claim, after=comment.pk, since=opened)
    assert f'id="comment-{comment.pk}" hx-swap-oob="true"' in answer
    assert "Removed by Emil" in answer


def test_a_page_says_since_when_it_knows_in_words_that_the_heartbeat_reads(edith: User, emil: User) -> None:
    claim = a_taken_claim(edith)
    comment = comments.add(claim_id=claim.pk, author=emil, text="Too soon.")
    shown = as_(edith).get(reverse("claim", args=[claim.pk])).content.decode()
    since = shown.partition('name="since" value="')[2].partition('"')[0]
    comments.remove(comment_id=comment.pk, author=emil)
    assert "Removed by Emil" in beat(as_(edith), claim, after=comment.pk, since=since)


def test_a_claim_that_moved_under_the_reader_says_who_moved_it(edith: User, emil: User, mona: User) -> None:
    claim = a_submitted_verdict(edith).claim
    claim.refresh_from_db()
    seen = claim.version
    moderation.approve(claim_id=claim.pk, moderator=mona)
    comments.add(claim_id=claim.pk, author=edith, text="Thank you.")
    told = beat(as_(emil), claim, version=seen)
    assert "Verdict approved: Mona" in told
    assert 'data-key="g l"' in told
    assert "Load it again" not in beat(as_(mona), claim, version=seen)
    assert "Load it again" not in beat(as_(emil), claim, version=seen + 1)


def test_saving_a_draft_moves_nothing_for_a_reader(edith: User, emil: User) -> None:
    claim = a_taken_claim(edith)
    verdicts.save_draft(claim_id=claim.pk, editor=edith, version=1, rating="true", summary="So.", justification="Look.")
    assert "Load it again" not in beat(as_(emil), claim, version=claim.version)
    claims.dismiss(claim_id=claim.pk, editor=edith, reason="trivial")
    assert "Dismissed: Edith" in beat(as_(emil), claim, version=claim.version)
