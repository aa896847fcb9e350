"""The picture of a verdict, its address in the page and in the ClaimReview, and addresses that are no longer right."""

import json
import re
from typing import Any

from django.test import Client

from claims.models import User
from claims.services.publications import withdraw_verdict
from tests.stories import make_publication


def test_page_and_claimreview_name_the_picture(client: Client, edith: User, mona: User, settings: Any) -> None:
    publication = make_publication(edith, mona)
    page = client.get(publication.get_absolute_url()).text
    address = re.findall(r'<meta property="og:image" content="([^"]+)">', page)[0]
    assert json.loads(publication.document)["image"] == address
    assert '<meta name="twitter:card" content="summary_large_image">' in page
    assert f'<meta property="og:image:alt" content="{publication.content.rating_label}: ' in page
    response = client.get(address.removeprefix(settings.BASE_URL))
    assert (response.status_code, response["Content-Type"]) == (200, "image/png")
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert not response.cookies
    again = client.get(address.removeprefix(settings.BASE_URL), headers={"if-none-match": response["ETag"]})
    assert again.status_code == 304


def test_a_picture_asks_few_queries(
    client: Client, edith: User, mona: User, django_assert_max_num_queries: Any, settings: Any
) -> None:
    address = json.loads(make_publication(edith, mona).document)["image"]
    with django_assert_max_num_queries(2):
        assert client.get(address.removeprefix(settings.BASE_URL)).status_code == 200


def test_another_hash_leads_to_the_picture_and_other_revisions_do_not_exist(
    client: Client, edith: User, mona: User
) -> None:
    publication = make_publication(edith, mona)
    base = f"/verdicts/{publication.claim_id}/pictures"
    response = client.get(f"{base}/1-0000000000000000.png")
    assert response.status_code == 302
    assert client.get(response["Location"]).status_code == 200
    assert client.get(f"{base}/2-0000000000000000.png").status_code == 404
    assert client.get(f"/verdicts/{2**31}/pictures/1-0.png").status_code == 404


def test_a_withdrawal_has_no_picture(client: Client, edith: User, mona: User) -> None:
    publication = make_publication(edith, mona)
    withdraw_verdict(claim_id=publication.claim_id, moderator=mona, reason="The count was wrong.")
    assert "og:image" not in client.get(publication.get_absolute_url()).text
    publication.claim.refresh_from_db()
    withdrawal = publication.claim.publication
    assert withdrawal
    assert "image" not in json.loads(withdrawal.document)
    assert client.get(f"/verdicts/{publication.claim_id}/pictures/2-0.png").status_code == 404
