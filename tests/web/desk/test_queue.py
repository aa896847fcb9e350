"""Tests of the queue's page, of taking the next claim, and of leases."""

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.messages import get_messages
from django.db import IntegrityError, OperationalError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from psycopg.errors import LockNotAvailable, UniqueViolation

from claims.models import Claim, Lease, User
from claims.services.leases import LEAVE_DELAY
from claims.services.moderation import send_back_verdict
from claims.services.queue import take_claim
from tests.stories import make_queued_claim, make_submitted_verdict, make_taken_claim

QUEUE_URL, NEXT_URL = reverse("queue"), reverse("queue_next")


@pytest.fixture
def desk(client: Client, edith: User) -> Client:
    client.force_login(edith)
    return client


def later(**span: Any) -> Any:
    return time_machine.travel(timezone.now() + timedelta(**span), tick=False)


def test_next_leases_and_opens_the_first_claim(desk: Client, edith: User) -> None:
    claim = make_queued_claim(edith)
    assert desk.post(NEXT_URL).headers["Location"] == reverse("claim", args=[claim.pk])
    assert Lease.objects.get(ended__isnull=True).editor == edith


def test_an_empty_queue_says_so(desk: Client) -> None:
    assert "The queue is empty" in desk.get(QUEUE_URL).content.decode()
    answer = desk.post(NEXT_URL)
    assert answer.headers["Location"] == QUEUE_URL
    assert [str(message) for message in get_messages(answer.wsgi_request)] == ["The queue is empty."]


def test_a_row_shows_the_reasons_for_its_priority(desk: Client, edith: User) -> None:
    claim = make_queued_claim(edith)
    page = desk.get(QUEUE_URL).content.decode()
    for words in (
        claim.text,
        "check-worthiness: 0.7 of 1",
        "gives a number: “300 trees”",
        "The mayor",
        "Trees for the town",
    ):
        assert words in page


def test_own_claims_show_the_time_left_and_why_they_were_sent_back(desk: Client, edith: User, mona: User) -> None:
    send_back_verdict(claim_id=make_submitted_verdict(edith).claim_id, moderator=mona, reason="Count them yourself.")
    make_taken_claim(edith)
    page = desk.get(QUEUE_URL).content.decode()
    assert "Count them yourself." in page
    assert page.count("data-lease-expires") == 2
    assert ">23 h left</span>" in page
    assert " min left</span>" in page


def test_claims_of_others_are_listed_with_their_holders(desk: Client, emil: User) -> None:
    make_taken_claim(emil)
    page = desk.get(QUEUE_URL)
    assert [lease.editor for lease in page.context["others"]] == [emil]
    assert "Emil" in page.content.decode()


def test_the_queue_is_paged_by_priority(desk: Client, edith: User) -> None:
    for number in range(60):
        claim = make_queued_claim(edith)
        Claim.objects.filter(pk=claim.pk).update(checkworthiness=(number % 7) / 10)
    expected = list(Claim.objects.order_by("-priority", "id").values_list("pk", flat=True))
    listed, cursor = [], ""
    for _ in range(3):
        page = desk.get(QUEUE_URL, {"cursor": cursor})
        listed += [place.claim.pk for place in page.context["queue_places"]]
        cursor = page.context["page"].next
    assert listed == expected
    assert cursor == ""


def test_the_open_page_renews_its_lease(desk: Client, edith: User) -> None:
    claim = make_taken_claim(edith)
    with later(minutes=20):
        answer = desk.post(reverse("lease_renew", args=[claim.pk]), headers={"HX-Request": "true"})
        assert "You are working on this claim" in answer.content.decode()
        assert Lease.objects.get().expires == timezone.now() + timedelta(minutes=30)


def test_an_ended_lease_is_shown_and_the_claim_can_be_taken_again(desk: Client, edith: User) -> None:
    claim = make_taken_claim(edith)
    with later(minutes=31):
        answer = desk.post(reverse("lease_renew", args=[claim.pk]), headers={"HX-Request": "true"})
    assert answer.status_code == 409
    assert "Your time on this claim has ended" in answer.content.decode()
    assert "Take again and save" in answer.content.decode()


def test_an_ended_lease_names_the_new_holder(desk: Client, edith: User, emil: User) -> None:
    claim = make_taken_claim(edith)
    with later(minutes=31):
        take_claim(claim_id=claim.pk, editor=emil)
        answer = desk.post(reverse("lease_renew", args=[claim.pk]), headers={"HX-Request": "true"})
    assert "Emil is working on this claim" in answer.content.decode()
    assert (
        "Your time on this claim ended, and Emil is working on it now. Your draft is saved" in answer.content.decode()
    )


def test_a_moderator_takes_over_a_claim_and_the_holder_is_told(
    client: Client, edith: User, emil: User, mona: User
) -> None:
    claim = make_taken_claim(edith)
    page = reverse("claim", args=[claim.pk])
    for person, offered in ((emil, False), (mona, True)):
        client.force_login(person)
        assert ("Take over from Edith" in client.get(page).content.decode()) == offered
    assert client.post(reverse("claim_takeover", args=[claim.pk])).headers["Location"] == page
    html = client.get(page).content.decode()
    assert "Taken over from Edith; the draft stays." in html
    client.force_login(edith)
    answer = client.post(reverse("lease_renew", args=[claim.pk]), headers={"HX-Request": "true"})
    assert answer.status_code == 409
    assert "Mona has taken over this claim. Your draft is saved" in answer.content.decode()


def test_the_open_page_renews_before_a_shortened_lease_ends(desk: Client, edith: User) -> None:
    page = desk.get(reverse("claim", args=[make_taken_claim(edith).pk])).content.decode()
    seconds = re.search(r'hx-trigger="every (\d+)s, renew"', page)
    assert seconds
    assert timedelta(seconds=int(seconds[1])) < LEAVE_DELAY


def test_the_page_of_a_claim_shows_the_reasons_for_its_priority(desk: Client, edith: User) -> None:
    claim = make_queued_claim(edith)
    Claim.objects.filter(pk=claim.pk).update(tip_count=3, deadline=timezone.now() - timedelta(days=3))
    page = desk.get(reverse("claim", args=[claim.pk])).content.decode()
    for words in ("3 readers asked for it", "overdue by 3 days", "overdue since"):
        assert words in page


def test_leaving_the_page_shortens_the_lease_and_renewing_extends_it(desk: Client, edith: User) -> None:
    claim = make_taken_claim(edith)
    assert desk.post(reverse("lease_leave", args=[claim.pk])).status_code == 204
    assert Lease.objects.get().expires < timezone.now() + timedelta(minutes=4)
    desk.post(reverse("lease_renew", args=[claim.pk]), headers={"HX-Request": "true"})
    assert Lease.objects.get().expires > timezone.now() + timedelta(minutes=29)


def test_the_navigation_shows_counts_up_to_a_limit(desk: Client, edith: User, monkeypatch: pytest.MonkeyPatch) -> None:
    make_queued_claim(edith), make_queued_claim(edith)
    assert '<span class="count">2<' in desk.get(reverse("articles")).content.decode()
    monkeypatch.setattr("claims.selectors.waiting_counts.COUNT_CAP", 1)
    assert '<span class="count">1+<' in desk.get(reverse("articles")).content.decode()


@pytest.mark.parametrize(("name", "page"), [("cora", "articles"), ("edith", "queue"), ("mona", "moderation")])
def test_the_desk_opens_the_first_page_of_the_role(
    client: Client, name: str, page: str, request: pytest.FixtureRequest
) -> None:
    client.force_login(request.getfixturevalue(name))
    assert client.get(reverse("desk")).headers["Location"] == reverse(page)


@pytest.mark.parametrize(
    ("error", "cause", "status"), [(IntegrityError, UniqueViolation, 409), (OperationalError, LockNotAvailable, 503)]
)
def test_a_conflict_in_the_database_is_shown_as_a_refusal(  # noqa: PLR0917 - people and cases
    client: Client, edith: User, monkeypatch: pytest.MonkeyPatch, error: type, cause: type, status: int
) -> None:
    def race(**_: object) -> None:
        raise error from cause()

    monkeypatch.setattr("claims.services.queue.take_next_claim", race)
    client.force_login(edith)
    assert client.post(reverse("queue_next")).status_code == status
