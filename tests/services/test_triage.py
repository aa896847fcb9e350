"""Many claims of an article decided at once, and all of that taken back at once."""

import pytest

from claims.models import Article, Claim, Event, User
from claims.refusals import BadValue, NotAllowed, NotFound, ReasonMissing
from claims.services import claims as one_by_one
from claims.services import triage, undo
from tests import stories
from tests.web.test_triage import a_full_article


def seen(article: Article) -> dict[int, int | None]:
    return dict(article.appearances.values_list("claim", "claim__version"))


def statuses(article: Article) -> list[str]:
    return list(article.appearances.order_by("start").values_list("claim__status", flat=True))


def test_a_selection_is_accepted_at_once_with_an_event_for_each(edith: User) -> None:
    article = a_full_article(edith, 3)
    before = Event.objects.count()
    outcome = triage.decide(article_id=article.pk, name="accept", seen=seen(article), editor=edith)
    assert statuses(article) == ["queued"] * 3
    assert Event.objects.count() == before + 3
    assert set(Event.objects.filter(verb="claim.accepted").values_list("data__batch", flat=True)) == {outcome.batch}


def test_what_somebody_else_decided_is_named_and_all_else_is_done(edith: User, emil: User) -> None:
    article = a_full_article(edith, 3)
    given, claim = seen(article), article.appearances.all()[0].claim
    one_by_one.dismiss(claim_id=claim.pk, editor=emil, reason="opinion")
    outcome = triage.decide(article_id=article.pk, name="accept", seen=given, editor=edith)
    assert statuses(article) == ["dismissed", "queued", "queued"]
    assert [(each.claim, each.by, each.decision and each.decision.verb) for each in outcome.left] == [
        (claim, "Emil", "claim.dismissed")
    ]


def test_a_claim_that_changed_since_it_was_seen_is_not_dismissed_unseen(edith: User, emil: User) -> None:
    article = a_full_article(edith, 2)
    given, claim = seen(article), article.appearances.all()[0].claim
    one_by_one.accept(claim_id=claim.pk, editor=emil)
    outcome = triage.decide(article_id=article.pk, name="dismiss", seen=given, editor=edith, reason="trivial")
    assert statuses(article) == ["queued", "dismissed"]
    assert [(each.by, each.refusal.code) for each in outcome.left] == [("Emil", "version_conflict")]


def test_one_undo_takes_the_whole_selection_back_but_for_what_moved_on(edith: User, emil: User) -> None:
    article = a_full_article(edith, 3)
    outcome = triage.decide(article_id=article.pk, name="dismiss", seen=seen(article), editor=edith, reason="trivial")
    first = article.appearances.all()[0].claim_id
    one_by_one.reopen(claim_id=first, editor=emil)
    one_by_one.accept(claim_id=first, editor=emil)
    result = undo.undo_batch(batch=outcome.batch, by=edith)
    assert statuses(article) == ["queued", "detected", "detected"]
    assert (len(result.done), [refusal.code for refusal in result.refused]) == (2, ["decided_since"])


def test_somebody_elses_selection_is_not_taken_back(edith: User, emil: User) -> None:
    article = a_full_article(edith, 2)
    outcome = triage.decide(article_id=article.pk, name="accept", seen=seen(article), editor=edith)
    assert undo.undo_batch(batch=outcome.batch, by=emil).done == []
    assert statuses(article) == ["queued", "queued"]
    with pytest.raises(NotFound):
        undo.undo_batch(batch="0" * 32, by=edith)


def test_a_selection_is_of_one_article_and_has_an_end(edith: User, cora: User) -> None:
    article, elsewhere = a_full_article(edith, 1), stories.a_detected_claim(edith)
    with pytest.raises(NotFound):
        triage.decide(article_id=article.pk, name="accept", seen={elsewhere.pk: 1}, editor=edith)
    for number in (0, 201):
        with pytest.raises(BadValue):
            triage.decide(article_id=article.pk, name="accept", seen=dict.fromkeys(range(number)), editor=edith)
    with pytest.raises(ReasonMissing):
        triage.decide(article_id=article.pk, name="dismiss", seen=seen(article), editor=edith)
    with pytest.raises(BadValue):
        triage.decide(article_id=article.pk, name="dismiss", seen=seen(article), editor=edith, reason="ugly")
    with pytest.raises(NotFound):
        triage.decide(article_id=article.pk, name="publish", seen=seen(article), editor=edith)
    with pytest.raises(NotAllowed):
        triage.decide(article_id=article.pk, name="accept", seen=seen(article), editor=cora)
    assert not Claim.objects.exclude(status="detected").exists()
