"""The README says what is so."""

import re

from claims.workflow import INITIAL_STATUSES, MOVES
from tests.architecture.source_files import ROOT

README = (ROOT / "README.md").read_text()


def test_the_diagram_is_the_table() -> None:
    assert f"```mermaid\n{workflow_diagram()}\n```" in README


def test_every_setting_of_the_example_is_one_that_is_read() -> None:
    files = ("settings.py", "sso_settings.py", "database_config.py", "task_tables.py")
    settings = "".join((ROOT / "factcheck" / name).read_text() for name in files)
    procfile = (ROOT / "Procfile").read_text()
    named = re.findall(r"^#?([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE)
    assert named
    assert [name for name in named if f'"{name}"' not in settings and f"${{{name}:-" not in procfile] == []


def workflow_diagram() -> str:
    """Return the workflow as a Mermaid state diagram, for the README."""
    lines = ["stateDiagram-v2"]
    lines += [f"    [*] --> {first}" for first in INITIAL_STATUSES]
    lines += [f"    {source} --> {move.target}: {move.name}" for move in MOVES.values() for source in move.sources]
    return "\n".join(lines)
