"""What the manual for operators tells them to type works, and names what exists."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.db import connection
from django.test import Client

from claims.models import Event, Report, User
from claims.services.reports import report_problem
from claims.services.users import change_user
from tests.architecture.source_files import ROOT
from tests.stories import make_publication

MANUAL = (ROOT / "docs" / "operate.md").read_text()
PERSONAL = MANUAL.partition("## Personal data\n")[2].partition("\n## ")[0]


def test_a_colleague_can_be_erased(edith: User, mona: User, ada: User) -> None:
    make_publication(edith, mona)
    change_user(user_id=edith.pk, name=edith.name, role=edith.role, active=False, by=ada)
    address, events = edith.email, Event.objects.filter(actor=edith).count()
    EmailAddress.objects.get_or_create(user=edith, email=address)
    statements = PERSONAL.partition("```sql\n")[2].partition("```")[0]
    with connection.cursor() as cursor:
        for statement in re.sub(r"\bN\b", str(edith.pk), statements).strip().splitlines():
            cursor.execute(statement)
    edith.refresh_from_db()
    assert (edith.name, edith.email) == ("Former colleague", f"erased-{edith.pk}@invalid")
    assert Event.objects.filter(actor=edith).count() == events > 0
    assert not Event.objects.filter(data__icontains=address).exists()
    assert not EmailAddress.objects.filter(email=address).exists()


def test_a_reader_can_be_erased(edith: User, mona: User) -> None:
    report_problem(publication=make_publication(edith, mona), reason="other", text="Look.", email="reader@post.example")
    (statement,) = re.findall(r"`(UPDATE claims_report .*?)`", PERSONAL)
    with connection.cursor() as cursor:
        cursor.execute(statement.replace("…", "reader@post.example"))
    assert [report.email for report in Report.objects.all()] == [""]


def test_every_table_with_personal_data_exists(db: None) -> None:
    tables = set(re.findall(r"`((?:claims|account|mfa|socialaccount|usersessions|django)_[a-z]+)`", PERSONAL))
    assert len(tables) > 6
    assert tables - set(connection.introspection.table_names()) == set()


def test_every_metric_of_the_manual_is_measured(client: Client, db: None) -> None:
    named = set(re.findall(r"\bfactcheck_[a-z_]+", MANUAL)) - {"factcheck_owner", "factcheck_drill"}
    silent = {"factcheck_reading_seconds", "factcheck_sweep_seconds", "factcheck_worker_seen_seconds"}
    measured = set(re.findall(r"^# HELP (factcheck_\w+)", client.get("/metrics").content.decode(), re.MULTILINE))
    assert named - silent - measured - {"factcheck_backup_age_seconds"} == set()


@pytest.mark.parametrize("path", re.findall(r"`(docs/examples/[^`]+|Containerfile|compose\.yaml)`", MANUAL))
def test_every_recipe_of_the_manual_is_there(path: str) -> None:
    assert (ROOT / path).exists()
