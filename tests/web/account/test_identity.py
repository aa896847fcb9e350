"""The page of the identity: the form, its refusals, hostile logos, and the way back."""

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from claims.models import DeskIdentity, Logo, User
from tests.desk_look import Commits
from tests.sample_images import make_bomb, make_image

FORM: dict[str, Any] = {"name": "Facts", "time_zone": "UTC", "language": "en", "languages": ["en"], "accent": "7A1F3D"}


@pytest.fixture
def admin_client(client: Client, ada: User) -> Client:
    client.force_login(ada)
    return client


def upload(data: bytes, name: str = "logo.png") -> dict[str, Any]:
    return {**FORM, "logo": SimpleUploadedFile(name, data, "image/png")}


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HOSTILE = {
    "svg": SVG,
    "svg-as-png": b"\x89PNG\r\n\x1a\n" + SVG,
    "html": b"<html><script>alert(1)</script>",
    "bomb": make_bomb(60_000, 60_000),
    "cut": make_image()[:40],
    "pdf": b"%PDF-1.7\n%%EOF",
    "empty-start": b"\0" * 100,
    "too-large": b"\xff\xd8\xff" + b"\0" * 2_000_001,
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE)
def test_what_is_no_logo_is_refused_beside_its_field(admin_client: Client, data: bytes) -> None:
    response = admin_client.post("/identity/", upload(data))
    assert response.status_code == 422
    assert response.context["form"].errors.keys() == {"logo"}
    assert not Logo.objects.exists()
    assert not DeskIdentity.objects.exists()


def test_a_logo_is_drawn_anew_and_shown_in_place_of_the_name(admin_client: Client, commits: Commits) -> None:
    polyglot = make_image() + b"<script>alert(1)</script>"
    with commits():
        assert admin_client.post("/identity/", upload(polyglot, "x.html")).status_code == 302
    logo = Logo.objects.get()
    assert b"<script>" not in bytes(logo.data)
    page = Client().get("/").text
    assert f'src="/look/{logo.sha256}.png" width="{logo.width}"' in page
    assert 'alt="Facts"' in page
    answer = Client().get(f"/look/{logo.sha256}.png")
    assert Image.open(BytesIO(answer.content)).format == "PNG"


def test_name_tagline_and_colour_reach_the_public_pages(admin_client: Client, commits: Commits) -> None:
    with commits():
        admin_client.post("/identity/", FORM | {"tagline": "Checked twice"})
    page = Client().get("/").text
    assert "Checked twice" in page
    assert 'href="/look/7a1f3d-' in page
    assert "Facts</title>" in page
    assert "<title>Facts</title>" in Client().get("/feeds/atom.xml").text


def test_a_light_colour_is_refused_with_what_to_do(admin_client: Client) -> None:
    response = admin_client.post("/identity/", FORM | {"accent": "#ffee00"})
    assert response.status_code == 422
    assert "Choose a darker colour." in response.text


def test_an_earlier_version_is_restored_by_its_button(admin_client: Client, commits: Commits) -> None:
    for name in ("Facts", "Figures"):
        with commits():
            admin_client.post("/identity/", FORM | {"name": name})
    page = admin_client.get("/identity/").text
    first = DeskIdentity.objects.get(name="Facts").pk
    assert f'action="/identity/{first}/restore/"' in page
    with commits():
        assert admin_client.post(f"/identity/{first}/restore/").status_code == 302
    assert "Facts</title>" in Client().get("/").text
