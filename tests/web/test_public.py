"""What readers see: the list, one verdict, its revisions, and what machines read in it."""

import json
import re
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import Claim, Publication, User
from claims.services import corrections, moderation, publishing, verdicts
from tests import stories

JSON_LD = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def page(client: Client, name: str, *words: object, **query: str) -> str:
    answer = client.get(reverse(name, args=words), query)
    assert answer.status_code == 200
    return answer.content.decode()


def a_correction(published: Publication, editor: User, moderator: User, rating: str = "false") -> Publication:
    """A second revision that rates the claim otherwise."""
    claim_id = published.claim_id
    verdicts.correct(claim_id=claim_id, editor=editor, reason="We had counted two trees twice.")
    draft = stories.newest_verdict(claim_id)
    words = {
        "summary": "Far fewer.",
        "justification": "One counted them.\n\nTwo were counted twice.",
        "correction": draft.correction,
    }
    verdicts.save_draft(claim_id=claim_id, editor=editor, version=draft.version, rating=rating, **words)
    verdicts.submit(claim_id=claim_id, editor=editor)
    moderation.approve(claim_id=claim_id, moderator=moderator)
    return stories.published(claim_id, moderator)


# The list -------------------------------------------------------------------------


def test_an_empty_desk_says_so(client: Client, db: None) -> None:
    assert "No verdict is public yet" in page(client, "front")


def test_the_list_has_what_is_public_and_nothing_else(client: Client, edith: User, mona: User) -> None:
    published = stories.a_publication(edith, mona)
    waiting = stories.a_submitted_verdict(edith)
    html = page(client, "front")
    assert reverse("verdict", args=[published.claim_id]) in html
    assert reverse("verdict", args=[waiting.claim_id]) not in html


@pytest.mark.parametrize(
    ("query", "found"),
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
    client: Client, edith: User, mona: User, query: dict[str, str], *, found: bool
) -> None:
    published = stories.a_publication(edith, mona)
    assert (reverse("verdict", args=[published.claim_id]) in page(client, "front", **query)) is found


@pytest.mark.parametrize(
    "query", [{"q": "\x00"}, {"q": "x" * 5000}, {"rating": "nonsense"}, {"after": "-1"}, {"after": "9" * 40}]
)
def test_what_cannot_be_searched_for_does_not_break_the_list(client: Client, db: None, query: dict[str, str]) -> None:
    page(client, "front", **query)


@pytest.mark.parametrize("query", ["' OR 1=1 --", '"', "((", "!&|", "a:*", "\\", "😀", "a' & 'b"])
def test_any_words_can_be_searched_for(client: Client, db: None, query: str) -> None:
    assert "No verdict found" in page(client, "front", q=query)


@pytest.mark.parametrize("query", [{}, {"q": "trees"}])
def test_every_verdict_is_on_exactly_one_page(
    client: Client, edith: User, mona: User, monkeypatch: pytest.MonkeyPatch, query: dict[str, str]
) -> None:
    monkeypatch.setattr("claims.selectors.publications.PER_PAGE", 2)
    wanted = {stories.a_publication(edith, mona).claim_id for _ in range(5)}
    seen: list[int] = []
    address: str | None = f"?{urlencode(query)}"
    while address:
        html = client.get(reverse("front") + address).content.decode()
        seen += map(int, re.findall(r'headline__title"><a href="/verdicts/(\d+)/"', html))
        onward = re.search(r'href="([^"]*cursor=[^"]*)" rel="next"', html)
        address = onward[1].replace("&amp;", "&") if onward else None
    assert sorted(seen) == sorted(wanted)


def test_a_correction_replaces_and_a_withdrawal_removes(client: Client, edith: User, mona: User) -> None:
    published = stories.a_publication(edith, mona)
    a_correction(published, edith, mona)
    assert page(client, "front").count("headline__title") == 1
    publishing.withdraw(claim_id=published.claim_id, moderator=mona, reason="It never was.")
    assert "headline__title" not in page(client, "front")


# One verdict ----------------------------------------------------------------------


def test_a_verdict_says_what_who_why_and_where(client: Client, edith: User, mona: User) -> None:
    published = stories.a_publication(edith, mona)
    html = page(client, "verdict", published.claim_id)
    for words in (
        "300 trees were planted",
        "The mayor",
        "Mostly true",
        "Right in substance",
        "Two trees fewer, but close.",
        "The parks office counted 298 trees.",
        "How many trees were planted?",
        "298 trees were planted in spring",
        "https://parks.example/trees",
        "Trees for the town",
        "Town Courier",
    ):
        assert words in html


def test_the_page_is_frozen_whatever_happens_on_the_desk(client: Client, edith: User, mona: User) -> None:
    published = stories.a_publication(edith, mona)
    before = page(client, "verdict", published.claim_id)
    claim = Claim.objects.get(pk=published.claim_id)
    named = corrections.Named("Somebody else", "person", "said")
    corrections.correct(
        claim_id=claim.pk, editor=edith, version=claim.version, chain=[named], quantities=[], hedged=True, denied=True
    )
    verdicts.correct(claim_id=claim.pk, editor=edith, reason="Looking again.")
    assert page(client, "verdict", published.claim_id) == before


def test_machines_read_what_the_database_holds(client: Client, edith: User, mona: User) -> None:
    published = stories.a_publication(edith, mona)
    (embedded,) = JSON_LD.findall(page(client, "verdict", published.claim_id))
    assert embedded == published.document
    review = json.loads(embedded)
    assert review["@type"] == "ClaimReview"
    assert review["claimReviewed"] == published.claim_text
    assert review["url"].endswith(reverse("verdict", args=[published.claim_id]))
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


def test_the_head_tells_search_engines_and_networks(client: Client, edith: User, mona: User, settings: Any) -> None:
    published = stories.a_publication(edith, mona)
    html = page(client, "verdict", published.claim_id)
    address = settings.BASE_URL + reverse("verdict", args=[published.claim_id])
    assert f'<link rel="canonical" href="{address}">' in html
    assert f'<meta property="og:url" content="{address}">' in html
    assert 'content="Mostly true: 300 trees were planted"' in html


def test_caches_may_keep_it_and_browsers_ask(client: Client, edith: User, mona: User) -> None:
    published = stories.a_publication(edith, mona)
    address = reverse("verdict", args=[published.claim_id])
    first = client.get(address)
    assert {"public", "max-age=0", "s-maxage=60"} <= set(first["Cache-Control"].split(", "))
    assert not client.cookies
    again = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    assert client.get(address, headers={"If-Modified-Since": first["Last-Modified"]}).status_code == 304
    a_correction(published, edith, mona)
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 200


# Revisions ------------------------------------------------------------------------


def test_a_correction_says_so_and_the_first_revision_stays(client: Client, edith: User, mona: User) -> None:
    first = stories.a_publication(edith, mona)
    second = a_correction(first, edith, mona)
    now = page(client, "verdict", first.claim_id)
    assert "We had counted two trees twice." in now
    assert JSON_LD.findall(now) == [second.document]
    then = page(client, "verdict_revision", first.claim_id, 1)
    assert "This is not the newest revision" in then
    assert "Two trees fewer, but close." in then
    assert "Far fewer." not in then
    assert not JSON_LD.findall(then)
    assert 'content="noindex"' in then
    assert "not the newest" not in page(client, "verdict_revision", first.claim_id, 2)


def test_a_withdrawn_verdict_leaves_its_reason_and_no_rating(client: Client, edith: User, mona: User) -> None:
    first = stories.a_publication(edith, mona)
    publishing.withdraw(claim_id=first.claim_id, moderator=mona, reason="She never said it.")
    now = page(client, "verdict", first.claim_id)
    assert "She never said it." in now
    assert not JSON_LD.findall(now)
    assert 'class="scale' not in now
    assert "Two trees fewer" not in now.split("<body")[1]
    then = page(client, "verdict_revision", first.claim_id, 1)
    assert "This verdict was withdrawn" in then
    assert not JSON_LD.findall(then)


@pytest.mark.parametrize("address", ["/verdicts/1/", "/verdicts/99999999999999999999/", "/verdicts/1/revisions/9/"])
def test_what_is_not_public_is_not_there(client: Client, edith: User, address: str) -> None:
    stories.a_submitted_verdict(edith)
    assert client.get(address).status_code == 404


def test_a_page_costs_the_same_few_queries_for_many_verdicts(
    client: Client, edith: User, mona: User, django_assert_max_num_queries: Any
) -> None:
    for _ in range(4):
        published = stories.a_publication(edith, mona)
    with django_assert_max_num_queries(4):
        page(client, "front", q="trees")
    with django_assert_max_num_queries(4):
        page(client, "verdict", published.claim_id)
