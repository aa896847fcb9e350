"""Many claims of an article are decided at once, and undone at once."""

import pytest

from claims.models import Article, Claim, Event, User
from claims.refusals import BadValue, NotAllowed, NotFound, ReasonMissing
from claims.services.batch_triage import decide_claims
from claims.services.claims import accept_claim, dismiss_claim, reopen_claim
from claims.services.undo import undo_batch
from tests.stories import make_detected_claim
from tests.web.desk.test_triage_cards import make_full_article


def seen_versions(article: Article) -> dict[int, int | None]:
    return dict(article.appearances.values_list("claim", "claim__version"))


def statuses(article: Article) -> list[str]:
    return list(article.appearances.order_by("start").values_list("claim__status", flat=True))


def test_a_batch_is_accepted_with_an_event_per_claim(edith: User) -> None:
    article = make_full_article(edith, 3)
    before = Event.objects.count()
    outcome = decide_claims(article_id=article.pk, name="accept", seen=seen_versions(article), editor=edith)
    assert statuses(article) == ["queued"] * 3
    assert Event.objects.count() == before + 3
    assert set(Event.objects.filter(verb="claim.accepted").values_list("data__batch", flat=True)) == {outcome.batch}


def test_claims_decided_by_somebody_else_are_skipped_and_reported(edith: User, emil: User) -> None:
    article = make_full_article(edith, 3)
    given, claim = seen_versions(article), article.appearances.all()[0].claim
    dismiss_claim(claim_id=claim.pk, editor=emil, reason="opinion")
    outcome = decide_claims(article_id=article.pk, name="accept", seen=given, editor=edith)
    assert statuses(article) == ["dismissed", "queued", "queued"]
    assert [(each.claim, each.by, each.decision and each.decision.verb) for each in outcome.skipped] == [
        (claim, "Emil", "claim.dismissed")
    ]


def test_a_claim_that_changed_since_it_was_seen_is_skipped(edith: User, emil: User) -> None:
    article = make_full_article(edith, 2)
    given, claim = seen_versions(article), article.appearances.all()[0].claim
    accept_claim(claim_id=claim.pk, editor=emil)
    outcome = decide_claims(article_id=article.pk, name="dismiss", seen=given, editor=edith, reason="trivial")
    assert statuses(article) == ["queued", "dismissed"]
    assert [(each.by, each.refusal.code) for each in outcome.skipped] == [("Emil", "version_conflict")]


def test_one_undo_reverses_the_batch_except_claims_decided_since(edith: User, emil: User) -> None:
    article = make_full_article(edith, 3)
    outcome = decide_claims(
        article_id=article.pk, name="dismiss", seen=seen_versions(article), editor=edith, reason="trivial"
    )
    first = article.appearances.all()[0].claim_id
    reopen_claim(claim_id=first, editor=emil)
    accept_claim(claim_id=first, editor=emil)
    result = undo_batch(batch=outcome.batch, by=edith)
    assert statuses(article) == ["queued", "detected", "detected"]
    assert (len(result.done), [refusal.code for refusal in result.refused]) == (2, ["decided_since"])


def test_the_batch_of_somebody_else_cannot_be_undone(edith: User, emil: User) -> None:
    article = make_full_article(edith, 2)
    outcome = decide_claims(article_id=article.pk, name="accept", seen=seen_versions(article), editor=edith)
    assert undo_batch(batch=outcome.batch, by=emil).done == []
    assert statuses(article) == ["queued", "queued"]
    with pytest.raises(NotFound):
        undo_batch(batch="0" * 32, by=edith)


def test_a_batch_has_claims_of_one_article_and_a_limit(edith: User, cora: User) -> None:
    article, elsewhere = make_full_article(edith, 1), make_detected_claim(edith)
    with pytest.raises(NotFound):
        decide_claims(article_id=article.pk, name="accept", seen={elsewhere.pk: 1}, editor=edith)
    for number in (0, 201):
        with pytest.raises(BadValue):
            decide_claims(article_id=article.pk, name="accept", seen=dict.fromkeys(range(number)), editor=edith)
    with pytest.raises(ReasonMissing):
        decide_claims(article_id=article.pk, name="dismiss", seen=seen_versions(article), editor=edith)
    with pytest.raises(BadValue):
        decide_claims(article_id=article.pk, name="dismiss", seen=seen_versions(article), editor=edith, reason="ugly")
    with pytest.raises(NotFound):
        decide_claims(article_id=article.pk, name="publish", seen=seen_versions(article), editor=edith)
    with pytest.raises(NotAllowed):
        decide_claims(article_id=article.pk, name="accept", seen=seen_versions(article), editor=cora)
    assert not Claim.objects.exclude(status="detected").exists()
