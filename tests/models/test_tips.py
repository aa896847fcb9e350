"""What the database promises about tips, each with an attempt to break it past all services."""

from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from claims.models import Claim, Tip, TipNotice, User
from claims.services import tips
from tests import stories

COWS = "Did a cow fly over the church on Sunday?"


@pytest.fixture
def tip(db: None) -> Tip:
    return tips.ask(text=COWS, email="reader@home.example")


@pytest.mark.parametrize(
    ("changes", "promise"),
    [
        ({"state": "declined"}, "a_tip_is_open_linked_or_declined"),
        ({"state": "linked"}, "a_tip_is_open_linked_or_declined"),
        ({"state": "perhaps"}, "a_tip_is_open_linked_or_declined"),
        ({"reason": "spam"}, "a_tip_is_open_linked_or_declined"),
        ({"state": "declined", "reason": "spam", "decided": timezone.now()}, "a_decided_tip_says_by_whom"),
        ({"score": 0.5}, "a_suggestion_has_its_score"),
    ],
)
def test_a_tip_is_open_or_decided_by_somebody(tip: Tip, changes: dict[str, Any], promise: str) -> None:
    with pytest.raises(IntegrityError, match=promise):
        Tip.objects.filter(pk=tip.pk).update(**changes)


@pytest.mark.parametrize(
    ("text", "promise"), [("", "a_tip_says_something"), ("x" * 2001, "a_tip_is_short")], ids=["empty", "long"]
)
def test_a_tip_has_words_and_not_too_many(db: None, text: str, promise: str) -> None:
    with pytest.raises(IntegrityError, match=promise):
        Tip.objects.create(text=text)


def test_a_tip_hangs_on_an_older_one_alone(tip: Tip) -> None:
    younger = Tip.objects.create(text=COWS)
    for pk, head in ((tip.pk, younger.pk), (tip.pk, tip.pk)):
        with pytest.raises(IntegrityError, match="a_tip_hangs_on_an_older_one_or_has_others"), transaction.atomic():
            Tip.objects.filter(pk=pk).update(head=head)
    Tip.objects.filter(pk=younger.pk).update(head=tip)
    youngest = Tip.objects.create(text=COWS)
    with pytest.raises(IntegrityError, match="a_tip_hangs_on_an_older_one_or_has_others"):
        Tip.objects.filter(pk=youngest.pk).update(head=younger)


@pytest.mark.parametrize(
    "changes", [{"text": "Did it not?"}, {"url": "https://x.example/"}, {"created": timezone.now()}]
)
def test_what_a_reader_asked_stays(tip: Tip, changes: dict[str, Any]) -> None:
    with pytest.raises(DatabaseError, match="Cannot update"):
        Tip.objects.filter(pk=tip.pk).update(**changes)


def test_tips_stay(tip: Tip) -> None:
    with pytest.raises(DatabaseError, match="Cannot delete"):
        Tip.objects.filter(pk=tip.pk).delete()


def test_an_address_can_be_forgotten_and_not_changed(tip: Tip) -> None:
    with pytest.raises(DatabaseError, match="can be forgotten, not changed"), transaction.atomic():
        Tip.objects.filter(pk=tip.pk).update(email="thief@home.example")
    assert Tip.objects.filter(pk=tip.pk).update(email="") == 1


def test_asked_counts_the_tips_of_a_claim_whoever_writes(tip: Tip, edith: User) -> None:
    one, two = stories.a_queued_claim(edith), stories.a_queued_claim(edith)
    linked: dict[str, Any] = {"state": "linked", "decided": timezone.now(), "decided_by": edith}
    other = Tip.objects.create(text=COWS, claim=one, **linked)
    Tip.objects.filter(pk=tip.pk).update(claim=one, **linked)
    assert asked(one, two) == [2, 0]
    Tip.objects.filter(pk=other.pk).update(claim=two)
    assert asked(one, two) == [1, 1]
    Tip.objects.filter(pk=tip.pk).update(claim=None, state="open", decided=None, decided_by=None)
    assert asked(one, two) == [0, 1]


def asked(*claims: Claim) -> list[int]:
    return [Claim.objects.get(pk=claim.pk).asked for claim in claims]


def test_times_counts_all_that_ask_the_same(tip: Tip) -> None:
    others = [Tip.objects.create(text=COWS, head=tip) for _ in range(2)]
    assert Tip.objects.get(pk=tip.pk).times == 3
    Tip.objects.filter(pk=others[0].pk).update(head=None)
    assert Tip.objects.get(pk=tip.pk).times == 2


def test_nobody_is_told_of_one_thing_twice(tip: Tip) -> None:
    TipNotice.objects.create(tip=tip)
    with pytest.raises(IntegrityError, match="one_notice_per_tip_and_publication"):
        TipNotice.objects.create(tip=tip)
