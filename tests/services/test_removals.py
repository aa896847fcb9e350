"""An admin erases an account, or the words of a tip or a report; the database keeps the hash of what it was."""

import hashlib
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.db import DatabaseError, connection, transaction
from django.test import Client

from claims.event_data.retention import DataRemoved
from claims.models import Event, Removal, Report, Tip, Token, User
from claims.refusals import BadValue, NotAllowed, NotFound, ReasonMissing
from claims.services.removals import remove_data
from claims.services.reports import report_problem
from claims.services.tips import submit_tip
from claims.services.tokens import create_token
from claims.services.undo import undo_decision
from tests.people import PASSWORD
from tests.stories import make_publication


def row_sha256(table: str, key: int) -> str:
    """The hash as anybody computes it who has kept the row."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT to_jsonb(kept)::text FROM {table} AS kept WHERE id = %s", [key])  # noqa: S608
        return hashlib.sha256(cursor.fetchone()[0].encode()).hexdigest()


def test_a_tip_loses_its_words_and_keeps_their_hash(ada: User) -> None:
    tip = submit_tip(text="Is Ana Lima a thief?", email="reader@home.example", url="https://blog.example/lima")
    sha256 = row_sha256("claims_tip", tip.pk)
    event = remove_data(kind="tip", subject=tip.pk, reason="abuse", note="Libel.", by=ada)
    tip.refresh_from_db()
    assert (tip.text, tip.url, tip.email) == ("[removed]", "", "")
    assert Removal.objects.get().row_sha256 == sha256
    data = event.payload_as(DataRemoved)
    assert (data.reason, data.note, data.row_sha256) == ("abuse", "Libel.", sha256)
    with pytest.raises(NotFound):
        remove_data(kind="tip", subject=tip.pk, reason="abuse", by=ada)
    with pytest.raises(NotFound):
        undo_decision(event_id=event.pk, by=ada)


def test_a_report_loses_words_address_and_reporter(cora: User, edith: User, mona: User, ada: User) -> None:
    report = report_problem(
        publication=make_publication(edith, mona), reason="other", text="He lives there.", email="r@home.example",
        reporter=cora,
    )  # fmt: skip
    remove_data(kind="report", subject=report.pk, reason="danger", by=ada)
    report = Report.objects.get()
    assert (report.text, report.email, report.reporter) == ("[removed]", "", None)


def test_an_account_is_erased_and_what_it_did_stays(edith: User, mona: User, ada: User, client: Client) -> None:
    make_publication(edith, mona)
    create_token(user=edith)
    EmailAddress.objects.create(user=edith, email="edith@home.example")
    client.force_login(edith)
    address, events = edith.email, Event.objects.filter(actor=edith).count()
    remove_data(kind="account", subject=edith.pk, reason="request", by=ada)
    edith.refresh_from_db()
    assert (edith.name, edith.email, edith.is_active) == ("Former colleague", f"erased-{edith.pk}@invalid", False)
    assert not Token.objects.filter(user=edith).exists()
    assert not EmailAddress.objects.filter(user=edith).exists()
    assert not client.login(email=address, password=PASSWORD)
    assert client.get("/queue/").status_code == 302
    assert Event.objects.filter(actor=edith).count() == events > 0
    assert not Event.objects.filter(data__icontains=address).exists()


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        ({"reason": ""}, ReasonMissing),
        ({"reason": "whim"}, BadValue),
        ({"kind": "article"}, NotFound),
        ({"subject": 10**9}, NotFound),
    ],
)
def test_a_removal_needs_a_reason_and_a_subject(ada: User, words: dict[str, Any], refusal: type[Exception]) -> None:
    tip = submit_tip(text="Were 300 trees planted?")
    with pytest.raises(refusal):
        remove_data(**{"kind": "tip", "subject": tip.pk, "reason": "law", "by": ada, **words})
    assert not Removal.objects.exists()


def test_only_admins_remove_and_none_their_own_account(mona: User, ada: User) -> None:
    with pytest.raises(NotAllowed):
        remove_data(kind="account", subject=ada.pk, reason="request", by=mona)
    with pytest.raises(NotAllowed):
        remove_data(kind="account", subject=ada.pk, reason="request", by=ada)
    assert User.objects.get(pk=ada.pk).name == "Ada"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE claims_tip SET text = '[removed]', url = ''",
        "UPDATE claims_tip SET text = 'Another question?'",
        "UPDATE claims_removal SET reason = 'law'",
        "DELETE FROM claims_removal",
    ],
)
def test_the_database_refuses_what_no_removal_records(ada: User, statement: str) -> None:
    removed, tip = submit_tip(text="Were 300 trees planted?"), submit_tip(text="Did a cow fly over the church?")
    remove_data(kind="tip", subject=removed.pk, reason="law", by=ada)
    if "claims_tip" in statement:
        statement += f" WHERE id = {tip.pk}"
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Tip.objects.get(pk=tip.pk).text == "Did a cow fly over the church?"


def test_the_page_shows_what_goes_before_it_goes(client: Client, ada: User) -> None:
    tip = submit_tip(text="Is Ana Lima a thief?", email="reader@home.example")
    client.force_login(ada)
    page = client.get(f"/removals/tip/{tip.pk}/").text
    assert "Is Ana Lima a thief?" in page
    assert "reader@home.example" in page
    assert client.post(f"/removals/tip/{tip.pk}/", {}).status_code == 422
    for typed in ("", str(tip.pk + 1)):
        answer = client.post(f"/removals/tip/{tip.pk}/", {"reason": "request", "confirmation": typed})
        assert answer.status_code == 422
    confirmed = {"reason": "request", "confirmation": str(tip.pk)}
    assert client.post(f"/removals/tip/{tip.pk}/", confirmed).status_code == 302
    assert client.get(f"/removals/tip/{tip.pk}/").status_code == 404
    assert "Ana Lima" not in client.get("/tips/").text
