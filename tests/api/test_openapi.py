"""The OpenAPI document: what it says is what it said, unless somebody means to change it.

To renew the snapshot: ``python manage.py spectacular --validate --fail-on-warn --file tests/api/openapi.yaml``.
"""

from pathlib import Path

from django.core.management import call_command

SNAPSHOT = Path(__file__).with_name("openapi.yaml")


def test_the_document_changes_only_on_purpose(tmp_path: Path):
    now = tmp_path / "openapi.yaml"
    call_command("spectacular", "--validate", "--fail-on-warn", "--file", str(now))
    assert now.read_text() == SNAPSHOT.read_text(), __doc__
