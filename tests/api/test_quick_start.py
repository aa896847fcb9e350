"""The examples of docs/quick-start.md and docs/api.md run as they stand there, and do what the pages say."""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from claims import nlp
from claims.models import Article, Claim, User, Webhook
from claims.services import task_wakeups
from claims.services.reading_leases import READ_TASK
from claims.tasks import read_article
from tests.intake.loopback_web import LoopbackWeb
from tests.people import PASSWORD
from tests.signed_messages import FORGERIES, deliver_signed_message, read_examples

EXPECTED = re.compile(r"  # → (.+)$", re.MULTILINE)
PRELUDE = 'set -eu\ncurl() { command curl --fail-with-body --noproxy "*" "$@"; }\n'
"""A failed request ends the script, unless the page shows its answer."""

TOOLS = ("bash", "curl", "jq")


@pytest.fixture
def worker(monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker that reads an article as soon as it is submitted."""
    nlp.read("The model is loaded before the first request waits for it.")
    work = {READ_TASK: read_article}
    monkeypatch.setattr(task_wakeups, "send_task", lambda name, *args, **_: work[name](*args) if name in work else None)


@pytest.mark.skipif(not all(map(shutil.which, TOOLS)), reason=f"needs {', '.join(TOOLS)}")
def test_the_commands_work(live_server: Any, settings: Any, tmp_path: Path, worker: None, edith: User) -> None:
    settings.BASE_URL = live_server.url
    script = "".join(read_examples("quick-start", "sh") + read_examples("api", "sh"))
    script = script.replace("http://127.0.0.1:8000", live_server.url).replace('"…"', f'"{PASSWORD}"')
    command = ["bash", "-c", PRELUDE + script]
    result = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False, cwd=tmp_path)
    assert (result.stderr, result.returncode) == ("", 0), result.stdout
    expected = EXPECTED.findall(script)
    assert len(expected) > 15
    assert result.stdout.splitlines() == expected
    assert [article.submitted_by for article in Article.objects.all()] == [edith, edith]
    assert Claim.objects.filter(status="awaiting_approval").count() == 1
    assert Webhook.objects.get().owner == edith


def test_the_python_example_verifies_messages(receiver: LoopbackWeb, cora: User, edith: User, mona: User) -> None:
    example: dict[str, Any] = {}
    (source,) = read_examples("quick-start", "python")
    exec(source, example)  # noqa: S102 - the example of our own page
    message = deliver_signed_message(receiver, cora, edith, mona)
    assert example["is_genuine"](message.secret, message.headers, message.body)
    for name, forge in FORGERIES.items():
        forged = forge(message)
        assert not example["is_genuine"](forged.secret, forged.headers, forged.body), name


def test_the_page_has_the_address_of_the_desk(settings: Any, db: None) -> None:
    settings.BASE_URL = "https://desk.example"
    text = Client().get("/api/quick-start/").content.decode()
    assert "API=https://desk.example/api/v1" in text
    assert "127.0.0.1" not in text
