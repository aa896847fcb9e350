"""An admin takes words out of a published verdict: no door shows them, and the log still proves everything else."""

import json
from collections.abc import Iterator
from contextlib import suppress
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import NoReverseMatch, reverse

from claims.log.__main__ import main
from claims.models import Claim, IdempotentResponse, LogEntry, Publication, Removal, User
from claims.refusals import BadValue, NotAllowed, NotFound, ReasonMissing
from claims.selectors.desk_search import search_desk
from claims.services.exports import EXPORTS, export_path
from claims.services.log_signing import public_signing_key
from claims.services.moderation import approve_verdict
from claims.services.publications import publish_verdict, withdraw_verdict
from claims.services.redactions import redact_passage
from claims.services.removals import remove_data
from claims.services.verdicts import save_draft, submit_verdict
from claims.tasks import write_exports
from tests.management.test_verify_log import verify_result, without_triggers
from tests.services.test_removed_articles import list_words
from tests.stories import (
    make_publication,
    make_taken_claim,
    make_written_draft,
    newest_publication,
)
from tests.test_routes import ROUTES
from tests.web.public.test_verdicts import make_correction

WORDS = "parks office"
"""Words of the justification, an answer and a quote."""


@pytest.fixture
def published(edith: User, mona: User) -> Publication:
    """A verdict with a correction."""
    return make_correction(make_publication(edith, mona), edith, mona)


@pytest.fixture(autouse=True)
def _own_directory(settings: Any, tmp_path: Path) -> None:
    cache.clear()
    settings.EXPORT_DIR = tmp_path / "exports"


def redact(publication: Publication, by: User, passage: str = WORDS, **words: Any) -> Publication:
    redact_passage(claim_id=publication.claim_id, passage=passage, by=by, **{"reason": "law", **words})
    return newest_publication(publication.claim_id)


def exported_log() -> str:
    out = StringIO()
    call_command("export_log", stdout=out)
    return out.getvalue()


FILES = ("log_lines", "datafeed", "api:schema", "api:quick-start")
"""Routes that send the files of exports, which are read from their directory, and two with examples."""


def list_addresses(claim_id: int) -> Iterator[str]:
    """Every page, feed and resource that needs no number, and all those about this claim and its revisions."""
    values = {"claim_id": claim_id, "subject": claim_id, "number": 1, "revision": 1}
    for name, route in ROUTES.items():
        if not route.pattern.converters.keys() <= values.keys() or name.startswith(("admin:", *FILES)):
            continue
        with suppress(NoReverseMatch):
            yield reverse(name, kwargs={key: values[key] for key in route.pattern.converters})
    yield reverse("verdict", args=[claim_id])
    for number in range(2, 5):
        yield reverse("verdict_revision", args=[claim_id, number])
        yield reverse("api:claimreview", args=[claim_id, number])
    address = f"http://localhost:8000{reverse('verdict', args=[claim_id])}"
    yield from (
        "/?q=counted", "/feeds/atom.xml?q=counted", "/feeds/claimreview.json?since=0", f"/oembed?url={address}",
        "/api/v1/publications/?q=counted", "/api/v1/search/?q=counted", "/v1alpha1/claims:search?query=trees",
    )  # fmt: skip


def read_doors(client: Client, claim_id: int) -> dict[str, str]:
    """What each door shows, by address."""
    write_exports()
    answers = {
        address: client.get(address, follow=address.startswith("/verdicts/")) for address in list_addresses(claim_id)
    }
    assert 500 not in {answer.status_code for answer in answers.values()}
    texts = {
        address: b"".join(answer).decode() if answer.streaming else answer.text for address, answer in answers.items()
    }
    return texts | {name: export_path(name).read_text() for name in EXPORTS}


def test_no_door_shows_the_words(published: Publication, ada: User, client: Client) -> None:
    client.force_login(ada)
    for name in ("verdict", "claim", "api:publication"):
        assert WORDS in client.get(reverse(name, args=[published.claim_id]), follow=True).text.lower()
    redact(published, ada)
    doors = read_doors(client, published.claim_id)
    assert [address for address, text in doors.items() if WORDS in text.lower()] == []
    assert "The [removed] counted 298." in doors[reverse("verdict", args=[published.claim_id])]
    assert "A court or a law requires it" in doors[reverse("verdict", args=[published.claim_id])]
    assert WORDS not in list_words().lower()
    assert [hit for hit in search_desk(WORDS, ada) if hit.kind != "articles"] == []


def test_words_of_a_headline_leave_the_address_too(edith: User, mona: User, ada: User, client: Client) -> None:
    claim = make_taken_claim(edith)
    draft = make_written_draft(claim, edith)
    texts = {name: getattr(draft, name) for name in ("rating", "summary", "justification")}
    headline = "The mayor’s son felled two trees"
    save_draft(claim_id=claim.pk, editor=edith, version=draft.version, headline=headline, **texts)
    submit_verdict(claim_id=claim.pk, editor=edith)
    approve_verdict(claim_id=claim.pk, moderator=mona)
    publish_verdict(claim_id=claim.pk, moderator=mona)
    newest = redact(newest_publication(claim.pk), ada, "mayor’s son")
    assert (newest.headline, newest.get_absolute_url()) == (
        "The [removed] felled two trees", f"/verdicts/{claim.pk}/",
    )  # fmt: skip
    doors = read_doors(client, claim.pk)
    assert [address for address, text in doors.items() if "mayors-son" in text or "mayor’s son" in text] == []
    assert verify_result()[0].startswith("whole")


def test_stored_responses_with_the_words_go(published: Publication, ada: User) -> None:
    for key, text in (("kept", "the town office"), ("gone", "the parks\noffice")):
        IdempotentResponse.objects.create(user=ada, key=key, body=json.dumps({"results": [{"text": text}]}))
    redact(published, ada)
    assert [row.key for row in IdempotentResponse.objects.all()] == ["kept"]


def test_the_log_proves_everything_else(
    published: Publication, edith: User, mona: User, ada: User, tmp_path: Path
) -> None:
    make_publication(edith, mona)
    earlier, hashes = exported_log(), list(LogEntry.objects.values_list("entry_sha256", flat=True))
    newest = redact(published, ada)
    assert list(LogEntry.objects.values_list("entry_sha256", flat=True))[:3] == hashes
    assert (newest.kind, newest.revision, newest.claim.publication) == ("redacted", 3, newest)
    redaction = newest.redaction or {}
    assert ([row["sequence"] for row in redaction["entries"]], redaction["reason"]) == ([1, 2], "law")
    redact(published, ada, "298 trees")
    make_publication(edith, mona)
    assert verify_result()[0].startswith("whole: entries: 6")
    (tmp_path / "log").write_text(exported_log())
    (tmp_path / "old").write_text(earlier)
    (tmp_path / "key").write_text(json.dumps(public_signing_key()))
    paths = [str(tmp_path / "log"), "--key", str(tmp_path / "key"), "--earlier", str(tmp_path / "old")]
    assert main(paths) == 0
    write_exports()
    assert export_path("log.jsonl").read_text() == exported_log()


@pytest.mark.parametrize(
    ("change", "broken"),
    [
        ("UPDATE claims_publication SET summary = 'All is well.' WHERE revision = 1", "`summary` is not what was"),
        (
            'UPDATE claims_publication SET page = page || \'{"summary": "[removed]"}\' WHERE revision = 1',
            "`page` is not what its redaction left",
        ),
        (
            'UPDATE claims_publication SET redaction = redaction || \'{"reason": "x"}\' WHERE revision = 3',
            "`redaction` is not what was published",
        ),
        ("UPDATE claims_publication SET redaction = NULL WHERE revision = 3", "`redaction` is not what was published"),
    ],
)
def test_tampering_beside_a_redaction_is_found(published: Publication, ada: User, change: str, broken: str) -> None:
    redact(published, ada)
    with without_triggers() as run:
        run(change)
    assert any(broken in line for line in verify_result())


def test_words_that_come_back_are_found(published: Publication, ada: User) -> None:
    page = Publication.objects.get(revision=1).page
    redact(published, ada)
    with without_triggers() as run:
        run("UPDATE claims_publication SET page = %s WHERE revision = 1", [json.dumps(page)])
    lines = verify_result()
    assert any("`page` is not what its redaction left" in line for line in lines)
    assert any("`page` was redacted and does not show it" in line for line in lines)


def test_an_earlier_copy_shows_that_a_redaction_changed_more(
    published: Publication, ada: User, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "old").write_text(exported_log().replace("counted 298.", "counted 299."))
    redact(published, ada)
    (tmp_path / "log").write_text(exported_log())
    assert main([str(tmp_path / "log"), "--earlier", str(tmp_path / "old")]) == 1
    assert "the redaction of `page` changed more than it marks" in capsys.readouterr().err


def run_statement(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize(
    "change",
    [
        "summary = 'All is well.'",
        "summary = 'Two trees fewer, but [removed] far.'",
        "rating = 'false'",
        'page = page || \'{"summary": "All is well."}\'',
        "page = page - 'evidence'",
        "document = replace(document, 'Two trees', 'Three trees')",
        "published = now()",
        "redaction = '{}'",
    ],
)
def test_the_database_lets_a_removal_take_words_out_and_nothing_else(
    published: Publication, ada: User, change: str
) -> None:
    statement = f"UPDATE claims_publication SET {change} WHERE revision = 1"  # noqa: S608 - from the list above
    with pytest.raises(DatabaseError, match="publications stay"), transaction.atomic():
        run_statement(statement)
    Removal.objects.create(kind="passage", subject=published.claim_id, reason="law", removed_by=ada)
    with pytest.raises(DatabaseError, match="publications stay"), transaction.atomic():
        run_statement(statement)


def test_the_database_refuses_a_redaction_that_the_log_does_not_have(published: Publication, ada: User) -> None:
    Removal.objects.create(kind="passage", subject=published.claim_id, reason="law", removed_by=ada)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE claims_publication SET summary = '[removed]' WHERE revision = 1")
        with pytest.raises(DatabaseError, match="the log has no redaction"):
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_a_correction_does_not_bring_the_words_back(published: Publication, edith: User, mona: User, ada: User) -> None:
    redact(published, ada)
    redact(published, ada, "the mayor")
    corrected = make_correction(newest_publication(published.claim_id), edith, mona)
    assert corrected.kind == "corrected"
    words = f"{corrected.document} {json.dumps(corrected.page)} {corrected.claimant}".lower()
    assert WORDS not in words
    assert "mayor" not in words
    assert verify_result()[0].startswith("whole: entries: 5")


def test_a_withdrawn_verdict_stays_withdrawn(published: Publication, mona: User, ada: User) -> None:
    withdraw_verdict(claim_id=published.claim_id, moderator=mona, reason="The parks office had miscounted.")
    newest = redact(published, ada)
    assert (newest.kind, newest.note) == ("withdrawn", "The [removed] had miscounted.")
    assert verify_result()[0].startswith("whole: entries: 4")


def test_a_removed_verdict_is_gone_and_its_hashes_stay(published: Publication, ada: User, client: Client) -> None:
    claim_id = published.claim_id
    remove_data(kind="claim", subject=claim_id, reason="danger", by=ada)
    page = client.get(reverse("verdict", args=[claim_id]), follow=True)
    assert page.status_code == 410
    assert "Somebody is in danger" in page.text
    doors = read_doors(client, claim_id)
    secrets = ("298 trees", "300 trees", "mayor", "Trees for the town", WORDS)
    assert [address for address, text in doors.items() if any(secret in text for secret in secrets)] == []
    for name in ("publication", "revisions"):
        answer = client.get(reverse(f"api:{name}", args=[claim_id]))
        assert (answer.status_code, answer.json()["code"]) == (410, "verdict_removed")
    change = client.get("/api/v1/changes/").json()["results"][-1]
    assert (change["kind"], change["review"]) == ("removed", None)
    assert json.loads(doors["claimreview.json"])["dataFeedElement"][0]["dateDeleted"]
    assert verify_result()[0].startswith("whole: entries: 3")
    assert Claim.objects.get(pk=claim_id).status == "withdrawn"


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        ({"passage": "nowhere in it"}, BadValue),
        ({"passage": "x"}, BadValue),
        ({"passage": "300 trees were planted"}, BadValue),
        ({"reason": ""}, ReasonMissing),
        ({"reason": "whim"}, BadValue),
        ({"claim_id": 10**9}, NotFound),
    ],
)
def test_a_redaction_needs_words_and_a_reason(
    published: Publication, ada: User, words: dict[str, Any], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        redact_passage(**{"claim_id": published.claim_id, "passage": WORDS, "reason": "law", "by": ada, **words})
    assert not Removal.objects.exists()


def test_only_admins_redact(published: Publication, mona: User) -> None:
    with pytest.raises(NotAllowed):
        redact(published, mona)
