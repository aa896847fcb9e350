"""What waits for a moderator is one list, and nobody is given what somebody else looks at."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
import time_machine
from django.db import Error, IntegrityError, connection, transaction
from django.utils import timezone

from claims.models import Case, Claim, Event, User
from claims.refusals import CaseClosed, HeldByAnother, NotAllowed
from claims.selectors import cases as reading
from claims.selectors.paging import page_of
from claims.services import articles, cases, claims, contests, moderation, publishing, verdicts
from tests import stories
from tests.api.world import a_failed_article


def waiting() -> list[str]:
    return [case.kind for case in reading.waiting()]


def the_case() -> Case:
    return Case.objects.get(closed__isnull=True)


# One list -------------------------------------------------------------------------


def test_a_verdict_waits_for_approval_then_for_publication_then_no_more(edith: User, mona: User) -> None:
    claim_id = stories.a_submitted_verdict(edith).claim_id
    assert waiting() == ["verdict"]
    moderation.approve(claim_id=claim_id, moderator=mona)
    assert waiting() == ["publish"]
    publishing.publish(claim_id=claim_id, moderator=mona)
    assert waiting() == []
    verdicts.correct(claim_id=claim_id, editor=edith, reason="It was 297.")
    verdicts.submit(claim_id=claim_id, editor=edith)
    assert [case.words for case in reading.waiting()] == ["correction to approve"]
    moderation.send_back(claim_id=claim_id, moderator=mona, reason="Count again.")
    assert waiting() == []


def test_what_readers_see_comes_before_what_is_older(edith: User, cora: User, mona: User) -> None:
    publication = stories.a_publication(edith, mona)
    stories.a_submitted_verdict(edith)
    a_failed_article(cora)
    stories.a_contest(edith, cora)
    moderation.report(publication=publication, reason="other", text="Look again.")
    verdicts.correct(claim_id=publication.claim_id, editor=edith, reason="It was 297.")
    verdicts.submit(claim_id=publication.claim_id, editor=edith)
    assert waiting() == ["report", "verdict", "verdict", "reading", "contest"]
    assert [case.rank for case in reading.waiting()] == [0, 0, 1, 1, 1]


def test_what_is_answered_and_what_is_tried_again_waits_no_more(edith: User, cora: User, mona: User) -> None:
    flag = moderation.report(publication=stories.a_publication(edith, mona), reason="other", text="Look again.")
    failed = a_failed_article(cora)
    assert waiting() == ["report", "reading"]
    moderation.close_flag(flag_id=flag.pk, moderator=mona, outcome="rejected")
    articles.retry(article_id=failed.pk, moderator=mona)
    assert waiting() == []


def test_cases_come_and_go_however_a_claim_is_written(edith: User) -> None:
    claim_id = stories.a_submitted_verdict(edith).claim_id
    Claim.objects.filter(pk=claim_id).update(status="approved")
    assert waiting() == ["publish"]
    Claim.objects.filter(pk=claim_id).update(status="in_review")
    assert waiting() == []


@pytest.mark.parametrize("change", [{"kind": "report"}, {"verdict": None}, {"article_id": 1}])
def test_a_case_is_about_one_thing(edith: User, change: dict[str, object]) -> None:
    stories.a_submitted_verdict(edith)
    with pytest.raises(IntegrityError, match="a_case_is_about_one_thing"):
        Case.objects.update(**change)


def test_a_thing_has_one_open_case(edith: User) -> None:
    verdict = stories.a_submitted_verdict(edith)
    with pytest.raises(IntegrityError, match="one_open_case_per_verdict"):
        Case.objects.create(kind="verdict", rank=1, verdict=verdict)


def test_a_hold_has_an_end_and_a_closed_case_no_holder(edith: User, mona: User) -> None:
    stories.a_submitted_verdict(edith)
    for change in ({"holder": mona}, {"holder": mona, "held_until": timezone.now(), "closed": timezone.now()}):
        with pytest.raises(Error, match="a_held_case_is_open"), transaction.atomic():
            Case.objects.update(**change)


def test_pages_follow_each_other_without_gap_or_double(edith: User, cora: User, mona: User) -> None:
    publication = stories.a_publication(edith, mona)
    for number in range(3):
        stories.a_submitted_verdict(edith)
        moderation.report(publication=publication, reason="other", text=f"Report {number}.")
    seen, cursor = [], ""
    for _ in range(3):
        page = page_of(reading.waiting(), cursor, size=2)
        seen += [case.pk for case in page.rows]
        cursor = page.next
    assert (seen, cursor) == ([case.pk for case in reading.waiting()], "")


# Holding --------------------------------------------------------------------------


def test_the_next_one_is_never_what_somebody_else_holds(edith: User, mona: User, ada: User) -> None:
    for _ in range(2):
        stories.a_submitted_verdict(edith)
    first, second = cases.take_next(moderator=mona), cases.take_next(moderator=ada)
    assert first
    assert second
    assert first.pk < second.pk
    assert cases.take_next(moderator=mona) is None


def test_ones_own_verdict_and_objection_are_for_others(edith: User, mona: User, ada: User) -> None:
    stories.a_submitted_verdict(mona)
    claim = stories.a_detected_claim(edith)
    claims.dismiss(claim_id=claim.pk, editor=edith, reason="trivial")
    contests.contest(claim_id=claim.pk, by=mona, reason="It matters.")
    assert cases.take_next(moderator=mona) is None
    assert cases.take_next(moderator=ada)
    assert cases.take_next(moderator=ada)


def test_only_one_kind_is_served_where_that_is_asked(edith: User, cora: User, mona: User) -> None:
    stories.a_submitted_verdict(edith)
    a_failed_article(cora)
    case = cases.take_next(moderator=mona, kind="reading")
    assert case
    assert case.kind == "reading"


def test_a_hold_that_ran_out_is_free_swept_or_not(edith: User, mona: User, ada: User) -> None:
    stories.a_submitted_verdict(edith)
    cases.take_next(moderator=mona)
    assert cases.take_next(moderator=ada) is None
    with time_machine.travel(timezone.now() + timedelta(hours=1)):
        case = cases.take_next(moderator=ada)
    assert case
    assert case.holder == ada


def test_the_open_page_prolongs_and_leaving_lets_go(edith: User, mona: User, ada: User) -> None:
    stories.a_submitted_verdict(edith)
    held = cases.take(case_id=the_case().pk, moderator=mona)
    with time_machine.travel(timezone.now() + timedelta(minutes=5)):
        again = cases.take(case_id=held.pk, moderator=mona)
    assert again.held_until
    assert held.held_until
    assert again.held_until > held.held_until
    cases.release(case_id=held.pk, moderator=ada)
    assert the_case().holder == mona
    cases.release(case_id=held.pk, moderator=mona)
    assert the_case().holder is None
    verbs = Event.objects.filter(verb__startswith="case.").order_by("id").values_list("verb", flat=True)
    assert list(verbs) == ["case.taken", "case.renewed", "case.released"]


def test_who_does_not_hold_it_cannot_decide_it(edith: User, mona: User, ada: User) -> None:
    claim_id = stories.a_submitted_verdict(edith).claim_id
    cases.take(case_id=the_case().pk, moderator=ada)
    with pytest.raises(HeldByAnother, match="Ada"):
        moderation.approve(claim_id=claim_id, moderator=mona)
    with pytest.raises(HeldByAnother):
        moderation.send_back(claim_id=claim_id, moderator=mona, reason="No.")
    cases.take(case_id=the_case().pk, moderator=mona, over=True)
    moderation.approve(claim_id=claim_id, moderator=mona)
    assert the_case().holder is None


def test_reports_readings_and_objections_are_held_too(edith: User, cora: User, mona: User, ada: User) -> None:
    flag = moderation.report(publication=stories.a_publication(edith, mona), reason="other", text="Look again.")
    failed, contest = a_failed_article(cora), stories.a_contest(edith, cora)
    for case in reading.waiting():
        cases.take(case_id=case.pk, moderator=ada)
    with pytest.raises(HeldByAnother):
        moderation.close_flag(flag_id=flag.pk, moderator=mona, outcome="upheld")
    with pytest.raises(HeldByAnother):
        articles.retry(article_id=failed.pk, moderator=mona)
    with pytest.raises(HeldByAnother):
        contests.close(contest_id=contest.pk, moderator=mona, outcome="upheld")


def test_what_is_decided_cannot_be_held(edith: User, mona: User) -> None:
    claim_id = stories.a_submitted_verdict(edith).claim_id
    case = the_case()
    moderation.approve(claim_id=claim_id, moderator=mona)
    with pytest.raises(CaseClosed):
        cases.take(case_id=case.pk, moderator=mona)


def test_editors_hold_nothing(edith: User) -> None:
    stories.a_submitted_verdict(edith)
    with pytest.raises(NotAllowed):
        cases.take_next(moderator=edith)
    with pytest.raises(NotAllowed):
        cases.take(case_id=the_case().pk, moderator=edith)


@pytest.mark.django_db(transaction=True)
def test_moderators_who_press_at_the_same_moment_get_different_ones(edith: User, mona: User, ada: User) -> None:
    for _ in range(6):
        stories.a_submitted_verdict(edith)
    start = Barrier(2)
    given: list[int] = []

    def work(moderator: User) -> None:
        start.wait()
        taken = [cases.take_next(moderator=moderator) for _ in range(3)]
        given.extend(case.pk for case in taken if case)
        connection.close()

    threads = [Thread(target=work, args=[moderator]) for moderator in (mona, ada)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(given) == sorted(set(given))
    assert len(given) == 6
