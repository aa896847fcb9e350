"""Fact-checks of other publishers are imported once; our own are searchable with them."""

import io
import json
from typing import Any

import pytest

from claims.event_data.desk import FactChecksImported
from claims.intake.claimreview_feeds import iterate_entries
from claims.models import Event, FactCheck, SearchTerm, User
from claims.refusals import NotAFeed, NotAllowed
from claims.services.fact_checks import ImportReport, import_fact_checks
from claims.services.moderation import approve_verdict
from claims.services.publications import publish_verdict, withdraw_verdict
from claims.services.verdicts import begin_correction, submit_verdict
from tests.claimreview_samples import claimreview_sample
from tests.stories import make_publication, make_written_draft


def import_entries(*entries: Any, by: User | None = None, **options: Any) -> ImportReport:
    return import_fact_checks(
        entries=iterate_entries(io.BytesIO(json.dumps(entries).encode())), feed="checks.json", by=by, **options
    )


def test_a_second_import_changes_nothing(db: None) -> None:
    feed = [claimreview_sample(1), claimreview_sample(2), claimreview_sample(2), None, {"@type": "Person"}]
    first = import_entries(*feed)
    assert (first.read, first.added, first.changed, first.unchanged) == (5, 2, 0, 0)
    assert first.refused == {"duplicate": 1, "empty": 1, "not_a_claimreview": 1}
    before = list(FactCheck.objects.values()), list(SearchTerm.objects.order_by("lexeme").values())
    second = import_entries(*feed)
    assert (second.read, second.added, second.changed, second.unchanged) == (5, 0, 0, 2)
    assert (list(FactCheck.objects.values()), list(SearchTerm.objects.order_by("lexeme").values())) == before


def test_a_changed_entry_updates_the_fact_check(db: None) -> None:
    import_entries(claimreview_sample(1), claimreview_sample(2))
    report = import_entries(claimreview_sample(1, headline="We looked again"), claimreview_sample(2))
    assert (report.added, report.changed, report.unchanged) == (0, 1, 1)
    assert FactCheck.objects.get(identifier="check-1").title == "We looked again"


def test_the_first_of_two_entries_about_one_claim_counts(db: None) -> None:
    feed = [claimreview_sample(1, headline="First"), claimreview_sample(1, headline="Second")]
    assert import_entries(*feed).refused == {"duplicate": 1}
    assert import_entries(*feed).unchanged == 1
    assert FactCheck.objects.get().title == "First"


def test_every_import_leaves_one_event(mona: User) -> None:
    import_entries(claimreview_sample(1), None, by=mona)
    event = Event.objects.get(verb="fact_checks.imported")
    assert event.actor == mona
    assert event.payload == FactChecksImported(
        feed="checks.json", read=2, added=1, changed=0, unchanged=0, refused={"empty": 1}
    )


def test_the_report_gives_a_few_examples_of_each_reason(db: None) -> None:
    report = import_entries(*({"@type": "Person", "url": f"https://a.example/{n}"} for n in range(9)))
    assert report.refused == {"not_a_claimreview": 9}
    assert report.examples["not_a_claimreview"] == [f"{n}: https://a.example/{n - 1}" for n in (1, 2, 3)]


def test_a_feed_that_is_cut_is_imported_up_to_there(db: None) -> None:
    cut = json.dumps([claimreview_sample(n) for n in range(3)]).encode()[:-200]
    report = import_fact_checks(entries=iterate_entries(io.BytesIO(cut)), feed="x", by=None)
    assert (report.added, report.refused) == (2, {"cut": 1})
    assert report.examples["cut"] == ["3: check-2"]


def test_a_feed_that_is_none_changes_nothing(db: None) -> None:
    with pytest.raises(NotAFeed):
        import_fact_checks(entries=iterate_entries(io.BytesIO(b"<html>")), feed="x", by=None)
    assert (FactCheck.objects.count(), SearchTerm.objects.count()) == (0, 0)


def test_one_page_under_four_addresses_is_one_fact_check(db: None) -> None:
    urls = ["https://www.a.example/1", "http://a.example/1", "https://a.example/1/", "https://a.example/1?utm_source=x"]
    report = import_entries(*(claimreview_sample(1, url=url) for url in urls))
    assert (report.added, report.refused) == (1, {"duplicate": 3})


def test_uncertain_dates_are_counted(db: None) -> None:
    report = import_entries(claimreview_sample(1, datePublished="2018"), claimreview_sample(2))
    assert (report.added, report.undated) == (2, 1)


@pytest.mark.parametrize("person", ["cora", "edith"])
def test_only_moderators_import(person: str, request: pytest.FixtureRequest) -> None:
    with pytest.raises(NotAllowed):
        import_entries(claimreview_sample(1), by=request.getfixturevalue(person))


def test_our_own_verdicts_are_not_imported(edith: User, mona: User) -> None:
    publication = make_publication(edith, mona)
    assert import_entries(json.loads(publication.document)).refused == {"ours": 1}


def test_our_verdict_is_a_fact_check_until_it_is_withdrawn(edith: User, mona: User) -> None:
    publication = make_publication(edith, mona)
    review = FactCheck.objects.get()
    assert (review.claim_id, review.claim_text) == (publication.claim_id, publication.claim_text)
    assert (review.rating, review.site, review.withdrawn) == ("Mostly true", "127.0.0.1", False)
    assert review.url == json.loads(publication.document)["url"]
    withdraw_verdict(claim_id=publication.claim_id, moderator=mona, reason="It never was.")
    review.refresh_from_db()
    assert review.withdrawn


def test_a_correction_replaces_the_fact_check(edith: User, mona: User) -> None:
    claim = make_publication(edith, mona).claim
    begin_correction(claim_id=claim.pk, editor=edith, reason="Counted anew.")
    make_written_draft(claim, edith, rating="false")
    submit_verdict(claim_id=claim.pk, editor=edith)
    approve_verdict(claim_id=claim.pk, moderator=mona)
    publish_verdict(claim_id=claim.pk, moderator=mona)
    assert FactCheck.objects.get().rating == "False"
