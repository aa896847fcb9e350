"""A publication or a withdrawal waits before it goes out, can be undone until then, and goes out once."""

from collections.abc import Callable
from datetime import timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import Error, connection, transaction
from django.db.models.functions import Now

from claims.models import Claim, Delivery, Event, LogEntry, Publication, User
from claims.permissions.refusals import GoesOutSoon
from claims.refusals import NotAllowed, PublishedSince
from claims.services.cases import hold_next_case
from claims.services.moderation import send_back_verdict
from claims.services.publications import publish_verdict, put_out_claim, withdraw_verdict
from claims.services.undo import undo_decision, withdraw_approval
from claims.tasks import put_out_publications
from tests.stories import make_approved_verdict

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _delay(settings: LazySettings) -> None:
    settings.PUBLICATION_DELAY_SECONDS = 30


def let_time_pass(claim: Claim) -> None:
    """Move the moment at which the claim goes out into the past."""
    Claim.objects.filter(pk=claim.pk).update(goes_out=Now() - timedelta(seconds=1))


def start_publication(edith: User, mona: User) -> tuple[Claim, Event]:
    claim = make_approved_verdict(edith, mona).claim
    event = publish_verdict(claim_id=claim.pk, moderator=mona)
    claim.refresh_from_db()
    return claim, event


def test_nothing_goes_out_before_the_time_has_passed(edith: User, mona: User) -> None:
    claim, event = start_publication(edith, mona)
    put_out_publications()
    assert (claim.status, event.verb, claim.goes_out_event_id) == ("approved", "publication.scheduled", event.pk)
    assert [model.objects.count() for model in (Publication, LogEntry, Delivery)] == [0, 0, 0]
    assert not Event.objects.filter(verb="verdict.published").exists()


def test_it_goes_out_once_in_the_name_of_who_published(edith: User, mona: User) -> None:
    claim, _ = start_publication(edith, mona)
    let_time_pass(claim)
    put_out_publications()
    put_out_publications()
    assert put_out_claim(claim_id=claim.pk) is None
    claim.refresh_from_db()
    publication, published = Publication.objects.get(), Event.objects.get(verb="verdict.published")
    assert (claim.status, claim.goes_out, claim.goes_out_event) == ("published", None, None)
    assert (publication.published_by, published.actor) == (mona, mona)
    assert LogEntry.objects.get().publication == publication


def test_every_moderator_can_stop_it_and_it_stays_approved(edith: User, mona: User, ada: User) -> None:
    moderator = User.objects.create_user("max@desk.example", "x", name="Max", role="moderator")
    claim, event = start_publication(edith, mona)
    with pytest.raises(NotAllowed):
        undo_decision(event_id=event.pk, by=edith)
    undo_decision(event_id=event.pk, by=moderator)
    claim.refresh_from_db()
    assert (claim.status, claim.goes_out, claim.verdicts.get().approved_by) == ("approved", None, mona)
    put_out_publications()
    assert not Publication.objects.exists()
    publish_verdict(claim_id=claim.pk, moderator=mona, at_once=True)
    with pytest.raises(PublishedSince):
        undo_decision(event_id=event.pk, by=mona)


@pytest.mark.parametrize(
    "move",
    [
        lambda claim, mona: publish_verdict(claim_id=claim, moderator=mona, note="Again."),
        lambda claim, mona: send_back_verdict(claim_id=claim, moderator=mona, reason="Wait."),
        lambda claim, mona: withdraw_approval(claim_id=claim, moderator=mona),
    ],
    ids=["publish", "send back", "undo approval"],
)
def test_nothing_else_is_decided_while_it_waits(edith: User, mona: User, move: Callable[[int, User], Any]) -> None:
    claim, _ = start_publication(edith, mona)
    approval = Event.objects.get(verb="verdict.approved")
    for attempt in (lambda: move(claim.pk, mona), lambda: undo_decision(event_id=approval.pk, by=mona)):
        with pytest.raises(GoesOutSoon):
            attempt()
    claim.refresh_from_db()
    assert (claim.status, claim.goes_out is None) == ("approved", False)


def test_the_database_keeps_it_approved_and_frozen(edith: User, mona: User) -> None:
    claim, _ = start_publication(edith, mona)
    for change in (
        {"status": "in_review"},
        {"status": "published"},
        {"text": "Other words."},
        {"goes_out_event": None},
    ):
        with pytest.raises(Error), transaction.atomic():
            Claim.objects.filter(pk=claim.pk).update(**change)


def test_a_withdrawal_waits_too(edith: User, mona: User) -> None:
    claim = make_publication_at_once(edith, mona)
    event = withdraw_verdict(claim_id=claim.pk, moderator=mona, reason="The source lied.")
    assert (event.verb, Publication.objects.count()) == ("withdrawal.scheduled", 1)
    undo_decision(event_id=event.pk, by=mona)
    withdraw_verdict(claim_id=claim.pk, moderator=mona, reason="The source lied.")
    let_time_pass(claim)
    put_out_publications()
    claim.refresh_from_db()
    assert (claim.status, Publication.objects.first().note) == ("withdrawn", "The source lied.")  # type: ignore[union-attr]


def make_publication_at_once(edith: User, mona: User) -> Claim:
    claim = make_approved_verdict(edith, mona).claim
    publish_verdict(claim_id=claim.pk, moderator=mona, at_once=True)
    claim.refresh_from_db()
    return claim


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_the_same_moment_put_it_out_once(edith: User, mona: User) -> None:
    claims = [start_publication(edith, mona)[0] for _ in range(4)]
    for claim in claims:
        let_time_pass(claim)
    start = Barrier(2)

    def work() -> None:
        start.wait()
        put_out_publications()
        connection.close()

    threads = [Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    put_out_publications()  # what both skipped, because the other one had it
    assert sorted(Publication.objects.values_list("claim", flat=True)) == sorted(claim.pk for claim in claims)
    assert Event.objects.filter(verb="verdict.published").count() == 4


def test_a_case_that_waits_is_not_the_next_case(edith: User, mona: User, ada: User) -> None:
    start_publication(edith, mona)
    assert hold_next_case(moderator=ada) is None


def test_one_that_fails_does_not_hold_up_the_others(edith: User, mona: User, monkeypatch: pytest.MonkeyPatch) -> None:
    broken, _ = start_publication(edith, mona)
    working, _ = start_publication(edith, mona)
    for claim in (broken, working):
        let_time_pass(claim)

    def fail(*, claim_id: int) -> Event | None:
        if claim_id == broken.pk:
            raise RuntimeError
        return put_out_claim(claim_id=claim_id)

    monkeypatch.setattr("claims.tasks.publications.put_out_claim", fail)
    put_out_publications()
    assert list(Publication.objects.values_list("claim", flat=True)) == [working.pk]
