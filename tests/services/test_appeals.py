"""Contributors and editors appeal dismissals, and a moderator decides."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from claims.models import Appeal, Case, Claim, User
from claims.refusals import AlreadyAppealed, BadValue, CaseClosed, IllegalMove, NotFound, OwnAppeal, ReasonMissing
from claims.services.appeals import appeal_dismissal, close_appeal
from claims.services.articles import submit_text
from claims.services.claims import accept_claim, dismiss_claim, reopen_claim
from tests.stories import make_detected_claim, publish_claim_text

APPEAL_REASON = "It is what the whole town talks about."


@pytest.fixture
def dismissed_claim(cora: User, edith: User) -> Claim:
    """A claim of Cora's article that Edith dismissed."""
    claim = make_detected_claim(cora)
    dismiss_claim(claim_id=claim.pk, editor=edith, reason="opinion")
    return Claim.objects.get(pk=claim.pk)


def test_an_accepted_appeal_moves_the_claim_back_to_triage(dismissed_claim: Claim, cora: User, mona: User) -> None:
    appeal = appeal_dismissal(claim_id=dismissed_claim.pk, by=cora, reason=APPEAL_REASON)
    close_appeal(appeal_id=appeal.pk, moderator=mona, outcome="upheld", note="True: it has numbers.")
    dismissed_claim.refresh_from_db()
    appeal.refresh_from_db()
    assert (dismissed_claim.status, appeal.outcome, appeal.closed_by) == ("detected", "upheld", mona)
    assert not Case.objects.filter(closed__isnull=True).exists()


def test_a_rejected_appeal_changes_nothing(dismissed_claim: Claim, cora: User, mona: User) -> None:
    appeal = appeal_dismissal(claim_id=dismissed_claim.pk, by=cora, reason=APPEAL_REASON)
    close_appeal(appeal_id=appeal.pk, moderator=mona, outcome="rejected", note="It is a wish.")
    dismissed_claim.refresh_from_db()
    assert dismissed_claim.status == "dismissed"
    with pytest.raises(CaseClosed):
        close_appeal(appeal_id=appeal.pk, moderator=mona, outcome="upheld")


def test_an_accepted_appeal_closes_all_appeals_on_the_claim(
    dismissed_claim: Claim, cora: User, emil: User, mona: User
) -> None:
    for person in (cora, emil):
        appeal_dismissal(claim_id=dismissed_claim.pk, by=person, reason=APPEAL_REASON)
    close_appeal(appeal_id=Appeal.objects.earliest("pk").pk, moderator=mona, outcome="upheld")
    assert Appeal.objects.filter(outcome="upheld").count() == 2


def test_a_claim_that_was_reopened_meanwhile_keeps_its_status(
    dismissed_claim: Claim, cora: User, edith: User, mona: User
) -> None:
    appeal = appeal_dismissal(claim_id=dismissed_claim.pk, by=cora, reason=APPEAL_REASON)
    reopen_claim(claim_id=dismissed_claim.pk, editor=edith)
    accept_claim(claim_id=dismissed_claim.pk, editor=edith)
    close_appeal(appeal_id=appeal.pk, moderator=mona, outcome="upheld")
    dismissed_claim.refresh_from_db()
    assert dismissed_claim.status == "queued"


def test_only_the_submitter_and_editors_can_appeal(dismissed_claim: Claim, emil: User) -> None:
    stranger = User.objects.create_user("carl@desk.example", name="Carl")
    with pytest.raises(NotFound):
        appeal_dismissal(claim_id=dismissed_claim.pk, by=stranger, reason=APPEAL_REASON)
    place = dismissed_claim.appearances.get()
    submit_text(text=place.article.text, by=stranger)
    assert appeal_dismissal(claim_id=dismissed_claim.pk, by=stranger, reason=APPEAL_REASON)
    assert appeal_dismissal(claim_id=dismissed_claim.pk, by=emil, reason=APPEAL_REASON)


@pytest.mark.parametrize(("reason", "refusal"), [(" ", ReasonMissing), ("x" * 2001, BadValue)])
def test_an_appeal_has_a_reason(dismissed_claim: Claim, cora: User, reason: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        appeal_dismissal(claim_id=dismissed_claim.pk, by=cora, reason=reason)


def test_only_a_dismissed_claim_can_be_appealed_and_only_once(dismissed_claim: Claim, cora: User) -> None:
    appeal_dismissal(claim_id=dismissed_claim.pk, by=cora, reason=APPEAL_REASON)
    with pytest.raises(AlreadyAppealed):
        appeal_dismissal(claim_id=dismissed_claim.pk, by=cora, reason=APPEAL_REASON)
    with pytest.raises(IllegalMove):
        appeal_dismissal(claim_id=make_detected_claim(cora).pk, by=cora, reason=APPEAL_REASON)


def test_nobody_decides_their_own_appeal(dismissed_claim: Claim, mona: User) -> None:
    appeal = appeal_dismissal(claim_id=dismissed_claim.pk, by=mona, reason=APPEAL_REASON)
    with pytest.raises(OwnAppeal):
        close_appeal(appeal_id=appeal.pk, moderator=mona, outcome="upheld")


def test_the_database_enforces_the_rules_of_appeals(dismissed_claim: Claim, cora: User) -> None:
    appeal = appeal_dismissal(claim_id=dismissed_claim.pk, by=cora, reason=APPEAL_REASON)
    with pytest.raises(IntegrityError, match="one_open_appeal_per_claim_and_person"), transaction.atomic():
        Appeal.objects.create(claim=dismissed_claim, appellant=cora, reason=APPEAL_REASON)
    closed = {"closed": timezone.now(), "outcome": "upheld", "closed_by": cora}
    with pytest.raises(IntegrityError, match="nobody_decides_their_own_appeal"), transaction.atomic():
        Appeal.objects.filter(pk=appeal.pk).update(**closed)
    with pytest.raises(IntegrityError, match="a_closed_appeal_has_an_outcome"):
        Appeal.objects.filter(pk=appeal.pk).update(closed=timezone.now())


def test_a_contributor_appeals_on_the_article_page_and_reads_the_decision(
    client: Client, dismissed_claim: Claim, cora: User, mona: User
) -> None:
    article = dismissed_claim.appearances.get().article_id
    client.force_login(cora)
    at = f"{reverse('claim_appeal', args=[dismissed_claim.pk])}?article={article}"
    page = client.get(reverse("article", args=[article])).content.decode()
    assert "Dismissed: Opinion or prediction" in page
    assert at in page
    assert client.post(at, {"reason": APPEAL_REASON})["Location"] == reverse("article", args=[article])
    page = client.get(reverse("article", args=[article])).content.decode()
    assert "It is before the moderators." in page
    assert at not in page
    close_appeal(appeal_id=Appeal.objects.get().pk, moderator=mona, outcome="rejected", note="It is a wish.")
    page = client.get(reverse("article", args=[article])).content.decode()
    assert "It is a wish." in page
    assert at in page


def test_a_contributor_sees_the_published_verdict(client: Client, cora: User, edith: User, mona: User) -> None:
    claim = make_detected_claim(cora)
    accept_claim(claim_id=claim.pk, editor=edith)
    client.force_login(cora)
    address = reverse("article", args=[claim.appearances.get().article_id])
    assert "In the queue, to be checked." in client.get(address).content.decode()
    publish_claim_text(claim, edith, mona)
    page = client.get(address).content.decode()
    assert reverse("verdict", args=[claim.pk]) in page
    assert "Mostly true" in page


def test_an_editor_appeals_on_the_page_of_the_claim(client: Client, dismissed_claim: Claim, emil: User) -> None:
    client.force_login(emil)
    at = reverse("claim_appeal", args=[dismissed_claim.pk])
    assert at in client.get(reverse("claim", args=[dismissed_claim.pk])).content.decode()
    assert client.post(at, {"reason": APPEAL_REASON})["Location"] == reverse("claim", args=[dismissed_claim.pk])
