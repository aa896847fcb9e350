"""The export of corrected readings."""

import json
from io import StringIO
from typing import Any

from django.core.management import call_command

from claims.models import User
from claims.services.reading_corrections import AttributionInput, correct_reading
from tests.stories import make_detected_claim


def exported() -> list[dict[str, Any]]:
    out = StringIO()
    call_command("export_readings", stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_only_articles_with_a_corrected_claim_are_exported(edith: User) -> None:
    make_detected_claim(edith)
    claim = make_detected_claim(edith)
    correct_reading(
        claim_id=claim.pk,
        editor=edith,
        version=claim.version,
        chain=[AttributionInput("parks office", "organisation")],
        quantities=[],
        hedged=False,
        assertion="asserted",
    )
    (article,) = exported()
    (claim_data,) = article["claims"]
    assert article["text"][claim_data["start"] : claim_data["end"]] == claim_data["exact"]
    assert [source["name"] for source in claim_data["sources"]] == ["parks office"]
    assert (claim_data["corrected"], claim_data["status"], claim_data["quantities"]) == (True, "detected", [])


def test_a_desk_without_corrections_exports_nothing(edith: User) -> None:
    make_detected_claim(edith)
    assert exported() == []
