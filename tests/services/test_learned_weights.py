"""The desk teaches its reader: weights are fitted on its decisions and kept only if later decisions confirm them."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from claims.models import Claim, Event, LearnedWeights, User, WeightsInUse
from claims.nlp.checkworthiness.learned import MAX_SHIFT, to_logit
from claims.refusals import CannotBeUndone, DecidedSince, NotAllowed, NotFound
from claims.selectors.learned_weights import get_desk_weights, get_readiness
from claims.services import learned_weights
from claims.services.claim_scores import shipped_score
from claims.services.claims import accept_claim, dismiss_claim
from claims.services.learned_weights import (
    choose_weights,
    learn_due_weights,
    learn_weights,
    rescore_claims,
    undo_choice,
)
from claims.tasks import learn_weights as learn_weights_task
from claims.tasks import rescore_open_claims
from tests.learning_stories import BASE_REASON, decide_by_chance, make_decided_claims, make_learned_weights

BETTER = "The deficit of the economy rose by 7 percent."


def make_open_claim(text: str = BETTER) -> Claim:
    return Claim.objects.create(text=text, checkworthiness=0.5, reasons=[BASE_REASON])


def score_of(claim: Claim) -> float:
    return Claim.objects.get(pk=claim.pk).checkworthiness


def test_a_desk_with_a_preference_teaches_its_reader(edith: User) -> None:
    make_decided_claims(edith, 300)
    wanted, other = make_open_claim(), make_open_claim("The army in Iraq was cut by 9 billion.")
    event = learn_weights()
    row = LearnedWeights.objects.get()
    assert event
    assert (row.outcome, row.decisions, row.held_out) == ("better", 300, 75)
    assert row.own_score > row.shipped_score + 0.2
    assert event.data["after"] == row.pk
    assert get_desk_weights() is not None
    rescore_open_claims()
    assert score_of(wanted) > 0.6
    assert score_of(other) < 0.4
    assert WeightsInUse.objects.get().rescored_up_to is None


def test_decisions_without_a_system_teach_nothing(edith: User) -> None:
    make_decided_claims(edith, 300, decide_by_chance())
    learn_weights()
    row = LearnedWeights.objects.get()
    assert row.outcome != "better"
    assert row.weights == {}
    assert get_desk_weights() is None


def test_too_few_decisions_say_how_many_are_missing(edith: User) -> None:
    claims = make_decided_claims(edith, 199)
    assert learn_weights() is None
    assert get_readiness().missing == 1
    extra = make_open_claim()
    dismiss_claim(claim_id=extra.pk, editor=edith, reason="duplicate")
    assert get_readiness().missing == 1, "a duplicate says nothing about worth"
    accept_claim(claim_id=make_open_claim().pk, editor=edith)
    assert get_readiness().missing == 0
    Claim.objects.filter(pk=next(c.pk for c in claims if c.status == "queued")).update(status="detected")
    assert get_readiness().missing == 1, "what went back to triage is no decision"


def test_decisions_of_one_kind_are_not_enough(edith: User) -> None:
    make_decided_claims(edith, 220, lambda _text, _wanted: True)
    assert learn_weights() is None
    assert (get_readiness().missing, get_readiness().kind) == (10, "unworthy")


def test_what_the_desk_itself_decides_does_not_count(edith: User) -> None:
    make_decided_claims(edith, 199)
    claim = make_open_claim()
    Event.objects.create(verb="claim.accepted", actor=None, claim=claim, data={"to_status": "queued"})
    Claim.objects.filter(pk=claim.pk).update(status="queued")
    assert get_readiness().missing == 1


def test_a_task_that_comes_twice_or_dies_makes_no_second_version(edith: User, monkeypatch: pytest.MonkeyPatch) -> None:
    make_decided_claims(edith, 300)
    with monkeypatch.context() as patch:
        patch.setattr(learned_weights, "record_event", lambda *_, **__: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            learn_weights()
    assert not LearnedWeights.objects.exists()
    assert not WeightsInUse.objects.exists()
    store = learned_weights._store_trial

    def store_twice(*trial: Any) -> Event | None:
        """As two workers do that have fitted the same decisions."""
        event = store(*trial)
        assert store(*trial) is None
        return event

    monkeypatch.setattr(learned_weights, "_store_trial", store_twice)
    assert learn_weights() is not None
    assert learn_weights() is None
    assert LearnedWeights.objects.count() == 1
    assert Event.objects.filter(verb="learned_weights.fitted").count() == 1


def test_the_task_runs_once_a_night_and_only_after_new_decisions(edith: User) -> None:
    make_decided_claims(edith, 300)
    with time_machine.travel(timezone.now() + timedelta(days=1), tick=False):
        learn_weights_task()
        assert LearnedWeights.objects.count() == 1
        assert learn_due_weights() is None
    with time_machine.travel(timezone.now() + timedelta(days=3), tick=False):
        assert learn_due_weights() is None, "nobody has decided anything"
        make_decided_claims(edith, 10, seed=1)
        assert learn_due_weights() is not None
    assert LearnedWeights.objects.count() == 2


def test_going_back_and_undo(edith: User, mona: User) -> None:
    make_decided_claims(edith, 300)
    claim = make_open_claim()
    learn_weights()
    rescore_open_claims()
    learned = score_of(claim)
    version = LearnedWeights.objects.get().pk
    with pytest.raises(NotAllowed):
        choose_weights(by=edith, weights=None, follows=False)
    assert choose_weights(by=mona, weights=None, follows=False) is not None
    assert choose_weights(by=mona, weights=None, follows=False) is None
    rescore_open_claims()
    row = Claim.objects.get(pk=claim.pk)
    assert (row.checkworthiness, row.reasons) == (0.5, [BASE_REASON])
    seen = WeightsInUse.objects.get().version
    with pytest.raises(DecidedSince):
        undo_choice(by=mona, version=seen - 1)
    event = undo_choice(by=mona, version=seen)
    assert (event.data["after"], event.data["follows"]) == (version, True)
    rescore_open_claims()
    assert score_of(claim) == learned
    with pytest.raises(CannotBeUndone):
        undo_choice(by=mona)
    with pytest.raises(NotFound):
        choose_weights(by=mona, weights=version + 1, follows=False)


def test_who_chose_other_weights_keeps_them_over_night(edith: User, mona: User) -> None:
    make_decided_claims(edith, 300)
    choose_weights(by=mona, weights=None, follows=False)
    learn_weights()
    assert LearnedWeights.objects.get().outcome == "better"
    assert WeightsInUse.objects.get().weights is None


def test_weights_that_got_worse_than_the_shipped_ones_go(edith: User) -> None:
    make_decided_claims(edith, 300)
    learn_weights()
    make_decided_claims(edith, 240, lambda _text, wanted: not wanted, seed=2)
    event = learn_weights()
    assert event
    assert LearnedWeights.objects.first().outcome != "better"  # type: ignore[union-attr]
    assert (event.data["before"], event.data.get("after")) == (LearnedWeights.objects.last().pk, None)  # type: ignore[union-attr]


def test_new_weights_reach_claims_in_portions_and_the_reasons_add_up(
    edith: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(learned_weights, "PORTION_ROWS", 2)
    make_decided_claims(edith, 300)
    Claim.objects.filter(status="queued").update(status="in_review")
    learn_weights()
    unscored = Claim.objects.create(text=BETTER, checkworthiness=0.5, reasons=[{**BASE_REASON, "code": "not_scored"}])
    first = Claim.objects.filter(status="in_review").order_by("pk")[0]
    assert rescore_claims() == 2
    first.refresh_from_db()
    assert first.checkworthiness != 0.5
    assert round(sum(reason["weight"] for reason in first.reasons), 2) == round(first.checkworthiness, 2)
    assert shipped_score(first.checkworthiness, first.reasons).score == 0.5
    assert abs(to_logit(first.checkworthiness)) <= MAX_SHIFT + 0.001
    WeightsInUse.objects.update(rescored_up_to=unscored.pk - 1)
    rescore_open_claims()
    assert score_of(unscored) == 0.5


@pytest.mark.parametrize(
    "change",
    [
        {"weights": {"schools": 2.5}},
        {"weights": {"schools": "many"}},
        {"weights": {str(number): 0.1 for number in range(1001)}},
        {"weights": {}},
        {"outcome": "chance"},
        {"own_score": 1.5},
        {"held_out": 300},
    ],
)
def test_the_database_keeps_weights_small_and_better(db: None, change: dict[str, Any]) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        make_learned_weights(**change)
    make_learned_weights()


def test_the_database_keeps_versions_and_one_choice(db: None) -> None:
    row = make_learned_weights()
    worse = make_learned_weights(outcome="worse", weights={})
    with pytest.raises(IntegrityError), transaction.atomic():
        make_learned_weights(decisions_sha256=row.decisions_sha256)
    with pytest.raises(IntegrityError, match="one_set_of_weights_in_use"), transaction.atomic():
        WeightsInUse.objects.create(pk=2, weights=row)
    WeightsInUse.objects.create(pk=1, weights=row)
    for broken in (
        lambda: WeightsInUse.objects.update(weights=worse),
        lambda: WeightsInUse.objects.all().delete(),
        lambda: LearnedWeights.objects.filter(pk=worse.pk).update(own_score=0.9),
        lambda: LearnedWeights.objects.filter(pk=worse.pk).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            broken()
