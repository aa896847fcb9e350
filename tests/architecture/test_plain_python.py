"""Plain Python modules import nothing of Django but its marks for translation."""

import ast
from pathlib import Path

from tests.architecture.sources import ROOT, files

PLAIN = (
    "claims/deltas.py", "claims/dismissals.py", "claims/event_data/", "claims/keys.py", "claims/priority.py",
    "claims/ratings.py", "claims/refusals.py", "claims/verbs.py", "claims/workflow.py",
)  # fmt: skip
ALLOWED = {"django.utils.translation", "django_stubs_ext"}


def plain_files() -> list[Path]:
    """The modules that know no more of Django."""
    return [path for path in files("claims", endings={".py"}) if str(path.relative_to(ROOT)).startswith(PLAIN)]


def imports(path: Path) -> set[str]:
    """The names of the modules that a file imports."""
    nodes = list(ast.walk(ast.parse(path.read_text())))
    whole = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return whole | {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}


def test_plain_python_knows_no_more_of_django_than_its_marks_for_translation() -> None:
    assert len(plain_files()) > len(PLAIN)
    found = {str(path): imports(path) for path in plain_files()}
    assert {
        path: wrong
        for path, names in found.items()
        if (wrong := {name for name in names if name.startswith(("django", "rest_framework"))} - ALLOWED)
    } == {}
