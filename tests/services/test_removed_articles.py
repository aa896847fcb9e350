"""An admin removes an article or a claim: its words go from every table, and hashes and decisions stay."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from claims.models import Article, Claim, Event, Removal, User
from claims.selectors.removals import AwaitsApproval, Published, Removed
from claims.services.article_details import edit_article
from claims.services.articles import submit_text
from claims.services.claims import reopen_claim
from claims.services.comments import add_comment
from claims.services.moderation import send_back_verdict
from claims.services.reading_corrections import AttributionInput, correct_reading
from claims.services.removals import remove_data
from claims.services.undo import undo_decision
from claims.services.verdicts import begin_correction, submit_verdict
from tests.services.test_removals import row_sha256
from tests.stories import (
    make_approved_verdict,
    make_publication,
    make_queued_claim,
    make_read_article,
    make_relation,
    make_submitted_verdict,
    make_taken_claim,
    make_written_draft,
)

SECRETS = ("300 trees", "mayor", "Trees for the town", "298 trees", "A colleague said so", "Ana Lima")
"""Words of the article, and of what the desk wrote about its claim."""


def list_words() -> str:
    """Everything that the tables of the desk say, as text."""
    tables = [
        f"claims_{name}"
        for name in (
            "article", "reading", "claim", "appearance", "attribution", "quantity", "source", "verdict", "evidence",
            "comment", "appeal", "submission", "publication", "factcheck",
        )
    ]  # fmt: skip
    with connection.cursor() as cursor:
        rows = []
        for table in tables:
            cursor.execute(f"SELECT to_jsonb(kept)::text FROM {table} AS kept")  # noqa: S608
            rows += [row[0] for row in cursor.fetchall()]
        cursor.execute("SELECT data::text FROM claims_event WHERE claim_id IS NOT NULL OR article_id IS NOT NULL")
        rows += [row[0] for row in cursor.fetchall()]
    return "\n".join(rows)


@pytest.fixture
def written_claim(edith: User, mona: User) -> Claim:
    """A claim with a corrected reading, a verdict that was sent back, evidence, and a comment."""
    claim = make_submitted_verdict(edith).claim
    send_back_verdict(claim_id=claim.pk, moderator=mona, reason="Ana Lima is not named.")
    add_comment(claim_id=claim.pk, author=edith, text="A colleague said so")
    claim.refresh_from_db()
    chain = [AttributionInput("Ana Lima", "person", "said")]
    correct_reading(
        claim_id=claim.pk, editor=edith, version=claim.version, chain=chain, quantities=[], hedged=False,
        assertion="asserted", statement="The mayor planted 300 trees.",
    )  # fmt: skip
    return claim


def test_an_article_goes_with_its_claims_and_all_that_was_written_about_them(
    written_claim: Claim, edith: User, mona: User, ada: User, client: Client
) -> None:
    article = written_claim.appearances.get().article
    edit_article(article_id=article.pk, editor=edith, version=1, details={"byline": "Ana Lima"})
    text, sha256, events = article.text, article.text_sha256, Event.objects.count()
    row = row_sha256("claims_article", article.pk)
    assert all(secret in list_words() for secret in SECRETS)
    remove_data(kind="article", subject=article.pk, reason="law", by=ada)
    words = list_words()
    assert [secret for secret in SECRETS if secret in words] == []
    assert Article.objects.get(pk=article.pk).text_sha256 == sha256
    assert Removal.objects.get(kind="article").row_sha256 == row
    assert Removal.objects.get(kind="claim").subject == written_claim.pk
    assert Claim.objects.get(pk=written_claim.pk).status == "dismissed"
    assert Event.objects.count() == events + 2  # dismissed, removed
    client.force_login(edith)
    for path in (f"articles/{article.pk}/", f"claims/{written_claim.pk}/", f"claims/{written_claim.pk}/history/"):
        assert client.get(f"/{path}").status_code == 410, path
    answer = client.get(f"/api/v1/articles/{article.pk}/")
    assert (answer.status_code, answer.json()["code"]) == (410, "removed")
    assert client.get("/articles/").status_code == client.get("/queue/?state=dismissed").status_code == 200
    with pytest.raises(Removed):
        submit_text(text=text, by=edith)
    with pytest.raises(Removed):
        reopen_claim(claim_id=written_claim.pk, editor=edith)
    with pytest.raises(Removed):
        undo_decision(event_id=Event.objects.filter(verb="article.edited").get().pk, by=edith)


def test_a_claim_goes_and_its_article_stays(written_claim: Claim, edith: User, ada: User, client: Client) -> None:
    client.force_login(ada)
    page = client.get(f"/removals/claim/{written_claim.pk}/").text
    assert "The mayor planted 300 trees." in page
    assert "Verdicts: 2, evidence: 2, comments: 1" in page
    remove_data(kind="claim", subject=written_claim.pk, reason="abuse", by=ada)
    article = written_claim.appearances.get().article
    assert "300 trees were planted" in article.text
    assert client.get(f"/articles/{article.pk}/").status_code == 200
    assert client.get(f"/claims/{written_claim.pk}/").status_code == 410
    assert client.get(f"/api/v1/claims/{written_claim.pk}/").status_code == 410


def test_the_reasons_of_a_relation_go_with_either_claim(edith: User, ada: User) -> None:
    relation = make_relation(edith, "500 trees were planted")
    assert "300 trees" in str(relation.reasons)
    remove_data(kind="claim", subject=relation.other_id, reason="abuse", by=ada)
    relation.refresh_from_db()
    assert relation.reasons == []


def test_a_claim_of_two_articles_stays_with_the_other(edith: User, ada: User) -> None:
    claim, other = make_queued_claim(edith), make_read_article(edith)
    article = claim.appearances.get().article
    other.appearances.update(claim=claim)
    remove_data(kind="article", subject=article.pk, reason="law", by=ada)
    claim.refresh_from_db()
    assert (claim.text, claim.status) == ("300 trees were planted", "queued")
    assert [place.exact for place in claim.appearances.order_by("pk")] == ["[removed]", "300 trees were planted"]


def test_what_waits_for_approval_is_not_removed(edith: User, mona: User, ada: User) -> None:
    claim = make_approved_verdict(edith, mona).claim
    for kind, subject in (("claim", claim.pk), ("article", claim.appearances.get().article_id)):
        with pytest.raises(AwaitsApproval):
            remove_data(kind=kind, subject=subject, reason="law", by=ada)
    assert not Removal.objects.exists()
    assert Claim.objects.get(pk=claim.pk).text == "300 trees were planted"


def test_an_article_stays_while_a_published_claim_of_two_articles_names_it(edith: User, mona: User, ada: User) -> None:
    claim, other = make_publication(edith, mona).claim, make_read_article(edith)
    article = claim.appearances.get().article
    other.appearances.update(claim=claim)
    with pytest.raises(Published):
        remove_data(kind="article", subject=article.pk, reason="law", by=ada)
    remove_data(kind="claim", subject=claim.pk, reason="law", by=ada)
    remove_data(kind="article", subject=article.pk, reason="law", by=ada)
    assert Article.objects.get(pk=article.pk).text == "[removed]"


def test_an_article_stays_while_a_claim_of_two_articles_waits_for_approval(edith: User, ada: User) -> None:
    claim, other = make_taken_claim(edith), make_read_article(edith)
    article = claim.appearances.get().article
    other.appearances.update(claim=claim)
    make_written_draft(claim, edith)
    submit_verdict(claim_id=claim.pk, editor=edith)
    with pytest.raises(AwaitsApproval):
        remove_data(kind="article", subject=article.pk, reason="law", by=ada)
    assert not Removal.objects.exists()


def test_a_published_verdict_goes_with_its_article(edith: User, mona: User, ada: User, client: Client) -> None:
    claim = make_publication(edith, mona).claim
    article = claim.appearances.get().article
    begin_correction(claim_id=claim.pk, editor=edith, reason="The mayor called.")
    remove_data(kind="article", subject=article.pk, reason="law", by=ada)
    words = list_words() + client.get("/api/v1/changes/").text + client.get("/feeds/atom.xml").text
    assert [secret for secret in SECRETS if secret in words] == []
    assert Claim.objects.get(pk=claim.pk).status == "withdrawn"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE claims_article SET text = '[removed]'",
        "UPDATE claims_article SET text_sha256 = 'x'",
        "UPDATE claims_reading SET facts = '{}'",
        "UPDATE claims_comment SET text = '[removed]'",
        "UPDATE claims_verdict SET summary = '[removed]' WHERE submitted IS NOT NULL",
        "DELETE FROM claims_evidence WHERE verdict_id IN (SELECT id FROM claims_verdict WHERE submitted IS NOT NULL)",
        "UPDATE claims_event SET data = '{}' WHERE claim_id IS NOT NULL",
    ],
)
def test_the_database_lets_words_go_with_their_removal_only(written_claim: Claim, statement: str) -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
