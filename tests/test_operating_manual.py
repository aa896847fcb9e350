"""What the manual for operators tells them to type works, and names what exists."""

import re

import pytest
from django.db import connection
from django.test import Client

from claims.models import Report, User
from claims.services.reports import report_problem
from tests.architecture.source_files import ROOT
from tests.stories import make_publication

MANUAL = (ROOT / "docs" / "operate.md").read_text()
PERSONAL = MANUAL.partition("## Personal data\n")[2].partition("\n## ")[0]


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
