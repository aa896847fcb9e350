"""What readers and programs see of a verdict in two languages: pages, lists, feeds, sitemaps and search."""

import json
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import Publication, User
from claims.services.publications import withdraw_verdict
from claims.services.translations import withdraw_translation
from tests.stories import make_publication
from tests.translation_stories import FRENCH, make_translation, take_correction_over
from tests.web.public.test_verdicts import JSON_LD, make_correction

IN_FRENCH = {"HTTP_ACCEPT_LANGUAGE": "fr"}
HREFLANG = re.compile(r'rel="alternate" hreflang="([^"]+)" href="https?://[^/]+([^"]+)"')


@pytest.fixture
def english(edith: User, mona: User) -> Publication:
    """A published verdict."""
    return make_publication(edith, mona)


@pytest.fixture
def french(english: Publication, edith: User, mona: User) -> Publication:
    """Its translation."""
    return make_translation(english, edith, mona)


def text_of(client: Client, path: str, **headers: Any) -> str:
    response = client.get(path, **headers)
    assert response.status_code == 200
    return response.content.decode()


def feed(client: Client, **query: str) -> dict[str, Any]:
    answer: dict[str, Any] = client.get(reverse("feed_json"), query).json()
    return answer


def search(client: Client, **query: str) -> list[str]:
    claims = client.get("/v1alpha1/claims:search", {"query": "arbres plantés trees planted", **query}).json()
    return [claim["claimReview"][0]["languageCode"] for claim in claims.get("claims", [])]


def test_the_pages_of_a_verdict_name_each_other(client: Client, english: Publication, french: Publication) -> None:
    paths = {"en": english.get_absolute_url(), "fr": french.get_absolute_url(), "x-default": english.get_absolute_url()}
    for publication in (english, french):
        html = text_of(client, publication.get_absolute_url())
        assert dict(HREFLANG.findall(html.split("</head>")[0])) == paths
    assert '<h1 class="verdict__claim" lang="fr">Les trois cents arbres</h1>' in html
    assert "This verdict is translated." in html
    document = json.loads(JSON_LD.findall(html)[0])
    assert (document["inLanguage"], document["translationOfWork"]["@type"]) == ("fr", "ClaimReview")
    assert client.get(f"/fr/verdicts/{english.claim_id}/").headers["Location"] == french.get_absolute_url()
    assert client.get(f"/de/verdicts/{english.claim_id}/").status_code == 404
    assert client.get(f"/en/verdicts/{english.claim_id}/").status_code == 404


def test_a_verdict_without_translations_names_no_language(client: Client, english: Publication) -> None:
    html = text_of(client, english.get_absolute_url())
    assert "hreflang" not in html
    assert "Languages of this verdict" not in html


def test_a_list_shows_each_verdict_once_and_in_the_language_of_the_visitor(
    client: Client, english: Publication, french: Publication
) -> None:
    in_french, in_english = text_of(client, "/", **IN_FRENCH), text_of(client, "/")
    assert french.get_absolute_url() in in_french
    assert f'"{english.get_absolute_url()}"' not in in_french
    assert english.get_absolute_url() in in_english
    assert french.get_absolute_url() not in in_english


def test_related_verdicts_are_in_the_language_of_the_visitor(
    client: Client, english: Publication, french: Publication, edith: User, mona: User
) -> None:
    path = make_publication(edith, mona).get_absolute_url()  # of the same source
    assert f'href="{french.get_absolute_url()}"' in text_of(client, path, **IN_FRENCH)
    assert f'href="{english.get_absolute_url()}"' in text_of(client, path)
    withdraw_translation(claim_id=english.claim_id, language="fr", moderator=mona, reason="A wrong word.")
    assert f'href="{english.get_absolute_url()}"' in text_of(client, path, **IN_FRENCH)


def test_a_search_finds_a_verdict_by_the_words_of_a_translation_and_shows_that(
    client: Client, english: Publication, french: Publication, edith: User, mona: User
) -> None:
    german = make_translation(
        english, edith, mona, "de", headline="Die Bäume", statement="300 Bäume wurden gepflanzt.", summary="Fast."
    )
    shown = {"arbres": french, "trees": english, "300": english, "Bäume": german}
    for query, publication in shown.items():
        assert find_addresses(client, query) == [publication.get_absolute_url()], query
        assert find_addresses(client, query, **IN_FRENCH) == [french.get_absolute_url()], query
    assert 'lang="fr"><a href="/fr/verdicts/' in text_of(client, "/?q=arbres")
    assert find_addresses(client, "arbres", rating="mostly_true") == [french.get_absolute_url()]
    assert find_addresses(client, "arbres", rating="false") == []
    make_correction(english, edith, mona)
    assert find_addresses(client, "arbres") == []


def test_programs_find_a_verdict_by_the_words_of_a_translation(
    client: Client, english: Publication, french: Publication
) -> None:
    for query, language in (
        ("q=arbres", "fr"),
        ("q=trees", "en"),
        ("q=arbres&lang=en", "en"),
        ("q=trees&lang=fr", "fr"),
    ):
        (row,) = client.get(f"/api/v1/publications/?{query}").json()["results"]
        assert row["language"] == language, query
    assert [item["_factcheck"]["language"] for item in feed(client, lang="fr", q="arbres")["items"]] == ["fr"]
    assert [item["_factcheck"]["language"] for item in feed(client, q="arbres")["items"]] == ["en"]


def find_addresses(client: Client, query: str, *, rating: str = "", **headers: Any) -> list[str]:
    html = text_of(client, f"/?q={query}&rating={rating}", **headers)
    return re.findall(r'<h2 class="headline__title" lang="\w+"><a href="([^"]+)">', html)


def test_evidence_keeps_the_language_of_the_original(client: Client, english: Publication, french: Publication) -> None:
    (item,) = english.content.evidence
    for publication in (english, french):
        html = text_of(client, publication.get_absolute_url(), **IN_FRENCH)
        assert f'<h3 class="evidence__question" data-number="1" lang="en">{item.question}</h3>' in html
        assert f'<p class="evidence__answer" lang="en">{item.answer}</p>' in html


def test_a_translation_that_is_behind_says_so_and_stands_in_for_nothing(
    client: Client, english: Publication, french: Publication, edith: User, mona: User
) -> None:
    corrected = make_correction(english, edith, mona)
    html = text_of(client, french.get_absolute_url())
    assert "This translation does not have that correction yet. The original counts." in html
    assert not JSON_LD.search(html)
    assert "<textarea" not in html
    assert corrected.get_absolute_url() in text_of(client, "/", **IN_FRENCH)
    assert search(client, languageCode="fr") == []
    (item,) = feed(client, lang="fr")["items"]
    assert "Cette traduction ne comporte pas encore cette correction." in item["content_html"]
    newest = take_correction_over(corrected, edith, mona)
    html = text_of(client, newest.get_absolute_url())
    assert "does not have that correction" not in html
    assert "Le compte était faux." in html
    assert newest.get_absolute_url() in text_of(client, "/", **IN_FRENCH)
    earlier = reverse("verdict_revision", args=[french.claim_id, french.revision])
    assert "There is a newer revision" in text_of(client, earlier)


def test_a_withdrawal_shows_on_the_page_of_the_translation(
    client: Client, english: Publication, french: Publication, mona: User
) -> None:
    withdraw_verdict(claim_id=english.claim_id, moderator=mona, reason="The count was made up.")
    html = text_of(client, french.get_absolute_url())
    assert "The count was made up." in html
    assert FRENCH["justification"] not in html
    assert "hreflang" not in html
    assert french.get_absolute_url() not in text_of(client, "/", **IN_FRENCH)
    assert search(client, languageCode="fr") == []


def test_a_withdrawn_translation_leaves_the_original(
    client: Client, english: Publication, french: Publication, mona: User
) -> None:
    withdraw_translation(claim_id=english.claim_id, language="fr", moderator=mona, reason="Contresens.")
    assert "Contresens." in text_of(client, french.get_absolute_url())
    assert "hreflang" not in text_of(client, english.get_absolute_url())
    assert english.get_absolute_url() in text_of(client, "/", **IN_FRENCH)


def test_a_feed_has_the_originals_or_one_language(client: Client, english: Publication, french: Publication) -> None:
    assert [item["title"] for item in feed(client)["items"]] == ["Mostly true: 300 trees were planted"]
    in_french = feed(client, lang="FR")
    assert in_french["language"] == "fr"
    assert in_french["feed_url"].endswith("?lang=fr")
    (item,) = in_french["items"]
    assert item["url"].endswith(french.get_absolute_url())
    assert item["id"].endswith(f"/fr/verdicts/{english.claim_id}/")
    assert (item["_factcheck"]["language"], item["_factcheck"]["translation"]) == ("fr", True)
    assert [item["_factcheck"]["language"] for item in feed(client, lang="en")["items"]] == ["en"]
    assert feed(client, lang="de")["items"] == []
    assert client.get(reverse("feed_atom"), {"lang": "klingon!"}).status_code == 422


def test_the_datafeed_and_the_changes_have_both_languages(
    client: Client, english: Publication, french: Publication
) -> None:
    items = client.get(reverse("datafeed"), {"since": "0"})
    body = b"".join(items).decode() if items.streaming else items.content.decode()
    assert '"inLanguage":"fr"' in body
    assert '"inLanguage":"en"' in body
    first, second = client.get(reverse("api:changes")).json()["results"]
    assert (first["language"], first["translation_of"]) == ("en", None)
    assert second["language"] == "fr"
    assert second["translation_of"].endswith(f"/verdicts/{english.claim_id}/")


def test_the_search_of_claims_finds_a_translation_by_its_language(
    client: Client, english: Publication, french: Publication
) -> None:
    assert search(client) == ["en"]
    assert search(client, languageCode="fr-FR") == ["fr"]
    assert search(client, languageCode="en") == ["en"]


def test_the_sitemap_names_each_page_with_its_languages(
    client: Client, english: Publication, french: Publication
) -> None:
    xml = text_of(client, reverse("sitemap_part", args=[0]))
    assert xml.count("<loc>") == 2
    assert xml.count('hreflang="fr"') == xml.count('hreflang="x-default"') == 2
    assert f"{french.get_absolute_url()}</loc>" in xml


def test_the_api_lists_originals_or_one_language(client: Client, english: Publication, french: Publication) -> None:
    (row,) = client.get("/api/v1/publications/").json()["results"]
    assert (row["language"], row["translation_of"]) == ("en", None)
    (row,) = client.get("/api/v1/publications/?lang=fr").json()["results"]
    assert row["url"].endswith(french.get_absolute_url())
    assert row["translation_of"].endswith(f"/verdicts/{english.claim_id}/")
    detail = client.get(row["href"]).json()
    assert (detail["language"], detail["headline"]) == ("fr", FRENCH["headline"])
    (translation,) = client.get(f"/api/v1/publications/{english.claim_id}/").json()["translations"]
    assert translation["url"] == row["url"]
    assert translation["behind_since"] is None
