"""The desk's statements as a script for pgbench."""

import re

import pytest

from benchmarks.replayed_statements import write_replay
from claims.models import User
from tests.stories import make_queued_claim

pytestmark = pytest.mark.django_db


def test_the_script_takes_and_releases_whatever_claim_waits(edith: User, mona: User) -> None:
    claim = make_queued_claim(edith)
    editor = next(person for person in (edith, mona) if person.pk != claim.pk)
    script = write_replay(editor, first_editor=7)
    assert script.count("BEGIN;") == script.count("COMMIT;") == 2
    assert re.search(r"SKIP LOCKED \\gset claim_$", script, re.MULTILINE)
    assert 'UPDATE "claims_claim" SET "status" = \'in_review\', "version" = (:claim_version + 1)' in script
    assert '"version" = (:claim_version + 2)' in script
    assert '"claims_claim"."id" = :claim_id' in script
    assert "'claim.taken', (7 + :client_id)" in script
    claim.refresh_from_db()
    assert claim.status == "queued"


def test_an_empty_queue_has_nothing_to_record(edith: User) -> None:
    with pytest.raises(ValueError, match="No claim waits"):
        write_replay(edith, first_editor=7)
