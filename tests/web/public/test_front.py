"""The front page: the newest verdict, the others by day, topics, the last corrections, and the search after them."""

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import Publication, User
from claims.services.publications import withdraw_verdict
from claims.templatetags.public_tags import listed_headline
from claims.web.public import front
from claims.web.public.front import group_by_day
from tests.stories import make_publication, make_queued_claim, publish_claim_text, reword_claim
from tests.web.public.test_verdicts import make_correction, public_page_text


def test_the_newest_verdict_leads_and_the_search_comes_second(client: Client, edith: User, mona: User) -> None:
    earlier, newest = make_publication(edith, mona), make_publication(edith, mona)
    html = public_page_text(client, "front")
    lead, _, rest = html.partition('<article class="lead-verdict">')[2].partition("</article>")
    assert newest.get_absolute_url() in lead
    assert ">Claim: 300 trees were planted</a>" in lead
    assert "The mayor" in lead
    assert newest.summary in lead
    assert newest.get_absolute_url() not in rest
    assert earlier.get_absolute_url() in rest
    assert "lead-verdict" not in rest
    assert rest.index("headline__title") < rest.index('role="search"')
    assert '<a href="/topics/climate-and-environment/">' in html
    assert '<link rel="canonical" href="http://127.0.0.1:8000/">' in html


def test_a_correction_does_not_lead_and_stands_beside_the_lead(client: Client, edith: User, mona: User) -> None:
    first, newest, gone = (make_publication(edith, mona) for _ in range(3))
    make_correction(first, edith, mona)
    withdraw_verdict(claim_id=gone.claim_id, moderator=mona, reason="She never said it.")
    html = public_page_text(client, "front")
    assert newest.get_absolute_url() in html.partition('<article class="lead-verdict">')[2].partition("</article>")[0]
    aside = html.partition("<aside")[2].partition("</aside>")[0]
    assert re.findall(r'data-tone="\w+">(\w+)<', aside) == ["Withdrawn", "Corrected"]
    assert "She never said it." in aside
    assert "We had counted two trees twice." in aside


def test_publications_are_grouped_by_the_day_of_the_desk(settings: Any) -> None:
    settings.TIME_ZONE = "UTC"
    days = [(3, 1), (3, 0), (2, 23)]
    times = [datetime(2026, 5, day, hour, tzinfo=UTC) for day, hour in days]
    groups = group_by_day([Publication(published=time) for time in times])
    assert [(group.day.day, len(group.rows)) for group in groups] == [(3, 2), (2, 1)]


def test_earlier_verdicts_are_grouped_without_a_lead(
    client: Client, edith: User, mona: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("claims.selectors.publications.PAGE_ROWS", 2)
    oldest, *_ = [make_publication(edith, mona) for _ in range(3)]
    link = re.search(r'href="(\?cursor=[^"]*)" rel="next"', public_page_text(client, "front"))
    assert link
    html = client.get(reverse("front") + link[1]).content.decode()
    assert "lead-verdict" not in html
    assert html.count('class="day"') == 1
    assert oldest.get_absolute_url() in html
    assert 'content="noindex, follow"' in html


def test_an_unchanged_front_page_is_not_sent_again(
    client: Client, edith: User, mona: User, django_assert_max_num_queries: Any
) -> None:
    for _ in range(3):
        make_publication(edith, mona)
    with django_assert_max_num_queries(5):
        first = client.get(reverse("front"))
    assert client.get(reverse("front"), headers={"If-None-Match": first["ETag"]}).status_code == 304
    assert "Cookie" not in first.get("Vary", "")


def test_a_search_with_a_misspelt_word_shows_what_has_the_near_word(client: Client, edith: User, mona: User) -> None:
    publication = make_publication(edith, mona)
    html = public_page_text(client, "front", q="Plnated treees")
    assert "Nothing has “Plnated treees”. Shown is what has" in html
    assert '<a href="/?q=Planted%20trees&amp;rating=">“Planted trees”</a>' in html
    assert publication.get_absolute_url() in html
    assert "Nothing has" not in public_page_text(client, "front", q="trees")
    withdraw_verdict(claim_id=publication.claim_id, moderator=mona, reason="She never said it.")
    html = public_page_text(client, "front", q="Plnated treees")
    assert "Nothing has" not in html
    assert "No verdicts found" in html


def test_a_search_shows_what_has_some_of_the_words_if_nothing_has_all(client: Client, edith: User, mona: User) -> None:
    address = make_publication(edith, mona).get_absolute_url()
    for words in ("trees earthquake", "treees earthquake"):
        html = public_page_text(client, "front", q=words)
        assert f"Nothing has all of “{words}”. Shown is what has some of these words." in html
        assert address in html
    assert "No verdicts found" in public_page_text(client, "front", q="earthquake -trees dam")
    assert "Nothing has all" not in public_page_text(client, "front", q="planted trees")


def test_a_search_that_finds_few_shows_below_what_has_some_of_the_words(
    client: Client, edith: User, mona: User, monkeypatch: pytest.MonkeyPatch, django_assert_max_num_queries: Any
) -> None:
    dam = publish_claim_text(reword_claim(make_queued_claim(edith), "The dam held."), edith, mona)
    other = make_publication(edith, mona)
    heading = "Verdicts with some of these words</h2>"
    for words in ("dam trees", "damn trees"):
        with django_assert_max_num_queries(12):
            html = public_page_text(client, "front", q=words)
        found, _, similar = html.partition(heading)
        assert "1 verdict\n" in found
        assert (found.count(dam.get_absolute_url()), similar.count(dam.get_absolute_url())) == (1, 0)
        assert (found.count(other.get_absolute_url()), similar.count(other.get_absolute_url())) == (0, 1)
    assert other.get_absolute_url() not in public_page_text(client, "front", q="dam trees", rating="false")
    for words in ("dam", '"dam held" trees'):
        assert heading not in public_page_text(client, "front", q=words)
    monkeypatch.setattr(front, "FEW_VERDICTS", 1)
    assert heading not in public_page_text(client, "front", q="dam trees")


def test_near_words_keep_the_rating(client: Client, edith: User, mona: User) -> None:
    publication = make_publication(edith, mona)
    assert publication.get_absolute_url() in public_page_text(client, "front", q="treees", rating="mostly_true")
    assert "No verdicts found" in public_page_text(client, "front", q="treees", rating="false")


@pytest.mark.parametrize(
    ("headline", "claim", "shown"),
    [
        ("no patient had a side effect.", "no patient had a side effect.", "Claim: No patient had a side effect"),
        ("It opens at 4 a.m.", "It opens at 4 a.m.", "Claim: It opens at 4 a.m."),
        ("Was it 1968?", "Was it 1968?", "Claim: Was it 1968?"),
        ("It was not.", "It was 1968.", "It was not."),
    ],
)
def test_a_headline_that_is_the_claim_says_so_without_a_full_stop(headline: str, claim: str, shown: str) -> None:
    assert listed_headline(Publication(headline=headline, claim_text=claim)) == shown
