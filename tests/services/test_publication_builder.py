"""What a publication says of a claim that its source does not simply assert.

The readings change after the approval here, which only a trigger that is switched off allows.
"""

import json
from typing import Any

import pgtrigger
import pytest

from claims.claimreview import read_first_published
from claims.models import Appearance, Article, Attribution, Claim, Quantity, User
from claims.services.publication_builder import build_next_publication, make_slug
from tests.stories import make_approved_verdict


def build(edith: User, mona: User, **appearance: Any) -> tuple[Any, dict[str, Any]]:
    """Build the publication of an approved verdict on a claim whose appearance has these values."""
    verdict = make_approved_verdict(edith, mona)
    with pgtrigger.ignore():
        Appearance.objects.filter(claim=verdict.claim_id).update(**appearance)
    publication = build_next_publication(Claim.objects.get(pk=verdict.claim_id), verdict, mona)
    return publication, json.loads(publication.document)["itemReviewed"]


@pytest.mark.parametrize("assertion", ["denied", "not_asserted"])
def test_a_source_that_does_not_say_it_is_mentioned_and_no_claimant(edith: User, mona: User, assertion: str) -> None:
    publication, claim = build(edith, mona, assertion=assertion)
    assert publication.claimant == ""
    assert "author" not in claim
    assert claim["mentions"] == [{"@type": "Person", "name": "The mayor"}]
    assert claim["creativeWorkStatus"] == assertion
    assert publication.content.appearances[0].assertion == assertion


def test_a_disputed_claim_has_its_author(edith: User, mona: User) -> None:
    publication, claim = build(edith, mona, assertion="disputed")
    assert (publication.claimant, claim["author"]["name"]) == ("The mayor", "The mayor")
    assert claim["creativeWorkStatus"] == "disputed"
    assert "mentions" not in claim


def test_an_asserted_claim_has_no_status(edith: User, mona: User) -> None:
    _, claim = build(edith, mona)
    assert claim["author"]["name"] == "The mayor"
    assert claim.keys().isdisjoint({"creativeWorkStatus", "mentions"})


def test_an_open_pronoun_is_no_claimant(edith: User, mona: User) -> None:
    verdict = make_approved_verdict(edith, mona)
    with pgtrigger.ignore():
        Attribution.objects.update(unresolved=True)
    publication = build_next_publication(Claim.objects.get(pk=verdict.claim_id), verdict, mona)
    assert publication.claimant == ""
    assert publication.content.appearances[0].attributions[0].unresolved
    assert "mentions" not in json.loads(publication.document)["itemReviewed"]


def test_a_statement_is_the_headline_and_the_words_stay(edith: User, mona: User) -> None:
    verdict = make_approved_verdict(edith, mona)
    with pgtrigger.ignore():
        Claim.objects.update(statement="The town planted 300 trees.")
    publication = build_next_publication(Claim.objects.get(pk=verdict.claim_id), verdict, mona)
    assert publication.claim_text == "The town planted 300 trees."
    assert json.loads(publication.document)["claimReviewed"] == "The town planted 300 trees."
    assert publication.content.appearances[0].exact == "300 trees were planted"
    assert read_first_published(publication.document)


def test_numbers_and_the_kind_of_text_are_frozen(edith: User, mona: User) -> None:
    verdict = make_approved_verdict(edith, mona)
    with pgtrigger.ignore():
        Quantity.objects.update(kind="change_by", currency="USD")
        Article.objects.update(kind="post")
    publication = build_next_publication(Claim.objects.get(pk=verdict.claim_id), verdict, mona)
    (place,) = publication.content.appearances
    assert (place.quantities[0].kind, place.quantities[0].currency) == ("change_by", "USD")
    assert place.article.kind == "post"
    assert json.loads(publication.document)["itemReviewed"]["firstAppearance"]["@type"] == "SocialMediaPosting"


@pytest.mark.parametrize(
    ("headline", "slug"),
    [
        ("Cracked dam", "cracked-dam"),
        ("Straße: 50 % mehr?", "strasse-50-mehr"),
        ("Плотина треснула", "plotina-tresnula"),
        ("../../<b> & so", "b-so"),
        ("¿?", ""),
        ("a" * 80, ""),
        (" ".join(["word"] * 30), "-".join(["word"] * 12)),
    ],
)
def test_a_slug_is_words_of_ascii(headline: str, slug: str) -> None:
    assert make_slug(headline) == slug
