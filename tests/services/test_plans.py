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
from claims.services import articles, plans, topics
from claims.services import claims as triage
from tests import stories


def plan(claim: Claim, by: User, **changes: Any) -> Claim:
    plans.plan(claim_id=claim.pk, by=by, changes=cast(plans.Changes, changes))
    return Claim.objects.get(pk=claim.pk)


def in_days(days: float) -> datetime:
    return timezone.now() + timedelta(days=days)


def test_an_editor_puts_their_own_name_down_and_takes_it_off(edith: User, emil: User) -> None:
    claim = stories.a_queued_claim(edith)
    until = in_days(2)
    assert plan(claim, edith, assignee=edith, deadline=until).assignee == edith
    event = claim.events.get(verb="claim.planned")
    assert event.payload == ClaimPlanned(
        assignee=PlanChange(before=None, after="Edith"), deadline=PlanChange(before=None, after=until.isoformat())
    )
    for change in ({"assignee": emil}, {"assignee": None}, {"deadline": in_days(3)}):
        with pytest.raises(NotAllowed):
            plan(claim, emil, **change)
    plan(claim, edith, assignee=None)
    assert plan(claim, emil, assignee=emil).assignee == emil
    with pytest.raises(NotAllowed):
        plan(claim, edith, assignee=edith)


def test_a_moderator_says_who_and_until_when(edith: User, emil: User, mona: User, cora: User) -> None:
    claim = stories.a_queued_claim(edith)
    assert plan(claim, mona, assignee=emil, deadline=in_days(1)).assignee == emil
    assert plan(claim, mona, assignee=edith).assignee == edith
    emil.is_active = False
    for nobody in (cora, emil):
        with pytest.raises(BadValue):
            plan(claim, mona, assignee=nobody)


@pytest.mark.parametrize("days", [-1, 0, 2000])
def test_a_deadline_lies_ahead(edith: User, days: int) -> None:
    with pytest.raises(BadValue), time_machine.travel(timezone.now(), tick=False):
        plan(stories.a_queued_claim(edith), edith, deadline=in_days(days))


def test_an_old_deadline_stays_while_something_else_is_changed(edith: User) -> None:
    claim = plan(stories.a_queued_claim(edith), edith, deadline=in_days(1))
    with time_machine.travel(in_days(3)):
        assert plan(claim, edith, deadline=claim.deadline, assignee=edith).assignee == edith


def test_what_is_so_already_leaves_no_trace(edith: User) -> None:
    claim = stories.a_queued_claim(edith)
    assert plan(claim, edith, assignee=None, deadline=None).version == claim.version
    assert not claim.events.filter(verb="claim.planned").exists()


def test_what_is_handed_in_needs_nobody_but_is_still_filed(edith: User) -> None:
    claim = stories.a_submitted_verdict(edith).claim
    with pytest.raises(IllegalMove):
        plan(claim, edith, assignee=edith)
    topic = plan(claim, edith, topic=Topic.objects.get(slug="sport")).topic
    assert topic
    assert topic.name == "Sport"


def test_nobody_plans_over_what_they_have_not_seen(edith: User) -> None:
    claim = stories.a_queued_claim(edith)
    plan(claim, edith, assignee=edith)
    with pytest.raises(VersionConflict):
        plans.plan(claim_id=claim.pk, by=edith, changes={"topic": None, "assignee": None}, version=claim.version)


@pytest.mark.parametrize("make", [stories.a_detected_claim, None])
def test_a_claim_is_filed_when_it_is_found(edith: User, make: Callable[[User], Claim] | None) -> None:
    claim = make(edith) if make else by_hand(edith)
    assert claim.topic is not None
    assert claim.topic.slug == "climate-and-environment"


def by_hand(editor: User) -> Claim:
    article = stories.an_article(editor)
    start = article.text.index("300 trees")
    return triage.add(article=article, editor=editor, start=start, end=start + 9, exact="300 trees")


def test_an_editors_topic_stays_when_the_article_is_read_again(edith: User) -> None:
    claim = stories.a_detected_claim(edith)
    plan(claim, edith, topic=None)
    article = claim.appearances.get().article
    articles.reread(article_id=article.pk, editor=edith)
    articles.begin_reading(article_id=article.pk)
    articles.store_reading(article_id=article.pk, facts=stories.a_reading(article, "test 2"))
    claim.refresh_from_db()
    assert claim.topic is None


def test_a_claim_has_the_reach_of_its_article_now_and_later(cora: User, edith: User) -> None:
    document = Document("Trees", f"Once more.\n\n{stories.SENTENCE}")
    article, _ = articles.submit(document=document, by=cora, reach=12_000)
    articles.begin_reading(article_id=article.pk)
    articles.store_reading(article_id=article.pk, facts=stories.a_reading(article))
    claim = Claim.objects.get()
    other = stories.a_detected_claim(edith).appearances.get()
    assert claim.reach == 12_000
    other.claim_id = claim.pk
    other.save()
    articles.set_reach(article_id=other.article_id, reach=500, by=edith)
    articles.set_reach(article_id=article.pk, reach=100, by=edith)
    claim.refresh_from_db()
    assert claim.reach == 600
    with pytest.raises(NotAllowed):
        articles.set_reach(article_id=article.pk, reach=1, by=cora)
    for nonsense in (-1, 10**11):
        with pytest.raises(BadValue):
            articles.set_reach(article_id=article.pk, reach=nonsense, by=edith)


def test_topics_are_made_by_admins_and_have_names_of_their_own(ada: User, edith: User) -> None:
    topic = topics.add(name="  Trees  &  shrubs ", words=["Tree ", "tree", "", "Shrub"], by=ada)
    assert (topic.name, topic.slug, topic.words) == ("Trees & shrubs", "trees-shrubs", ["tree", "shrub"])
    for name in ("trees & SHRUBS", "Trees, shrubs", "", "!", "x" * 61, "a\0b"):
        with pytest.raises(BadValue):
            topics.add(name=name, words=[], by=ada)
    with pytest.raises(NotAllowed):
        topics.add(name="Birds", words=[], by=edith)
    with pytest.raises(BadValue):
        topics.change(topic_id=topic.pk, name="Birds", words=["x" * 61], by=ada)
    assert topics.change(topic_id=topic.pk, name="trees & shrubs", words=["oak"], by=ada).slug == "trees-shrubs"
