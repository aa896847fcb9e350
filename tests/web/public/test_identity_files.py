"""Logo and stylesheet: kept for good by every cache, harmless as pages of their own, and without cookies."""

from hashlib import sha256
from typing import Any

import pytest
from django.test import Client

from claims.accent_colours import name_accent_file
from claims.models import Logo
from tests.sample_images import make_image


@pytest.fixture
def addresses(db: None) -> list[str]:
    image = make_image()
    logo = Logo.objects.create(sha256=sha256(image).hexdigest(), data=image, width=4, height=3)
    return [f"/look/{logo.pk}.png", f"/look/{name_accent_file('#7a1f3d')}.css"]


def test_answers_are_fixed_and_harmless(
    client: Client, addresses: list[str], django_assert_max_num_queries: Any
) -> None:
    for address in addresses:
        with django_assert_max_num_queries(1):
            response = client.get(address)
        assert response.status_code == 200
        assert response["Cache-Control"] == "public, max-age=31536000, immutable"
        assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert response["X-Content-Type-Options"] == "nosniff"
        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")
        known = client.get(address, headers={"if-none-match": response["ETag"]})
        assert (known.status_code, known.content) == (304, b"")
        assert known["Content-Security-Policy"] == "default-src 'none'; sandbox"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [
        f"/look/{'a' * 64}.png", "/look/x.png", "/look/7a1f3d.css", "/look/ffff00-0000000000000000.css",
        "/look/7a1f3d-0000000000000000.css", f"/look/{'7' * 300}.css",
    ],
)  # fmt: skip
def test_other_addresses_do_not_exist(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404
