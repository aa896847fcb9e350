"""The database guarantees of tips, each with an attempt to break it without the services."""

from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from claims.models import Claim, Tip, TipNotification, User
from claims.services.tips import submit_tip
from tests.stories import make_queued_claim

COWS = "Did a cow fly over the church on Sunday?"


@pytest.fixture
def tip(db: None) -> Tip:
    return submit_tip(text=COWS, email="reader@home.example")


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"state": "declined"}, "a_tip_is_open_linked_or_declined"),
        ({"state": "linked"}, "a_tip_is_open_linked_or_declined"),
        ({"state": "perhaps"}, "a_tip_is_open_linked_or_declined"),
        ({"reason": "spam"}, "a_tip_is_open_linked_or_declined"),
        ({"state": "declined", "reason": "spam", "decided": timezone.now()}, "a_decided_tip_has_a_decider"),
        ({"suggestion_score": 0.5}, "a_suggestion_has_its_score"),
    ],
)
def test_a_tip_is_open_or_decided_by_a_person(tip: Tip, changes: dict[str, Any], constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint):
        Tip.objects.filter(pk=tip.pk).update(**changes)


@pytest.mark.parametrize(
    ("text", "constraint"), [("", "a_tip_has_a_text"), ("x" * 2001, "a_tip_is_short")], ids=["empty", "long"]
)
def test_a_tip_has_a_text_of_limited_length(db: None, text: str, constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint):
        Tip.objects.create(text=text)


def test_a_tip_is_grouped_with_an_older_one_only(tip: Tip) -> None:
    younger = Tip.objects.create(text=COWS)
    for pk, head in ((tip.pk, younger.pk), (tip.pk, tip.pk)):
        with (
            pytest.raises(IntegrityError, match="a_tip_duplicates_an_older_one_or_has_duplicates"),
            transaction.atomic(),
        ):
            Tip.objects.filter(pk=pk).update(duplicate_of=head)
    Tip.objects.filter(pk=younger.pk).update(duplicate_of=tip)
    youngest = Tip.objects.create(text=COWS)
    with pytest.raises(IntegrityError, match="a_tip_duplicates_an_older_one_or_has_duplicates"):
        Tip.objects.filter(pk=youngest.pk).update(duplicate_of=younger)


@pytest.mark.parametrize(
    "changes", [{"text": "Did it not?"}, {"url": "https://x.example/"}, {"created": timezone.now()}]
)
def test_the_text_of_a_tip_cannot_change(tip: Tip, changes: dict[str, Any]) -> None:
    with pytest.raises(DatabaseError, match="what a reader asked is frozen"):
        Tip.objects.filter(pk=tip.pk).update(**changes)


def test_tips_cannot_be_deleted(tip: Tip) -> None:
    with pytest.raises(DatabaseError, match="Cannot delete"):
        Tip.objects.filter(pk=tip.pk).delete()


def test_an_email_address_can_be_erased_but_not_changed(tip: Tip) -> None:
    with pytest.raises(DatabaseError, match="can be erased, not changed"), transaction.atomic():
        Tip.objects.filter(pk=tip.pk).update(email="thief@home.example")
    assert Tip.objects.filter(pk=tip.pk).update(email="") == 1


def test_tip_count_counts_the_tips_of_a_claim_whatever_writes_them(tip: Tip, edith: User) -> None:
    first, second = make_queued_claim(edith), make_queued_claim(edith)
    linked: dict[str, Any] = {"state": "linked", "decided": timezone.now(), "decided_by": edith}
    other = Tip.objects.create(text=COWS, claim=first, **linked)
    Tip.objects.filter(pk=tip.pk).update(claim=first, **linked)
    assert claim_tip_count(first, second) == [2, 0]
    Tip.objects.filter(pk=other.pk).update(claim=second)
    assert claim_tip_count(first, second) == [1, 1]
    Tip.objects.filter(pk=tip.pk).update(claim=None, state="open", decided=None, decided_by=None)
    assert claim_tip_count(first, second) == [0, 1]


def claim_tip_count(*claims: Claim) -> list[int]:
    return [Claim.objects.get(pk=claim.pk).tip_count for claim in claims]


def test_reader_count_counts_the_tips_of_a_group(tip: Tip) -> None:
    others = [Tip.objects.create(text=COWS, duplicate_of=tip) for _ in range(2)]
    assert Tip.objects.get(pk=tip.pk).reader_count == 3
    Tip.objects.filter(pk=others[0].pk).update(duplicate_of=None)
    assert Tip.objects.get(pk=tip.pk).reader_count == 2


def test_there_is_one_notification_per_tip_and_publication(tip: Tip) -> None:
    TipNotification.objects.create(tip=tip)
    with pytest.raises(IntegrityError, match="one_notification_per_tip_and_publication"):
        TipNotification.objects.create(tip=tip)
