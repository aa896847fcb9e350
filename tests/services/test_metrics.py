"""Metrics count what happened; computing them again changes nothing, and past periods stay."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.db import OperationalError, connection
from django.utils import timezone

from claims.models import Claim, Event, Metric, Topic, User
from claims.refusals import NotFound
from claims.selectors.metric_queries import SCHEDULED_METRICS
from claims.selectors.metric_rows import MetricRow
from claims.selectors.metric_schedule import ScheduledMetric, current_day
from claims.selectors.metrics import METRICS, get_metric_table
from claims.services import metrics
from claims.services.claims import add_claim, dismiss_claim, reopen_claim
from claims.services.matches import confirm_match, suggest_matches_for_claim
from claims.services.publications import withdraw_verdict
from claims.tasks import compute_metrics
from tests.stories import (
    make_detected_claim,
    make_match,
    make_publication,
    make_queued_claim,
    make_read_article,
    make_submitted_verdict,
)
from tests.time_travel import move_into_past


def metric_rows(name: str, days: int = 90) -> list[MetricRow]:
    """The rows of a figure, measured now."""
    metrics.compute_metric(name=METRICS[name].source)
    return get_metric_table(name, days).rows


def rows_by_name(rows: list[MetricRow]) -> dict[Any, MetricRow]:
    return {row[0]: row[1:] for row in rows}


def days_ago(days: int) -> str:
    return (current_day() - timedelta(days=days)).isoformat()


# Where claims stand ----------------------------------------------------------------


def test_a_desk_that_switches_this_on_sees_its_past(edith: User, mona: User) -> None:
    claim = make_publication(edith, mona).claim
    move_into_past(claim, 10)
    move_into_past(claim, -3, "verdict.submitted")
    move_into_past(claim, -5, "verdict.approved")
    move_into_past(claim, -6, "verdict.published")
    dismissed = make_detected_claim(edith)
    move_into_past(dismissed, 2)
    dismiss_claim(claim_id=dismissed.pk, editor=edith, reason="trivial")
    days = rows_by_name(metric_rows("states"))
    stood = {day: tuple(days[days_ago(day)]) for day in (11, 10, 8, 7, 5, 4, 3, 2, 1, 0)}
    # detected, queued, in review, awaiting approval, approved, published, dismissed, withdrawn
    assert stood == {
        11: (0, 0, 0, 0, 0, 0, 0, 0),
        10: (0, 0, 1, 0, 0, 0, 0, 0),
        8: (0, 0, 1, 0, 0, 0, 0, 0),
        7: (0, 0, 0, 1, 0, 0, 0, 0),
        5: (0, 0, 0, 0, 1, 0, 0, 0),
        4: (0, 0, 0, 0, 0, 1, 0, 0),
        3: (0, 0, 0, 0, 0, 1, 0, 0),
        2: (1, 0, 0, 0, 0, 1, 0, 0),
        1: (1, 0, 0, 0, 0, 1, 0, 0),
        0: (0, 0, 0, 0, 0, 1, 1, 0),
    }
    assert days_ago(12) not in days


def test_claims_without_a_past_are_taken_to_have_stood_where_they_stand(edith: User) -> None:
    Claim.objects.create(text="Loaded from elsewhere", status="queued")
    Claim.objects.update(created=timezone.now() - timedelta(days=200))
    days = rows_by_name(metric_rows("states"))
    assert {row[:2] for row in days.values()} == {(0, 1)}
    assert len(days) == 91


def test_a_day_that_is_over_is_kept_as_it_was(edith: User) -> None:
    make_detected_claim(edith)
    metric_rows("states")
    Metric.objects.filter(name="states", period_start=days_ago(5)).update(data={"detected": 77})
    assert rows_by_name(metric_rows("states"))[days_ago(5)][0] == 77
    assert rows_by_name(get_metric_table("states").rows)[days_ago(0)][0] == 1


def test_a_day_is_measured_once_more_when_it_is_over(edith: User) -> None:
    metric_rows("states")
    make_detected_claim(edith)
    with time_machine.travel(timezone.now() + timedelta(days=1), tick=False):
        days = rows_by_name(metric_rows("states"))
        assert days[days_ago(1)][0] == days[days_ago(0)][0] == 1


def test_what_does_not_say_where_a_claim_moved_is_no_move(edith: User) -> None:
    claim = make_detected_claim(edith)
    Event.objects.create(verb="claim.filed", claim=claim, data={"from_status": "Health", "to_status": "War"})
    assert set(rows_by_name(metric_rows("states"))[days_ago(0)]) == {0, 1}


# Waiting ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "words"), [(0, "today"), (2, "1–2 days"), (7, "3–7 days"), (8, "8–30 days"), (31, "older")]
)
def test_the_queue_is_as_old_as_its_claims_are_accepted(edith: User, days: int, words: str) -> None:
    move_into_past(make_queued_claim(edith), days)
    assert {row[0]: row[1] for row in metric_rows("queue-age") if row[1]} == {words: 1}


def test_the_time_to_a_verdict_is_from_the_queue_to_the_first_publication(edith: User, mona: User) -> None:
    for hours in (10, 20, 30):
        move_into_past(make_publication(edith, mona).claim, hours / 24, "claim.accepted")
    move_into_past(make_submitted_verdict(edith).claim, 1)
    monday = current_day() - timedelta(days=current_day().weekday())
    ((week, verdicts, half, most),) = metric_rows("time-to-verdict")
    assert (week, verdicts) == (monday.isoformat(), 3)
    assert half == pytest.approx(20, abs=0.2)
    assert most == pytest.approx(28, abs=0.2)


# Ratings ---------------------------------------------------------------------------


def test_ratings_are_counted_by_source_while_they_stand(edith: User, mona: User) -> None:
    make_publication(edith, mona)
    gone = make_publication(edith, mona)
    withdraw_verdict(claim_id=gone.claim_id, moderator=mona, reason="It was never said.")
    assert metric_rows("ratings-by-source") == [("The mayor", 0, 1, 0, 0, 0, 0, 0, 1)]


def test_ratings_are_counted_by_topic_where_a_claim_has_one(edith: User, mona: User) -> None:
    Claim.objects.filter(pk=make_publication(edith, mona).claim_id).update(topic=None)
    filed = make_publication(edith, mona).claim
    Claim.objects.filter(pk=filed.pk).update(topic=Topic.objects.create(name="Parks", slug="parks"))
    assert metric_rows("ratings-by-topic") == [("Parks", 0, 1, 0, 0, 0, 0, 0, 1)]


# Repeated --------------------------------------------------------------------------


def test_the_same_words_in_several_articles_are_one_claim_made_again(edith: User) -> None:
    first, second = make_detected_claim(edith), make_detected_claim(edith)
    Claim.objects.filter(pk=second.pk).update(text="“300  TREES — were planted!”")
    compute_metrics()
    table = get_metric_table("repeated-claims")
    assert table.rows == [(first.text, 2, 2, None)]
    assert table.claim_ids == (first.pk,)


def test_what_was_put_aside_is_no_repetition_unless_for_being_one(edith: User) -> None:
    make_detected_claim(edith)
    again = make_detected_claim(edith)
    dismiss_claim(claim_id=again.pk, editor=edith, reason="misread")
    assert metric_rows("repeated-claims") == []
    reopen_claim(claim_id=again.pk, editor=edith)
    dismiss_claim(claim_id=again.pk, editor=edith, reason="duplicate")
    assert len(metric_rows("repeated-claims")) == 1


def test_what_editors_say_is_the_same_is_one_claim_in_other_words(edith: User) -> None:
    first = make_match(edith)
    (second,) = suggest_matches_for_claim(claim_id=make_queued_claim(edith).pk)
    Claim.objects.filter(pk=second.claim_id).update(text="They put three hundred saplings into the ground")
    confirm_match(match_id=first.pk, editor=edith)
    assert metric_rows("repeated-claims") == []
    confirm_match(match_id=second.pk, editor=edith)
    assert metric_rows("repeated-claims") == [(first.claim.text, 2, 2, None)]


def test_a_claim_of_ours_and_what_was_found_to_be_the_same_are_one(edith: User, mona: User) -> None:
    published = make_publication(edith, mona).claim
    (match,) = suggest_matches_for_claim(claim_id=make_queued_claim(edith).pk)
    Claim.objects.filter(pk=match.claim_id).update(text="They put three hundred saplings into the ground")
    confirm_match(match_id=match.pk, editor=edith)
    assert metric_rows("repeated-claims") == [(published.text, 2, 2, "Mostly true")]


# The machine -----------------------------------------------------------------------


@pytest.fixture
def decided_claims(edith: User) -> None:
    """Three accepted, two misread, one trivial, one unclear, one taken back; and one that no machine found."""
    for _ in range(3):
        make_queued_claim(edith)
    for reason in ("misread", "misread", "trivial", "unclear", "opinion"):
        dismiss_claim(claim_id=make_detected_claim(edith).pk, editor=edith, reason=reason)
    reopen_claim(claim_id=Claim.objects.get(dismissal="opinion").pk, editor=edith)
    article = make_read_article(edith)
    add_claim(article=article, editor=edith, start=0, end=6, exact="Report")


@pytest.mark.parametrize(
    ("name", "row"),
    [("precision-by-score", "0.6–0.8"), ("precision-by-pipeline", "test 1"), ("precision-by-week", None)],
)
def test_precision_says_whether_the_reading_or_the_score_was_wrong(
    decided_claims: None, name: str, row: str | None
) -> None:
    monday = current_day() - timedelta(days=current_day().weekday())
    assert metric_rows(name) == [(row or monday.isoformat(), 7, 3, 2, 1, 1, 42.9, 60.0, 75.0)]


def test_reasons_are_counted_the_most_frequent_first(decided_claims: None) -> None:
    rows = metric_rows("dismissals")
    assert rows[0] == ("Misread", 2, 50.0)
    assert rows_by_name(rows) == {"Misread": (2, 50.0), "Trivial": (1, 25.0), "Unclear": (1, 25.0)}


def test_a_decision_that_is_taken_back_counts_no_more(edith: User) -> None:
    claim = make_queued_claim(edith)
    assert metric_rows("precision-by-score")
    reopen_claim(claim_id=claim.pk, editor=edith)
    assert metric_rows("precision-by-score") == []


# Keeping ---------------------------------------------------------------------------


def test_twice_is_once(decided_claims: None, edith: User, mona: User) -> None:
    make_publication(edith, mona)
    compute_metrics()
    before, events = list(Metric.objects.values("name", "period_start", "data")), Event.objects.count()
    compute_metrics()
    assert list(Metric.objects.values("name", "period_start", "data")) == before
    assert Event.objects.count() == events


def test_what_cannot_be_measured_keeps_its_last_figure(edith: User, monkeypatch: pytest.MonkeyPatch) -> None:
    make_queued_claim(edith)
    compute_metrics()
    measured = metrics.compute_metric

    def compute(*, name: str) -> int:
        if name == "ages":
            raise OperationalError("canceling statement due to statement timeout")
        return measured(name=name)

    monkeypatch.setattr("claims.tasks.upkeep.compute_metric", compute)
    make_queued_claim(edith)
    compute_metrics()
    assert sum(int(row[1] or 0) for row in get_metric_table("queue-age").rows) == 1
    assert rows_by_name(get_metric_table("states").rows)[days_ago(0)][1] == 2


def test_what_is_dear_is_measured_once_an_hour(edith: User) -> None:
    make_detected_claim(edith), make_detected_claim(edith)
    compute_metrics()
    make_detected_claim(edith), make_queued_claim(edith)
    for minutes, articles, queued in ((59, 2, 1), (61, 4, 1)):
        with time_machine.travel(timezone.now() + timedelta(minutes=minutes), tick=False):
            compute_metrics()
        assert [row[1] for row in get_metric_table("repeated-claims").rows] == [articles]
        assert sum(int(row[1] or 0) for row in get_metric_table("queue-age").rows) == queued


def test_a_measurement_has_its_own_limit_of_time(edith: User, monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(_since: date) -> dict[date, Any]:
        with connection.cursor() as cursor:
            cursor.execute("SHOW statement_timeout")
            return {current_day(): [cursor.fetchone()[0], 0, 0, 0, 0]}

    monkeypatch.setitem(SCHEDULED_METRICS, "ages", ScheduledMetric(slow))
    metrics.compute_metric(name="ages")
    assert Metric.objects.get().data[0] == "2min"


def test_a_figure_that_is_none_is_not_there(db: None) -> None:
    with pytest.raises(NotFound):
        get_metric_table("nothing")
