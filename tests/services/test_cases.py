"""Cases are one list, and no two moderators hold the same case."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
import time_machine
from django.db import Error, IntegrityError, connection, transaction
from django.utils import timezone

from claims.models import Case, Claim, Event, User
from claims.refusals import CaseClosed, HeldByAnother, NotAllowed
from claims.selectors.cases import list_open_cases
from claims.selectors.paging import page_of
from claims.services.appeals import appeal_dismissal, close_appeal
from claims.services.articles import retry_article
from claims.services.cases import hold_case, hold_next_case, release_case
from claims.services.claims import dismiss_claim
from claims.services.moderation import approve_verdict, send_back_verdict
from claims.services.publications import publish_verdict
from claims.services.reports import close_report, report_problem
from claims.services.verdicts import submit_verdict
from tests.api.sample_desk import create_failed_article
from tests.stories import (
    make_appeal,
    make_detected_claim,
    make_publication,
    make_submitted_verdict,
    start_noted_correction,
)


def list_waiting() -> list[str]:
    return [case.kind for case in list_open_cases()]


def get_only_case() -> Case:
    return Case.objects.get(closed__isnull=True)


# One list -------------------------------------------------------------------------


def test_a_verdict_has_a_case_for_approval_then_for_publication(edith: User, mona: User) -> None:
    claim_id = make_submitted_verdict(edith).claim_id
    assert list_waiting() == ["verdict"]
    approve_verdict(claim_id=claim_id, moderator=mona)
    assert list_waiting() == ["publish"]
    publish_verdict(claim_id=claim_id, moderator=mona)
    assert list_waiting() == []
    start_noted_correction(claim_id, edith)
    submit_verdict(claim_id=claim_id, editor=edith)
    assert [case.label for case in list_open_cases()] == ["correction to approve"]
    send_back_verdict(claim_id=claim_id, moderator=mona, reason="Count again.")
    assert list_waiting() == []


def test_cases_that_readers_see_come_before_older_ones(edith: User, cora: User, mona: User) -> None:
    publication = make_publication(edith, mona)
    make_submitted_verdict(edith)
    create_failed_article(cora)
    make_appeal(edith, cora)
    report_problem(publication=publication, reason="other", text="Look again.")
    start_noted_correction(publication.claim_id, edith)
    submit_verdict(claim_id=publication.claim_id, editor=edith)
    assert list_waiting() == ["report", "verdict", "verdict", "reading", "appeal"]
    assert [case.rank for case in list_open_cases()] == [0, 0, 1, 1, 1]


def test_closed_reports_and_retried_articles_close_their_cases(edith: User, cora: User, mona: User) -> None:
    report = report_problem(publication=make_publication(edith, mona), reason="other", text="Look again.")
    failed = create_failed_article(cora)
    assert list_waiting() == ["report", "reading"]
    close_report(report_id=report.pk, moderator=mona, outcome="rejected")
    retry_article(article_id=failed.pk, moderator=mona)
    assert list_waiting() == []


def test_cases_open_and_close_whatever_writes_the_claim(edith: User) -> None:
    claim_id = make_submitted_verdict(edith).claim_id
    Claim.objects.filter(pk=claim_id).update(status="approved")
    assert list_waiting() == ["publish"]
    Claim.objects.filter(pk=claim_id).update(status="in_review")
    assert list_waiting() == []


@pytest.mark.parametrize("change", [{"kind": "report"}, {"verdict": None}, {"article_id": 1}])
def test_a_case_has_one_subject(edith: User, change: dict[str, object]) -> None:
    make_submitted_verdict(edith)
    with pytest.raises(IntegrityError, match="a_case_is_about_one_thing"):
        Case.objects.update(**change)


def test_a_subject_has_one_open_case(edith: User) -> None:
    verdict = make_submitted_verdict(edith)
    with pytest.raises(IntegrityError, match="one_open_case_per_verdict"):
        Case.objects.create(kind="verdict", rank=1, verdict=verdict)


def test_a_hold_has_an_end_and_a_closed_case_has_no_holder(edith: User, mona: User) -> None:
    make_submitted_verdict(edith)
    for change in ({"holder": mona}, {"holder": mona, "held_until": timezone.now(), "closed": timezone.now()}):
        with pytest.raises(Error, match="a_held_case_is_open"), transaction.atomic():
            Case.objects.update(**change)


def test_pages_have_no_gaps_and_no_duplicates(edith: User, cora: User, mona: User) -> None:
    publication = make_publication(edith, mona)
    for number in range(3):
        make_submitted_verdict(edith)
        report_problem(publication=publication, reason="other", text=f"Report {number}.")
    seen, cursor = [], ""
    for _ in range(3):
        page = page_of(list_open_cases(), cursor, size=2)
        seen += [case.pk for case in page.rows]
        cursor = page.next
    assert (seen, cursor) == ([case.pk for case in list_open_cases()], "")


# Holding --------------------------------------------------------------------------


def test_the_next_case_is_never_held_by_somebody_else(edith: User, mona: User, ada: User) -> None:
    for _ in range(2):
        make_submitted_verdict(edith)
    first, second = hold_next_case(moderator=mona), hold_next_case(moderator=ada)
    assert first
    assert second
    assert first.pk < second.pk
    assert hold_next_case(moderator=mona) is None


def test_ones_own_verdict_and_appeal_are_decided_by_others(edith: User, mona: User, ada: User) -> None:
    make_submitted_verdict(mona)
    claim = make_detected_claim(edith)
    dismiss_claim(claim_id=claim.pk, editor=edith, reason="trivial")
    appeal_dismissal(claim_id=claim.pk, by=mona, reason="It matters.")
    assert hold_next_case(moderator=mona) is None
    assert hold_next_case(moderator=ada)
    assert hold_next_case(moderator=ada)


def test_the_next_case_can_be_limited_to_one_kind(edith: User, cora: User, mona: User) -> None:
    make_submitted_verdict(edith)
    create_failed_article(cora)
    case = hold_next_case(moderator=mona, kind="reading")
    assert case
    assert case.kind == "reading"


def test_a_case_with_an_expired_hold_is_free(edith: User, mona: User, ada: User) -> None:
    make_submitted_verdict(edith)
    hold_next_case(moderator=mona)
    assert hold_next_case(moderator=ada) is None
    with time_machine.travel(timezone.now() + timedelta(hours=1)):
        case = hold_next_case(moderator=ada)
    assert case
    assert case.holder == ada


def test_the_open_page_extends_a_hold_and_closing_it_releases_the_case(edith: User, mona: User, ada: User) -> None:
    make_submitted_verdict(edith)
    held = hold_case(case_id=get_only_case().pk, moderator=mona)
    with time_machine.travel(timezone.now() + timedelta(minutes=5)):
        again = hold_case(case_id=held.pk, moderator=mona)
    assert again.held_until
    assert held.held_until
    assert again.held_until > held.held_until
    release_case(case_id=held.pk, moderator=ada)
    assert get_only_case().holder == mona
    release_case(case_id=held.pk, moderator=mona)
    assert get_only_case().holder is None
    verbs = Event.objects.filter(verb__startswith="case.").order_by("id").values_list("verb", flat=True)
    assert list(verbs) == ["case.taken", "case.renewed", "case.released"]


def test_a_case_that_somebody_else_holds_cannot_be_decided(edith: User, mona: User, ada: User) -> None:
    claim_id = make_submitted_verdict(edith).claim_id
    hold_case(case_id=get_only_case().pk, moderator=ada)
    with pytest.raises(HeldByAnother, match="Ada"):
        approve_verdict(claim_id=claim_id, moderator=mona)
    with pytest.raises(HeldByAnother):
        send_back_verdict(claim_id=claim_id, moderator=mona, reason="No.")
    hold_case(case_id=get_only_case().pk, moderator=mona, over=True)
    approve_verdict(claim_id=claim_id, moderator=mona)
    assert get_only_case().holder is None


def test_reports_readings_and_appeals_can_be_held(edith: User, cora: User, mona: User, ada: User) -> None:
    report = report_problem(publication=make_publication(edith, mona), reason="other", text="Look again.")
    failed, appeal = create_failed_article(cora), make_appeal(edith, cora)
    for case in list_open_cases():
        hold_case(case_id=case.pk, moderator=ada)
    with pytest.raises(HeldByAnother):
        close_report(report_id=report.pk, moderator=mona, outcome="upheld")
    with pytest.raises(HeldByAnother):
        retry_article(article_id=failed.pk, moderator=mona)
    with pytest.raises(HeldByAnother):
        close_appeal(appeal_id=appeal.pk, moderator=mona, outcome="upheld")


def test_a_decided_case_cannot_be_held(edith: User, mona: User) -> None:
    claim_id = make_submitted_verdict(edith).claim_id
    case = get_only_case()
    approve_verdict(claim_id=claim_id, moderator=mona)
    with pytest.raises(CaseClosed):
        hold_case(case_id=case.pk, moderator=mona)


def test_editors_cannot_hold_cases(edith: User) -> None:
    make_submitted_verdict(edith)
    with pytest.raises(NotAllowed):
        hold_next_case(moderator=edith)
    with pytest.raises(NotAllowed):
        hold_case(case_id=get_only_case().pk, moderator=edith)


@pytest.mark.django_db(transaction=True)
def test_moderators_at_the_same_moment_get_different_cases(edith: User, mona: User, ada: User) -> None:
    for _ in range(6):
        make_submitted_verdict(edith)
    start = Barrier(2)
    given: list[int] = []

    def work(moderator: User) -> None:
        start.wait()
        taken = [hold_next_case(moderator=moderator) for _ in range(3)]
        given.extend(case.pk for case in taken if case)
        connection.close()

    threads = [Thread(target=work, args=[moderator]) for moderator in (mona, ada)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(given) == sorted(set(given))
    assert len(given) == 6
