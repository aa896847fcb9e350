"""What a claim is about, how many have seen it, who shall check it and until when."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, cast

import pytest
import time_machine
from django.utils import timezone

from claims.event_data.claims import ClaimPlanned, PlanChange
from claims.intake import Document
from claims.models import Claim, Topic, User
from claims.refusals import BadValue, IllegalMove, NotAllowed, VersionConflict
from claims.services.articles import (
    begin_article_reading,
    reread_article,
    set_article_reach,
    store_reading,
    submit_document,
)
from claims.services.claims import add_claim
from claims.services.plans import PlanChanges, plan_claim
from claims.services.topics import add_topic, change_topic
from tests.stories import (
    ARTICLE_SENTENCE,
    make_article,
    make_detected_claim,
    make_queued_claim,
    make_reading,
    make_submitted_verdict,
)


def plan_for_test(claim: Claim, by: User, **changes: Any) -> Claim:
    plan_claim(claim_id=claim.pk, by=by, changes=cast(PlanChanges, changes))
    return Claim.objects.get(pk=claim.pk)


def in_days(days: float) -> datetime:
    return timezone.now() + timedelta(days=days)


def test_an_editor_puts_their_own_name_down_and_takes_it_off(edith: User, emil: User) -> None:
    claim = make_queued_claim(edith)
    until = in_days(2)
    assert plan_for_test(claim, edith, assignee=edith, deadline=until).assignee == edith
    event = claim.events.get(verb="claim.planned")
    assert event.payload == ClaimPlanned(
        assignee=PlanChange(before=None, after="Edith"), deadline=PlanChange(before=None, after=until.isoformat())
    )
    for change in ({"assignee": emil}, {"assignee": None}, {"deadline": in_days(3)}):
        with pytest.raises(NotAllowed):
            plan_for_test(claim, emil, **change)
    plan_for_test(claim, edith, assignee=None)
    assert plan_for_test(claim, emil, assignee=emil).assignee == emil
    with pytest.raises(NotAllowed):
        plan_for_test(claim, edith, assignee=edith)


def test_a_moderator_says_who_and_until_when(edith: User, emil: User, mona: User, cora: User) -> None:
    claim = make_queued_claim(edith)
    assert plan_for_test(claim, mona, assignee=emil, deadline=in_days(1)).assignee == emil
    assert plan_for_test(claim, mona, assignee=edith).assignee == edith
    emil.is_active = False
    for nobody in (cora, emil):
        with pytest.raises(BadValue):
            plan_for_test(claim, mona, assignee=nobody)


@pytest.mark.parametrize("days", [-1, 0, 2000])
def test_a_deadline_lies_ahead(edith: User, days: int) -> None:
    with pytest.raises(BadValue), time_machine.travel(timezone.now(), tick=False):
        plan_for_test(make_queued_claim(edith), edith, deadline=in_days(days))


def test_an_old_deadline_stays_while_something_else_is_changed(edith: User) -> None:
    claim = plan_for_test(make_queued_claim(edith), edith, deadline=in_days(1))
    with time_machine.travel(in_days(3)):
        assert plan_for_test(claim, edith, deadline=claim.deadline, assignee=edith).assignee == edith


def test_what_is_so_already_leaves_no_trace(edith: User) -> None:
    claim = make_queued_claim(edith)
    assert plan_for_test(claim, edith, assignee=None, deadline=None).version == claim.version
    assert not claim.events.filter(verb="claim.planned").exists()


def test_what_is_handed_in_needs_nobody_but_is_still_filed(edith: User) -> None:
    claim = make_submitted_verdict(edith).claim
    with pytest.raises(IllegalMove):
        plan_for_test(claim, edith, assignee=edith)
    topic = plan_for_test(claim, edith, topic=Topic.objects.get(slug="sport")).topic
    assert topic
    assert topic.name == "Sport"


def test_nobody_plans_over_what_they_have_not_seen(edith: User) -> None:
    claim = make_queued_claim(edith)
    plan_for_test(claim, edith, assignee=edith)
    with pytest.raises(VersionConflict):
        plan_claim(claim_id=claim.pk, by=edith, changes={"topic": None, "assignee": None}, version=claim.version)


@pytest.mark.parametrize("make", [make_detected_claim, None])
def test_a_claim_is_filed_when_it_is_found(edith: User, make: Callable[[User], Claim] | None) -> None:
    claim = make(edith) if make else add_by_hand(edith)
    assert claim.topic is not None
    assert claim.topic.slug == "climate-and-environment"


def add_by_hand(editor: User) -> Claim:
    article = make_article(editor)
    start = article.text.index("300 trees")
    return add_claim(article=article, editor=editor, start=start, end=start + 9, exact="300 trees")


def test_an_editors_topic_stays_when_the_article_is_read_again(edith: User) -> None:
    claim = make_detected_claim(edith)
    plan_for_test(claim, edith, topic=None)
    article = claim.appearances.get().article
    reread_article(article_id=article.pk, editor=edith)
    begin_article_reading(article_id=article.pk)
    store_reading(article_id=article.pk, facts=make_reading(article, "test 2"))
    claim.refresh_from_db()
    assert claim.topic is None


def test_a_claim_has_the_reach_of_its_article_now_and_later(cora: User, edith: User) -> None:
    document = Document("Trees", f"Once more.\n\n{ARTICLE_SENTENCE}")
    article, _ = submit_document(document=document, by=cora, reach=12_000)
    begin_article_reading(article_id=article.pk)
    store_reading(article_id=article.pk, facts=make_reading(article))
    claim = Claim.objects.get()
    other = make_detected_claim(edith).appearances.get()
    assert claim.reach == 12_000
    other.claim_id = claim.pk
    other.save()
    set_article_reach(article_id=other.article_id, reach=500, by=edith)
    set_article_reach(article_id=article.pk, reach=100, by=edith)
    claim.refresh_from_db()
    assert claim.reach == 600
    with pytest.raises(NotAllowed):
        set_article_reach(article_id=article.pk, reach=1, by=cora)
    for nonsense in (-1, 10**11):
        with pytest.raises(BadValue):
            set_article_reach(article_id=article.pk, reach=nonsense, by=edith)


def test_topics_are_made_by_admins_and_have_names_of_their_own(ada: User, edith: User) -> None:
    topic = add_topic(name="  Trees  &  shrubs ", words=["Tree ", "tree", "", "Shrub"], by=ada)
    assert (topic.name, topic.slug, topic.words) == ("Trees & shrubs", "trees-shrubs", ["tree", "shrub"])
    for name in ("trees & SHRUBS", "Trees, shrubs", "", "!", "x" * 61, "a\0b"):
        with pytest.raises(BadValue):
            add_topic(name=name, words=[], by=ada)
    with pytest.raises(NotAllowed):
        add_topic(name="Birds", words=[], by=edith)
    with pytest.raises(BadValue):
        change_topic(topic_id=topic.pk, name="Birds", words=["x" * 61], by=ada)
    assert change_topic(topic_id=topic.pk, name="trees & shrubs", words=["oak"], by=ada).slug == "trees-shrubs"
