"""The commands of docs/api.md run as they stand there, and print what the page says."""

import re
import shutil
import subprocess
from typing import Any

import pytest

from claims import nlp
from claims.models import Article, Claim, User, Webhook
from claims.services import task_wakeups
from claims.services.articles import READ_TASK
from claims.tasks import read_article
from tests.architecture.source_files import ROOT
from tests.people import PASSWORD

PAGE = (ROOT / "docs" / "api.md").read_text()
BLOCK = re.compile(r"^```sh\n(.*?)^```", re.DOTALL | re.MULTILINE)
EXPECTED = re.compile(r"  # → (.+)$", re.MULTILINE)
PRELUDE = 'set -euo pipefail\ncurl() { command curl --fail-with-body --noproxy "*" "$@"; }\n'
"""A failed request ends the script."""

TOOLS = ("bash", "curl", "jq")


@pytest.fixture
def worker(monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker that reads an article as soon as it is submitted."""
    nlp.read("The model is loaded before the first request waits for it.")
    work = {READ_TASK: read_article}
    monkeypatch.setattr(task_wakeups, "send_task", lambda name, *args: work[name](*args) if name in work else None)


@pytest.mark.skipif(not all(map(shutil.which, TOOLS)), reason=f"needs {', '.join(TOOLS)}")
def test_the_quick_start_works(live_server: Any, worker: None, edith: User) -> None:
    blocks = BLOCK.findall(PAGE)
    script = "".join(blocks).replace("http://127.0.0.1:8000", live_server.url).replace('"…"', f'"{PASSWORD}"')
    result = subprocess.run(["bash", "-c", PRELUDE + script], capture_output=True, text=True, timeout=120, check=False)
    assert (result.stderr, result.returncode) == ("", 0), result.stdout
    expected = EXPECTED.findall(script)
    printed = result.stdout.splitlines()
    assert len(expected) > 10
    assert [line for line in printed if not line.startswith("whsec_")] == expected
    assert [article.submitted_by for article in Article.objects.all()] == [edith, edith]
    assert Claim.objects.filter(status="awaiting_approval").count() == 1
    assert Webhook.objects.get().owner == edith
