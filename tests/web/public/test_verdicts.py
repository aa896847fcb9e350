"""The public pages: the list of verdicts, a verdict, its revisions, and its data for machines."""

import json
import re
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import Claim, Publication, User
from claims.services.moderation import approve_verdict
from claims.services.publications import withdraw_verdict
from claims.services.reading_corrections import AttributionInput, correct_reading
from claims.services.verdicts import begin_correction, save_draft, submit_verdict
from tests import stories
from tests.stories import make_publication, make_submitted_verdict, newest_verdict

JSON_LD = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def public_page_text(client: Client, name: str, *arguments: object, **query: str) -> str:
    response = client.get(reverse(name, args=arguments), query, follow=True)
    assert response.status_code == 200
    return response.content.decode()


def make_correction(published: Publication, editor: User, moderator: User, rating: str = "false") -> Publication:
    """Publish a correction with another rating."""
    claim_id = published.claim_id
    begin_correction(claim_id=claim_id, editor=editor, reason="A reader called.")
    draft = newest_verdict(claim_id)
    texts = {
        "summary": "Far fewer.",
        "justification": "One counted them.\n\nTwo were counted twice.",
        "correction": "We had counted two trees twice.",
    }
    save_draft(claim_id=claim_id, editor=editor, version=draft.version, rating=rating, **texts)
    submit_verdict(claim_id=claim_id, editor=editor)
    approve_verdict(claim_id=claim_id, moderator=moderator)
    return stories.published(claim_id, moderator)


# The list -------------------------------------------------------------------------


def test_a_desk_without_verdicts_shows_an_empty_state(client: Client, db: None) -> None:
    assert "No verdicts yet" in public_page_text(client, "front")


def test_the_list_shows_published_verdicts_only(client: Client, edith: User, mona: User) -> None:
    published = make_publication(edith, mona)
    waiting = make_submitted_verdict(edith)
    html = public_page_text(client, "front")
    assert published.get_absolute_url() in html
    assert f"/verdicts/{waiting.claim_id}" not in html


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ({"q": "trees planted"}, True),
        ({"q": '"trees planted"'}, False),
        ({"q": "mayor -trees"}, False),
        ({"q": "close"}, True),
        ({"q": "elephants"}, False),
        ({"rating": "mostly_true"}, True),
        ({"rating": "false"}, False),
        ({"q": "trees", "rating": "mostly_true"}, True),
    ],
)
def test_words_and_ratings_find_a_verdict(
    client: Client, edith: User, mona: User, query: dict[str, str], *, is_found: bool
) -> None:
    published = make_publication(edith, mona)
    assert (published.get_absolute_url() in public_page_text(client, "front", **query)) is is_found


@pytest.mark.parametrize(
    "query", [{"q": "\x00"}, {"q": "x" * 5000}, {"rating": "nonsense"}, {"after": "-1"}, {"after": "9" * 40}]
)
def test_invalid_queries_do_not_break_the_list(client: Client, db: None, query: dict[str, str]) -> None:
    public_page_text(client, "front", **query)


@pytest.mark.parametrize("query", ["' OR 1=1 --", '"', "((", "!&|", "a:*", "\\", "😀", "a' & 'b"])
def test_any_words_can_be_searched_for(client: Client, db: None, query: str) -> None:
    assert "No verdicts found" in public_page_text(client, "front", q=query)


@pytest.mark.parametrize("query", [{}, {"q": "trees"}])
def test_every_verdict_is_on_exactly_one_page(
    client: Client, edith: User, mona: User, monkeypatch: pytest.MonkeyPatch, query: dict[str, str]
) -> None:
    monkeypatch.setattr("claims.selectors.publications.PAGE_ROWS", 2)
    claim_ids = {make_publication(edith, mona).claim_id for _ in range(5)}
    seen: list[int] = []
    next_query: str | None = f"?{urlencode(query)}"
    while next_query:
        html = client.get(reverse("front") + next_query).content.decode()
        seen += map(int, re.findall(r'headline__title" lang="en"><a href="/verdicts/(\d+)-[a-z0-9-]+/"', html))
        next_link = re.search(r'href="([^"]*cursor=[^"]*)" rel="next"', html)
        next_query = next_link[1].replace("&amp;", "&") if next_link else None
    assert sorted(seen) == sorted(claim_ids)


def test_a_correction_replaces_and_a_withdrawal_removes(client: Client, edith: User, mona: User) -> None:
    published = make_publication(edith, mona)
    make_correction(published, edith, mona)
    assert public_page_text(client, "front").count("headline__title") == 1
    withdraw_verdict(claim_id=published.claim_id, moderator=mona, reason="It never was.")
    assert "headline__title" not in public_page_text(client, "front")


# One verdict ----------------------------------------------------------------------


def test_a_verdict_shows_claim_rating_evidence_and_appearance(client: Client, edith: User, mona: User) -> None:
    published = make_publication(edith, mona)
    html = public_page_text(client, "verdict", published.claim_id)
    for words in (
        "300 trees were planted",
        "The mayor",
        "Mostly true",
        "right in substance",
        "Two trees fewer, but close.",
        "The parks office counted 298 trees.",
        "How many trees were planted?",
        "298 trees were planted in spring",
        "https://parks.example/trees",
        "Trees for the town",
        "Town Courier",
    ):
        assert words in html


def test_changes_on_the_desk_do_not_change_the_page(client: Client, edith: User, mona: User) -> None:
    published = make_publication(edith, mona)
    before = public_page_text(client, "verdict", published.claim_id)
    claim = Claim.objects.get(pk=published.claim_id)
    named = AttributionInput("Somebody else", "person", "said")
    correct_reading(
        claim_id=claim.pk,
        editor=edith,
        version=claim.version,
        chain=[named],
        quantities=[],
        hedged=True,
        assertion="denied",
    )
    begin_correction(claim_id=claim.pk, editor=edith, reason="Looking again.")
    assert public_page_text(client, "verdict", published.claim_id) == before


def test_the_page_embeds_the_document_of_the_database(client: Client, edith: User, mona: User) -> None:
    published = make_publication(edith, mona)
    (embedded,) = JSON_LD.findall(public_page_text(client, "verdict", published.claim_id))
    assert embedded == published.document
    review = json.loads(embedded)
    assert review["@type"] == "ClaimReview"
    assert review["claimReviewed"] == published.claim_text
    assert review["url"].endswith(published.get_absolute_url())
    assert review["reviewRating"] == {
        "@type": "Rating",
        "alternateName": "Mostly true",
        "ratingExplanation": "Two trees fewer, but close.",
        "ratingValue": 4,
        "bestRating": 5,
        "worstRating": 1,
    }
    assert review["itemReviewed"]["author"] == {"@type": "Person", "name": "The mayor"}
    assert review["itemReviewed"]["firstAppearance"]["headline"] == "Trees for the town"


def test_the_head_has_metadata_for_search_engines_and_networks(
    client: Client, edith: User, mona: User, settings: Any
) -> None:
    published = make_publication(edith, mona)
    html = public_page_text(client, "verdict", published.claim_id)
    address = settings.BASE_URL + published.get_absolute_url()
    assert f'<link rel="canonical" href="{address}">' in html
    assert f'<meta property="og:url" content="{address}">' in html
    assert 'content="Mostly true: 300 trees were planted"' in html


def test_caches_keep_the_page_and_browsers_revalidate(client: Client, edith: User, mona: User) -> None:
    published = make_publication(edith, mona)
    address = published.get_absolute_url()
    first = client.get(address)
    assert {"public", "max-age=0", "s-maxage=60"} <= set(first["Cache-Control"].split(", "))
    assert not client.cookies
    again = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    assert client.get(address, headers={"If-Modified-Since": first["Last-Modified"]}).status_code == 304
    make_correction(published, edith, mona)
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 200


# Revisions ------------------------------------------------------------------------


def test_a_correction_is_marked_and_the_first_revision_stays(client: Client, edith: User, mona: User) -> None:
    first = make_publication(edith, mona)
    second = make_correction(first, edith, mona)
    current_page = public_page_text(client, "verdict", first.claim_id)
    assert "We had counted two trees twice." in current_page
    assert JSON_LD.findall(current_page) == [second.document]
    first_page = public_page_text(client, "verdict_revision", first.claim_id, 1)
    assert "There is a newer revision" in first_page
    assert "Two trees fewer, but close." in first_page
    assert "Far fewer." not in first_page
    assert not JSON_LD.findall(first_page)
    assert 'content="noindex"' in first_page
    assert "newer revision" not in public_page_text(client, "verdict_revision", first.claim_id, 2)


def test_a_withdrawn_verdict_shows_the_reason_and_no_rating(client: Client, edith: User, mona: User) -> None:
    first = make_publication(edith, mona)
    withdraw_verdict(claim_id=first.claim_id, moderator=mona, reason="She never said it.")
    current_page = public_page_text(client, "verdict", first.claim_id)
    assert "She never said it." in current_page
    assert not JSON_LD.findall(current_page)
    assert 'class="scale' not in current_page
    assert "Two trees fewer" not in current_page.split("<body")[1]
    first_page = public_page_text(client, "verdict_revision", first.claim_id, 1)
    assert "This verdict was withdrawn" in first_page
    assert not JSON_LD.findall(first_page)


@pytest.mark.parametrize("address", ["/verdicts/1/", "/verdicts/99999999999999999999/", "/verdicts/1/revisions/9/"])
def test_an_unpublished_verdict_is_not_found(client: Client, edith: User, address: str) -> None:
    make_submitted_verdict(edith)
    assert client.get(address).status_code == 404


def test_pages_take_few_queries_for_many_verdicts(
    client: Client, edith: User, mona: User, django_assert_max_num_queries: Any
) -> None:
    for _ in range(4):
        published = make_publication(edith, mona)
    client.get(reverse("front"))  # a process reads the look of the desk once
    with django_assert_max_num_queries(5):  # the last finds the newest scale
        public_page_text(client, "front", q="trees")
    with django_assert_max_num_queries(8):
        client.get(published.get_absolute_url())
