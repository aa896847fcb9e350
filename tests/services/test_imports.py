"""A worker imports feeds of moderators once, and reports progress and refused entries."""

import hashlib
import json
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from claims.bounds import MAX_FEED_BYTES
from claims.models import Event, FactCheck, Import, ImportRow, Match, User
from claims.refusals import BadValue, Conflict, EmptyText, NotAllowed, TextTooLong
from claims.selectors.imports import list_archives, list_kept_rows
from claims.services import task_wakeups
from claims.services.imports import (
    RUN_TASK,
    _begin_import,
    confirm_import,
    create_file_import,
    create_url_import,
    map_import,
    undo_import,
)
from claims.services.matches import confirm_match
from claims.tasks import dispatch_readings, run_import
from tests.api.api_clients import API_ROOT, api_client
from tests.claimreview_samples import claimreview_sample
from tests.stories import make_taken_claim

FEED = json.dumps([claimreview_sample(1), None, {"@type": "Thing"}]).encode()


def make_import(by: User, data: bytes = FEED) -> Import:
    return create_file_import(name="checks.json", data=data, by=by)


def reloaded(run: Import) -> Import:
    return Import.objects.get(pk=run.pk)


def test_a_feed_is_imported_once_with_a_report_of_refused_entries(mona: User) -> None:
    run = make_import(mona)
    run_import(run.pk)
    run_import(run.pk)
    done = reloaded(run)
    assert (done.state, done.attempts, done.data) == ("done", 1, None)
    assert (done.report["read"], done.report["added"]) == (3, 1)
    assert done.report["refused"] == {"empty": 1, "not_a_claimreview": 1}
    assert FactCheck.objects.count() == 1


def test_a_file_that_is_no_feed_fails_and_imports_nothing(mona: User) -> None:
    run = make_import(mona, b"<html>")
    run_import(run.pk)
    assert reloaded(run).state == "failed"
    assert "no ClaimReview" in reloaded(run).error


def test_an_interrupted_import_is_started_three_times(mona: User) -> None:
    run = make_import(mona)
    for times in range(1, 4):
        with time_machine.travel(timezone.now() + timedelta(hours=times)):
            assert _begin_import(run.pk)
            assert _begin_import(run.pk) is None  # it is being run
    with time_machine.travel(timezone.now() + timedelta(hours=5)):
        run_import(run.pk)
    assert (reloaded(run).state, reloaded(run).attempts) == ("failed", 3)


def test_the_sweep_runs_imports_whose_message_was_lost(mona: User, monkeypatch: Any) -> None:
    woken: list[tuple[Any, ...]] = []
    monkeypatch.setattr(task_wakeups, "send_task", lambda *what: woken.append(what))
    run = make_import(mona)
    dispatch_readings()
    assert (RUN_TASK, run.pk) in woken


def test_a_feed_is_imported_by_url(mona: User, monkeypatch: Any) -> None:
    monkeypatch.setattr("claims.services.imports.fetch_feed_file", lambda _url, into: into.write(FEED))
    run = create_url_import(url="https://feeds.example/checks.json", by=mona)
    run_import(run.pk)
    assert (reloaded(run).state, reloaded(run).total_bytes) == ("done", len(FEED))


def test_editors_and_invalid_feeds_are_refused(edith: User, mona: User) -> None:
    with pytest.raises(NotAllowed):
        make_import(edith)
    with pytest.raises(EmptyText):
        make_import(mona, b"")
    with pytest.raises(TextTooLong):
        make_import(mona, b" " * (MAX_FEED_BYTES + 1))


def test_a_file_is_submitted_on_the_page_that_shows_its_progress(client: Client, mona: User) -> None:
    client.force_login(mona)
    handed_in = client.post(reverse("imports"), {"file": SimpleUploadedFile("checks.json", FEED)}, follow=True)
    assert "The import will start soon." in handed_in.content.decode()
    run_import(Import.objects.get().pk)
    html = client.get(
        reverse("import", args=[Import.objects.get().pk]), headers={"HX-Request": "true"}
    ).content.decode()
    assert "1: the entry is not a ClaimReview" in html
    assert "hx-trigger" not in html


@pytest.mark.parametrize("address", ["", "ftp://feeds.example/", "javascript:alert(1)"])
def test_an_invalid_url_is_reported_beside_the_field(client: Client, mona: User, address: str) -> None:
    client.force_login(mona)
    answer = client.post(reverse("imports"), {"address": address})
    assert answer.status_code == 422
    assert "It must start with http:// or https://" in answer.content.decode()


def test_a_file_is_submitted_by_api_and_its_progress_read(mona: User) -> None:
    program = api_client(mona)
    file = SimpleUploadedFile("checks.json", FEED)
    response = program.post(f"{API_ROOT}/imports/", {"file": file}, format="multipart")
    assert response.status_code == 202
    run_import(response.json()["id"])
    assert program.get(response["Location"]).json()["report"]["added"] == 1


SHEET = """Claim;Link;Verdict;Date
The dam holds.;https://a.example/1;False;05/03/2018
"The dam ""broke"".";https://a.example/2;=1+1;13/03/2018
No page;;True;
"""


def check_sheet(by: User, data: str = SHEET, **options: Any) -> Import:
    run = create_file_import(name="sheet.csv", data=data.encode(), by=by, dry_run=True, **options)
    run_import(run.pk)
    return reloaded(run)


def counts(run: Import) -> tuple[int, ...]:
    return tuple(run.report[name] for name in ("read", "added", "changed", "unchanged"))


def test_a_sheet_is_checked_first_imported_once_and_undone(mona: User) -> None:
    run = check_sheet(mona)
    assert (run.state, run.format, counts(run)) == ("checked", "csv", (3, 2, 0, 0))
    assert run.report["refused"] == {"no_address": 1}
    assert FactCheck.objects.count() == 0
    confirm_import(import_id=run.pk, by=mona)
    run_import(run.pk)
    assert reloaded(run).state == "done"
    first, second = FactCheck.objects.order_by("url")
    assert (first.rating, str(first.reviewed), first.archive) == ("False", "2018-03-05", False)
    assert (second.claim_text, second.rating) == ('The dam "broke".', "=1+1")
    assert counts(check_sheet(mona)) == (3, 0, 0, 2)
    undo_import(import_id=run.pk, by=mona)
    assert FactCheck.objects.count() == 0
    assert Event.objects.get(verb="import.undone").data == {
        "feed": "sheet.csv", "run": run.pk, "removed": 2, "restored": 0, "kept": 0
    }  # fmt: skip
    with pytest.raises(Conflict):
        undo_import(import_id=run.pk, by=mona)


def import_sheet(by: User, data: str, **options: Any) -> Import:
    run = check_sheet(by, data, **options)
    confirm_import(import_id=run.pk, by=by)
    run_import(run.pk)
    return reloaded(run)


def test_undo_restores_what_changed_and_keeps_what_people_work_with(edith: User, mona: User) -> None:
    import_sheet(mona, SHEET)
    run = import_sheet(mona, SHEET.replace(";False;", ";Wrong;").replace("No page;", "New;https://a.example/3"))
    assert counts(run)[1:] == (1, 1, 1)
    judged = FactCheck.objects.get(url="https://a.example/3")
    match = Match.objects.create(claim=make_taken_claim(edith), fact_check=judged, score=0.5)
    confirm_match(match_id=match.pk, editor=edith)
    undone = undo_import(import_id=run.pk, by=mona)
    assert [undone.report[name] for name in ("removed", "restored", "kept")] == [0, 1, 1]
    assert FactCheck.objects.get(url="https://a.example/1").rating == "False"
    assert list_kept_rows(undone)[0].fact_check == judged


def test_undo_keeps_what_a_later_import_changed(mona: User) -> None:
    first = import_sheet(mona, SHEET)
    import_sheet(mona, SHEET.replace(";False;", ";Wrong;"))
    undone = undo_import(import_id=first.pk, by=mona)
    assert [undone.report[name] for name in ("removed", "kept")] == [1, 1]
    assert FactCheck.objects.get().rating == "Wrong"


def test_the_archive_of_the_desk_is_marked_as_not_signed(mona: User) -> None:
    import_sheet(mona, SHEET, archive=True)
    old = FactCheck.objects.get(url="https://a.example/1")
    assert (old.archive, old.publisher, str(old.reviewed)) == (True, "The Fact-Check Desk", "2018-03-05")
    event = Event.objects.get(verb="fact_checks.imported")
    assert (event.data["archive"], event.data["sha256"]) == (True, hashlib.sha256(SHEET.encode()).hexdigest())
    assert list_archives()[0].sha256 == event.data["sha256"]


def test_columns_are_chosen_by_hand(mona: User) -> None:
    run = check_sheet(mona, "a,b,c\nThe dam holds.,x,https://a.example/1\n")
    assert (run.state, run.mapping) == ("mapping", {"url": "c"})
    for mapping in ({"claim_text": "a"}, {"claim_text": "a", "url": "z"}, {"claim_text": "a", "url": "c", "x": "b"}):
        with pytest.raises(BadValue):
            map_import(import_id=run.pk, mapping=mapping, by=mona)
    map_import(import_id=run.pk, mapping={"claim_text": "a", "url": "c", "rating": ""}, by=mona)
    run_import(run.pk)
    assert counts(reloaded(run)) == (1, 1, 0, 0)


def test_a_killed_import_goes_on_behind_its_last_row(mona: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("claims.services.import_rows.BATCH_ROWS", 2)
    feed = json.dumps([claimreview_sample(number) for number in range(7)]).encode()
    run = make_import(mona, feed)
    stored = ImportRow.objects.bulk_create

    def die(rows: list[ImportRow]) -> None:
        if rows[0].position > 4:
            raise SystemExit
        stored(rows)

    with monkeypatch.context() as patch:
        patch.setattr(ImportRow.objects, "bulk_create", die)
        with pytest.raises(SystemExit):
            run_import(run.pk)
    assert (reloaded(run).state, reloaded(run).rows_read) == ("running", 4)
    with time_machine.travel(timezone.now() + timedelta(hours=1)):
        run_import(run.pk)
    assert (reloaded(run).state, counts(reloaded(run))) == ("done", (7, 7, 0, 0))
    assert FactCheck.objects.count() == 7


def test_a_sheet_is_imported_on_the_pages(client: Client, mona: User) -> None:
    client.force_login(mona)
    file = SimpleUploadedFile("sheet.csv", b"a,b,=c\n<b>Dam,x,https://a.example/1\n=Bread,y,no\n")
    page = client.post(reverse("imports"), {"file": file, "archive": "on"}, follow=True)
    run = Import.objects.get()
    run_import(run.pk)
    html = client.get(reverse("import", args=[run.pk])).content.decode()
    assert "Which column is which?" in html
    refused = client.post(reverse("import_map", args=[run.pk]), {"claim_text": "a"})
    assert (refused.status_code, "Choose the columns" in refused.content.decode()) == (422, True)
    client.post(reverse("import_map", args=[run.pk]), {"claim_text": "a", "url": "=c"})
    run_import(run.pk)
    html = client.get(reverse("import", args=[run.pk])).content.decode()
    assert "not signed by this desk" in html
    assert "Dam" in html
    table = client.get(reverse("import_refused", args=[run.pk])).getvalue().decode()
    assert table.splitlines()[1] == "2,3,the URL is missing,'=Bread"
    client.post(reverse("import_confirm", args=[run.pk]))
    run_import(run.pk)
    client.post(reverse("import_undo", args=[run.pk]))
    assert "The import was undone: 1 removed" in client.get(reverse("import", args=[run.pk])).content.decode()
    assert page.status_code == 200


def test_the_command_imports_and_undoes_a_sheet(db: None, tmp_path: Path) -> None:
    path, out = tmp_path / "sheet.csv", StringIO()
    path.write_text(SHEET.replace("Claim;", "Foo;"))
    with pytest.raises(CommandError, match="--map: Foo, Link"):
        call_command("import_sheet", str(path), stdout=out)
    call_command("import_sheet", str(path), "--map", "claim_text=Foo", stdout=out)
    run = Import.objects.get(state="done")
    assert out.getvalue().splitlines()[0] == f"Import {run.pk}: 3 read: 2 added, 0 changed, 0 unchanged, 1 left out"
    call_command("import_sheet", "--undo", str(run.pk), stdout=out)
    assert out.getvalue().splitlines()[-1] == "2 removed, 0 restored, 0 kept"


def test_a_feed_that_changed_between_two_attempts_is_read_anew(mona: User, monkeypatch: pytest.MonkeyPatch) -> None:
    served = ["a,b,c\nThe dam holds.,x,https://a.example/1\n", "a,b,c\nThe dam broke.,x,https://a.example/1\n"]
    monkeypatch.setattr(
        "claims.services.imports.fetch_feed_file", lambda _url, into: into.write(served.pop(0).encode())
    )
    expected = hashlib.sha256(served[1].encode()).hexdigest()
    run = create_url_import(url="https://feeds.example/checks.csv", by=mona, archive=True)
    run_import(run.pk)
    map_import(import_id=run.pk, mapping={"claim_text": "a", "url": "c"}, by=mona)
    run_import(run.pk)
    assert (reloaded(run).state, reloaded(run).sha256) == ("done", expected)
    assert FactCheck.objects.get().claim_text == "The dam broke."


def test_what_the_database_cannot_store_is_left_out_of_a_table(mona: User) -> None:
    row = '{"claim": "The \\u0000dam", "url": "none", "%s": "\\ud800x"}' % ("long name " * 50)
    run = check_sheet(mona, f"[{row}]")
    assert run.report["examples"] == {"no_address": ["1: The dam"]}
    assert (run.columns[:2], list(run.sample[0].values())[2]) == (["claim", "url"], "x")


def test_an_entry_that_is_left_out_is_named_by_its_number_and_its_line(mona: User) -> None:
    run = check_sheet(mona, "My checks\n\nclaim,url,rating\nThe dam,,False\n")
    assert run.report["examples"] == {"no_address": ["1 (4): The dam"]}
