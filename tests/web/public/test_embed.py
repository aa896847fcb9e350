"""Verdicts embedded in other sites."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import Publication, User
from claims.services.publications import withdraw_verdict
from claims.services.translations import withdraw_translation
from tests.stories import make_publication, make_submitted_verdict
from tests.translation_stories import make_translation, take_correction_over
from tests.web.public.test_verdicts import make_correction

DESK_URL = "https://desk.example"


@pytest.fixture
def published_verdict(edith: User, mona: User, settings: Any) -> Publication:
    settings.BASE_URL = DESK_URL
    return make_publication(edith, mona)


def embed_card_text(client: Client, publication: Publication) -> str:
    response = client.get(reverse("embed", args=[publication.claim_id]))
    assert response.status_code == 200
    return response.content.decode()


def oembed(client: Client, **query: Any) -> Any:
    return client.get(reverse("oembed"), query)


def test_any_site_can_frame_a_card_which_runs_no_script(client: Client, published_verdict: Publication) -> None:
    response = client.get(reverse("embed", args=[published_verdict.claim_id]))
    policy = dict(part.split(" ", 1) for part in response["Content-Security-Policy"].split("; ") if " " in part)
    assert policy["frame-ancestors"] == "*"
    assert policy["default-src"] == "'none'"
    assert "X-Frame-Options" not in response
    assert "<script" not in response.content.decode()
    assert "Cookie" not in response.get("Vary", "")


def test_no_other_page_can_be_framed(client: Client, published_verdict: Publication) -> None:
    response = client.get(published_verdict.get_absolute_url())
    assert "frame-ancestors 'none'" in response["Content-Security-Policy"]
    assert response["X-Frame-Options"] == "DENY"


def test_a_card_shows_the_current_revision(
    client: Client, published_verdict: Publication, edith: User, mona: User
) -> None:
    html = embed_card_text(client, published_verdict)
    assert published_verdict.claim_text in html
    assert "Mostly true" in html
    assert f'href="{DESK_URL}{published_verdict.get_absolute_url()}"' in html
    make_correction(published_verdict, edith, mona)
    html = embed_card_text(client, published_verdict)
    assert "Corrected: We had counted two trees twice." in html
    assert "Mostly true" not in html
    withdraw_verdict(claim_id=published_verdict.claim_id, moderator=mona, reason="Nobody <b>counted</b>.")
    html = embed_card_text(client, published_verdict)
    assert "This verdict was withdrawn" in html
    assert "Nobody &lt;b&gt;counted&lt;/b&gt;." in html
    assert "Far fewer." not in html


def test_an_unpublished_verdict_has_no_card(client: Client, edith: User) -> None:
    waiting = make_submitted_verdict(edith)
    assert client.get(reverse("embed", args=[waiting.claim_id])).status_code == 404


@pytest.mark.parametrize(
    "path", ["/verdicts/{}/", "/verdicts/{}-any-words/", "/verdicts/{}/revisions/1/", "/verdicts/{}/?utm=x#history"]
)
def test_oembed_offers_the_card_of_a_verdict(client: Client, published_verdict: Publication, path: str) -> None:
    response = oembed(client, url=DESK_URL + path.format(published_verdict.claim_id), format="json")
    offer = response.json()
    assert (offer["type"], offer["version"], offer["title"]) == ("rich", "1.0", published_verdict.claim_text)
    frame = re.fullmatch(r'<iframe src="([^"]+)" width="(\d+)" height="(\d+)" [^>]*></iframe>', offer["html"])
    assert frame is not None
    assert frame[1] == f"{DESK_URL}/embed/{published_verdict.claim_id}/"
    assert (int(frame[2]), int(frame[3])) == (offer["width"], offer["height"])
    assert "<script" not in offer["html"]


def test_oembed_respects_the_maximum_size(client: Client, published_verdict: Publication) -> None:
    url = f"{DESK_URL}/verdicts/{published_verdict.claim_id}/"
    offer = oembed(client, url=url, maxwidth=400, maxheight=250).json()
    assert (offer["width"], offer["height"]) == (400, 250)
    assert "thumbnail_url" not in offer


def test_oembed_names_the_picture_of_a_verdict(client: Client, published_verdict: Publication) -> None:
    offer = oembed(client, url=f"{DESK_URL}/verdicts/{published_verdict.claim_id}/").json()
    assert (offer["thumbnail_width"], offer["thumbnail_height"]) == (1200, 630)
    picture = client.get(offer["thumbnail_url"].removeprefix(DESK_URL))
    assert picture["Content-Type"] == "image/png"


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({}, 400),
        ({"url": "no address"}, 400),
        ({"url": f"{DESK_URL}/verdicts/1/", "maxwidth": "wide"}, 400),
        ({"url": f"{DESK_URL}/verdicts/1/", "format": "xml"}, 501),
        ({"url": f"{DESK_URL}/verdicts/999999/"}, 404),
        ({"url": f"{DESK_URL}/verdicts/1/revisions/999999/"}, 404),
        ({"url": f"{DESK_URL}/fr/verdicts/1/"}, 404),
        ({"url": f"{DESK_URL}/moderation/"}, 404),
        ({"url": f"{DESK_URL}/nowhere"}, 404),
        ({"url": "https://elsewhere.example/verdicts/1/"}, 404),
        ({"url": f"{DESK_URL}/verdicts/99999999999999999999/"}, 404),
    ],
)
def test_oembed_refuses_other_requests(
    client: Client, published_verdict: Publication, query: dict[str, str], status: int
) -> None:
    assert oembed(client, **query).status_code == status


def test_the_card_of_a_translation_shows_its_words(
    client: Client, published_verdict: Publication, edith: User, mona: User
) -> None:
    french = make_translation(published_verdict, edith, mona)
    html = translation_card_text(client, french)
    assert '<html lang="en">' in html
    assert '<p class="headline__title" lang="fr">300 arbres ont été plantés.</p>' in html
    assert '<span lang="fr">Plutôt vrai</span>' in html
    assert f'<p lang="fr">{french.summary}</p>' in html
    assert f'href="{DESK_URL}{french.get_absolute_url()}"' in html
    assert "arbres" not in embed_card_text(client, published_verdict)
    for language in ("de", "en"):
        assert client.get(reverse("translation_embed", args=[language, french.claim_id])).status_code == 404


def test_the_card_of_a_translation_shows_the_original_while_it_lacks_a_correction(
    client: Client, published_verdict: Publication, edith: User, mona: User
) -> None:
    french = make_translation(published_verdict, edith, mona)
    corrected = make_correction(published_verdict, edith, mona)
    html = translation_card_text(client, french)
    assert "Corrected: We had counted two trees twice." in html
    assert "arbres" not in html
    assert f'href="{DESK_URL}{corrected.get_absolute_url()}"' in html
    newest = take_correction_over(corrected, edith, mona)
    assert "Corrected: Le compte était faux." in translation_card_text(client, french)
    withdraw_translation(claim_id=newest.claim_id, language="fr", moderator=mona, reason="Contresens.")
    html = translation_card_text(client, french)
    assert "Contresens." in html
    assert "Plutôt vrai" not in html


@pytest.mark.parametrize("path", ["/fr/verdicts/{}/", "/fr/verdicts/{}-any-words/", "/verdicts/{}/revisions/2/"])
def test_oembed_offers_the_card_of_a_translation(
    client: Client, published_verdict: Publication, edith: User, mona: User, path: str
) -> None:
    french = make_translation(published_verdict, edith, mona)
    offer = oembed(client, url=DESK_URL + path.format(french.claim_id)).json()
    assert offer["title"] == french.headline
    assert f'<iframe src="{DESK_URL}/fr/embed/{french.claim_id}/" ' in offer["html"]
    assert f"/pictures/{french.revision}-" in offer["thumbnail_url"]
    corrected = make_correction(published_verdict, edith, mona)
    offer = oembed(client, url=DESK_URL + path.format(french.claim_id)).json()
    assert offer["title"] == corrected.headline
    assert f"/fr/embed/{french.claim_id}/" in offer["html"]


def translation_card_text(client: Client, translation: Publication) -> str:
    response = client.get(reverse("translation_embed", args=[translation.language, translation.claim_id]))
    assert response.status_code == 200
    return response.content.decode()
