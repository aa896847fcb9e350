"""The pages of topics and sources."""

from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import Attribution, Publication, Source, Topic, User
from claims.services.publications import withdraw_verdict
from claims.services.redactions import redact_passage
from claims.services.sources import merge_sources, split_source
from tests.stories import make_publication, make_queued_claim, make_submitted_verdict, publish_claim_text
from tests.web.public.test_verdicts import make_correction, public_page_text


@pytest.fixture
def mayor(edith: User, mona: User) -> Publication:
    """A verdict on what the mayor said."""
    return make_publication(edith, mona)


def source_number(publication: Publication) -> int:
    return Source.objects.get(key=Source.key_of(publication.claimant)).pk


def test_the_verdict_leads_to_its_topic_and_its_source(client: Client, mayor: Publication) -> None:
    html = public_page_text(client, "verdict", mayor.claim_id)
    assert f'<a href="/sources/{source_number(mayor)}-the-mayor/">The mayor</a>' in html
    assert '<a href="/topics/climate-and-environment/">' in html
    assert '<meta property="article:section" content="Climate and environment">' in html


def test_a_topic_lists_its_verdicts_and_names_its_feeds(client: Client, mayor: Publication) -> None:
    html = public_page_text(client, "topic", "climate-and-environment")
    assert mayor.get_absolute_url() in html
    assert '<link rel="canonical" href="http://127.0.0.1:8000/topics/climate-and-environment/">' in html
    for name in ("feed_atom", "feed_rss", "feed_json"):
        address = f"{reverse(name)}?topic=climate-and-environment"
        assert html.count(f'href="{address}"') == 2
        assert "/topics/climate-and-environment/" in client.get(address).content.decode()


def test_a_topic_without_a_verdict_is_not_found(client: Client, edith: User) -> None:
    make_submitted_verdict(edith)
    assert Topic.objects.filter(slug="climate-and-environment").exists()
    for slug in ("climate-and-environment", "nowhere"):
        assert client.get(f"/topics/{slug}/").status_code == 404


def test_a_source_page_has_verdicts_a_chart_and_feeds(
    client: Client, mayor: Publication, edith: User, mona: User
) -> None:
    make_correction(make_publication(edith, mona), edith, mona)
    html = public_page_text(client, "source", source_number(mayor), "the-mayor")
    assert "<h1>The mayor</h1>" in html
    assert html.count("headline__title") == 2
    assert '<desc id="ratings-described">Mostly true: ✓ 1; False: ✕ 1</desc>' in html
    assert "The ratings of 2 verdicts" in html
    assert f'href="/feeds/atom.xml?source={quote("The mayor").replace("%20", "+")}"' in html


def test_spellings_of_a_source_share_a_page_and_old_addresses_lead_to_it(client: Client, mayor: Publication) -> None:
    number = source_number(mayor)
    Source.objects.filter(pk=number).update(name="MAYOR")
    address = f"/sources/{number}-the-mayor/"
    for path in (f"/sources/{number}/", f"/sources/{number}-someone/"):
        answer = client.get(f"{path}?utm=mail")
        assert (answer.status_code, answer["Location"]) == (301, f"{address}?utm=mail")
    assert "<h1>The mayor</h1>" in client.get(address).content.decode()


def test_a_merged_name_shares_the_page_of_its_source(
    client: Client, mayor: Publication, edith: User, mona: User
) -> None:
    claim = make_queued_claim(edith)
    person = Source.objects.create(name="Ada Okafor", key=Source.key_of("Ada Okafor"), kind="person")
    Attribution.objects.filter(appearance__claim=claim).update(name=person.name, source=person)
    assert publish_claim_text(claim, edith, mona).claimant == "Ada Okafor"
    number = source_number(mayor)
    assert public_page_text(client, "source", number, "the-mayor").count("headline__title") == 1
    merge_sources(source_id=number, into_id=person.pk, editor=edith)
    address = f"/sources/{person.pk}-ada-okafor/"
    assert client.get(f"/sources/{number}-the-mayor/")["Location"] == address
    html = client.get(address).content.decode()
    assert html.count("headline__title") == 2
    assert "The ratings of 2 verdicts" in html
    assert f'<a href="/sources/{person.pk}-the-mayor/">' in public_page_text(client, "verdict", mayor.claim_id)
    for name in ("Ada Okafor", "The mayor"):
        assert len(client.get(reverse("feed_json"), {"source": name}).json()["items"]) == 2
    split_source(source_id=number, editor=edith)
    assert public_page_text(client, "source", number, "the-mayor").count("headline__title") == 1


def test_a_source_without_a_published_verdict_is_not_found(
    client: Client, mayor: Publication, edith: User, mona: User
) -> None:
    number = source_number(mayor)
    assert client.get(f"/sources/{number}-the-mayor/").status_code == 200
    withdraw_verdict(claim_id=mayor.claim_id, moderator=mona, reason="She never said it.")
    make_submitted_verdict(edith)
    for path in (f"/sources/{number}-the-mayor/", "/sources/99999999999999999999/", "/sources/0/"):
        assert client.get(path).status_code == 404


def test_a_name_that_was_taken_out_has_no_page(client: Client, mayor: Publication, ada: User) -> None:
    number = source_number(mayor)
    redact_passage(claim_id=mayor.claim_id, passage="The mayor", reason="request", by=ada)
    assert client.get(f"/sources/{number}-the-mayor/").status_code == 404
    html = public_page_text(client, "verdict", mayor.claim_id)
    assert "/sources/" not in html
    for source in Source.objects.values_list("pk", flat=True):
        assert client.get(f"/sources/{source}/").status_code == 404
