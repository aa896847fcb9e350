"""The fact-checks of others come in once, and ours stand beside them."""

import io
import json
from typing import Any

import pytest

from claims.event_data.desk import ReviewsImported
from claims.models import Event, Review, Term, User
from claims.refusals import NotAFeed, NotAllowed
from claims.services import moderation, publishing, reviews, verdicts
from claims.services.reviews import Report
from tests import stories
from tests.feeds import a_review


def take_in(*found: Any, by: User | None = None, **options: Any) -> Report:
    return reviews.take_in(stream=io.BytesIO(json.dumps(found).encode()), feed="checks.json", by=by, **options)


def test_a_second_import_changes_nothing(db: None) -> None:
    feed = [a_review(1), a_review(2), a_review(2), None, {"@type": "Person"}]
    first = take_in(*feed)
    assert (first.read, first.added, first.changed, first.unchanged) == (5, 2, 0, 0)
    assert first.refused == {"duplicate": 1, "empty": 1, "not_a_claimreview": 1}
    before = list(Review.objects.values()), list(Term.objects.order_by("lexeme").values())
    second = take_in(*feed)
    assert (second.read, second.added, second.changed, second.unchanged) == (5, 0, 0, 2)
    assert (list(Review.objects.values()), list(Term.objects.order_by("lexeme").values())) == before


def test_what_a_publisher_changed_is_changed_here(db: None) -> None:
    take_in(a_review(1), a_review(2))
    report = take_in(a_review(1, headline="We looked again"), a_review(2))
    assert (report.added, report.changed, report.unchanged) == (0, 1, 1)
    assert Review.objects.get(identifier="check-1").title == "We looked again"


def test_of_two_that_say_different_things_about_one_claim_the_first_counts(db: None) -> None:
    feed = [a_review(1, headline="First"), a_review(1, headline="Second")]
    assert take_in(*feed).refused == {"duplicate": 1}
    assert take_in(*feed).unchanged == 1
    assert Review.objects.get().title == "First"


def test_every_import_leaves_one_event(mona: User) -> None:
    take_in(a_review(1), None, by=mona)
    event = Event.objects.get(verb="reviews.imported")
    assert event.actor == mona
    assert event.payload == ReviewsImported(
        feed="checks.json", read=2, added=1, changed=0, unchanged=0, refused={"empty": 1}
    )


def test_the_report_gives_a_few_examples_of_each_reason(db: None) -> None:
    report = take_in(*({"@type": "Person", "url": f"https://a.example/{n}"} for n in range(9)))
    assert report.refused == {"not_a_claimreview": 9}
    assert report.examples["not_a_claimreview"] == [f"number {n}: https://a.example/{n - 1}" for n in (1, 2, 3)]


def test_a_feed_that_breaks_off_changes_nothing(db: None) -> None:
    broken = json.dumps([a_review(n) for n in range(200)]).encode()[:-2]
    with pytest.raises(NotAFeed):
        reviews.take_in(stream=io.BytesIO(broken), feed="x", by=None)
    assert (Review.objects.count(), Term.objects.count()) == (0, 0)


@pytest.mark.parametrize("person", ["cora", "edith"])
def test_only_moderators_import(person: str, request: pytest.FixtureRequest) -> None:
    with pytest.raises(NotAllowed):
        take_in(a_review(1), by=request.getfixturevalue(person))


def test_our_own_verdicts_are_not_taken_in_as_somebody_elses(edith: User, mona: User) -> None:
    publication = stories.a_publication(edith, mona)
    assert take_in(json.loads(publication.document)).refused == {"ours": 1}


def test_a_verdict_of_ours_is_a_review_until_it_is_withdrawn(edith: User, mona: User) -> None:
    publication = stories.a_publication(edith, mona)
    review = Review.objects.get()
    assert (review.claim_id, review.claim_text) == (publication.claim_id, publication.claim_text)
    assert (review.rating, review.site, review.withdrawn) == ("Mostly true", "127.0.0.1", False)
    assert review.url == json.loads(publication.document)["url"]
    publishing.withdraw(claim_id=publication.claim_id, moderator=mona, reason="It never was.")
    review.refresh_from_db()
    assert review.withdrawn


def test_a_correction_replaces_what_is_found(edith: User, mona: User) -> None:
    claim = stories.a_publication(edith, mona).claim
    verdicts.correct(claim_id=claim.pk, editor=edith, reason="Counted anew.")
    stories.a_written_draft(claim, edith, rating="false")
    verdicts.submit(claim_id=claim.pk, editor=edith)
    moderation.approve(claim_id=claim.pk, moderator=mona)
    publishing.publish(claim_id=claim.pk, moderator=mona)
    assert Review.objects.get().rating == "False"
