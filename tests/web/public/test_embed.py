"""A verdict in somebody else's page."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import Publication, User
from claims.services.publications import withdraw_verdict
from tests.stories import make_publication, make_submitted_verdict
from tests.web.public.test_verdicts import make_correction

DESK_URL = "https://desk.example"


@pytest.fixture
def published(edith: User, mona: User, settings: Any) -> Publication:
    settings.BASE_URL = DESK_URL
    return make_publication(edith, mona)


def embed_card_text(client: Client, publication: Publication) -> str:
    answer = client.get(reverse("embed", args=[publication.claim_id]))
    assert answer.status_code == 200
    return answer.content.decode()


def oembed(client: Client, **query: Any) -> Any:
    return client.get(reverse("oembed"), query)


def test_a_card_stands_in_any_frame_and_runs_no_script(client: Client, published: Publication) -> None:
    answer = client.get(reverse("embed", args=[published.claim_id]))
    policy = dict(part.split(" ", 1) for part in answer["Content-Security-Policy"].split("; ") if " " in part)
    assert policy["frame-ancestors"] == "*"
    assert policy["default-src"] == "'none'"
    assert "X-Frame-Options" not in answer
    assert "<script" not in answer.content.decode()
    assert "Cookie" not in answer.get("Vary", "")


def test_no_other_page_stands_in_a_frame(client: Client, published: Publication) -> None:
    answer = client.get(reverse("verdict", args=[published.claim_id]))
    assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]
    assert answer["X-Frame-Options"] == "DENY"


def test_a_card_says_what_holds_now(client: Client, published: Publication, edith: User, mona: User) -> None:
    html = embed_card_text(client, published)
    assert published.claim_text in html
    assert "Mostly true" in html
    assert f'href="{DESK_URL}/verdicts/{published.claim_id}/"' in html
    make_correction(published, edith, mona)
    html = embed_card_text(client, published)
    assert "Corrected: We had counted two trees twice." in html
    assert "Mostly true" not in html
    withdraw_verdict(claim_id=published.claim_id, moderator=mona, reason="Nobody <b>counted</b>.")
    html = embed_card_text(client, published)
    assert "This verdict was withdrawn" in html
    assert "Nobody &lt;b&gt;counted&lt;/b&gt;." in html
    assert "Far fewer." not in html


def test_nothing_unpublished_has_a_card(client: Client, edith: User) -> None:
    waiting = make_submitted_verdict(edith)
    assert client.get(reverse("embed", args=[waiting.claim_id])).status_code == 404


@pytest.mark.parametrize("path", ["/verdicts/{}/", "/verdicts/{}/revisions/1/", "/verdicts/{}/?utm=x#history"])
def test_oembed_offers_the_card_of_a_verdict(client: Client, published: Publication, path: str) -> None:
    answer = oembed(client, url=DESK_URL + path.format(published.claim_id), format="json")
    offer = answer.json()
    assert (offer["type"], offer["version"], offer["title"]) == ("rich", "1.0", published.claim_text)
    frame = re.fullmatch(r'<iframe src="([^"]+)" width="(\d+)" height="(\d+)" [^>]*></iframe>', offer["html"])
    assert frame is not None
    assert frame[1] == f"{DESK_URL}/embed/{published.claim_id}/"
    assert (int(frame[2]), int(frame[3])) == (offer["width"], offer["height"])
    assert "<script" not in offer["html"]


def test_oembed_keeps_within_the_room_there_is(client: Client, published: Publication) -> None:
    url = f"{DESK_URL}/verdicts/{published.claim_id}/"
    offer = oembed(client, url=url, maxwidth=400, maxheight=250).json()
    assert (offer["width"], offer["height"]) == (400, 250)


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({}, 400),
        ({"url": "no address"}, 400),
        ({"url": f"{DESK_URL}/verdicts/1/", "maxwidth": "wide"}, 400),
        ({"url": f"{DESK_URL}/verdicts/1/", "format": "xml"}, 501),
        ({"url": f"{DESK_URL}/verdicts/999999/"}, 404),
        ({"url": f"{DESK_URL}/moderation/"}, 404),
        ({"url": f"{DESK_URL}/nowhere"}, 404),
        ({"url": "https://elsewhere.example/verdicts/1/"}, 404),
        ({"url": f"{DESK_URL}/verdicts/99999999999999999999/"}, 404),
    ],
)
def test_oembed_offers_nothing_else(client: Client, published: Publication, query: dict[str, str], status: int) -> None:
    assert oembed(client, **query).status_code == status
