"""The OpenAPI document is equal to its snapshot.

To update the snapshot: ``python manage.py spectacular --validate --fail-on-warn --file tests/api/openapi.yaml``.
"""

from pathlib import Path

from django.core.management import call_command
from rest_framework.test import APIClient

SNAPSHOT = Path(__file__).with_name("openapi.yaml")


def test_the_document_is_served(db: None) -> None:
    for _ in range(2):
        answer = APIClient().get("/api/schema/", headers={"Accept": "application/vnd.oai.openapi"})
        assert answer["Content-Type"] == "application/vnd.oai.openapi; charset=utf-8"
        assert answer.content.decode() == SNAPSHOT.read_text()
    data = APIClient().get("/api/schema/?format=json").json()
    assert data["openapi"].startswith("3.1")


def test_the_document_matches_its_snapshot(tmp_path: Path) -> None:
    now = tmp_path / "openapi.yaml"
    call_command("spectacular", "--validate", "--fail-on-warn", "--file", str(now))
    assert now.read_text() == SNAPSHOT.read_text(), __doc__
