"""The layers hold: the contracts in pyproject.toml, and what they cannot express."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.source_files import ROOT, source_files

PLAIN = (
    "checkworthiness_reasons", "claimreview", "datafeed", "intake", "keys", "priority", "rating_scales", "ratings",
    "refusals", "statements", "text_deltas", "workflow",
)  # fmt: skip
"""Tables, formats and intake: plain Python that imports the translations of Django and nothing else of it."""

TRANSLATION = "django.utils.translation"
PROCESS_ENTRY = ROOT / "claims" / "intake" / "__main__.py"
"""The intake process has no settings of the desk, so it configures translation itself."""

QUERIES = {"objects", "filter", "exclude", "annotate", "select_related", "prefetch_related", "get_queryset"}
HIDDEN = {"getattr", "hasattr", "setattr", "vars"}


def test_no_layer_knows_one_above_it() -> None:
    lint_imports = Path(sys.executable).parent / "lint-imports"
    run = subprocess.run([lint_imports, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout


def imports(tree: ast.AST) -> Iterator[str]:
    """Every module that is imported when the code runs; what only the type checker reads is left out."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        else:
            yield from imports(node)


def more_than_translation(code: str) -> list[str]:
    """The imports of Django that are no translations."""
    return [name for name in imports(ast.parse(code)) if f"{name}.".startswith("django.") and not is_translation(name)]


def is_translation(name: str) -> bool:
    return name == TRANSLATION or name.startswith(f"{TRANSLATION}.")


def plain_files() -> Iterator[Path]:
    for path in source_files("claims", endings={".py"}):
        if path.relative_to(ROOT / "claims").parts[0].removesuffix(".py") in PLAIN and path != PROCESS_ENTRY:
            yield path


def test_tables_import_no_more_of_django_than_translation() -> None:
    found = {str(path.relative_to(ROOT)): more_than_translation(path.read_text()) for path in plain_files()}
    assert len(found) > len(PLAIN)
    assert {path: names for path, names in found.items() if names} == {}


@pytest.mark.parametrize(
    ("code", "refused"),
    [
        ("from django.utils.translation import gettext_lazy as _", []),
        ("import django", ["django"]),
        ("from django.db import models", ["django.db.models"]),
        ("from django.utils import timezone", ["django.utils.timezone"]),
        ("from django.utils import translation", []),
        ("def late():\n    from django.conf import settings", ["django.conf.settings"]),
        ("if TYPE_CHECKING:\n    from django.utils.functional import Promise", []),
        ("from djangoish import anything", []),
    ],
)
def test_the_rule_knows_an_import_of_django(code: str, refused: list[str]) -> None:
    assert more_than_translation(code) == refused


def hidden_inputs(code: str) -> list[str]:
    """Queries, and attributes read or written by name."""
    tree = ast.parse(code)
    queries = [node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute) and node.attr in QUERIES]
    return queries + [node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id in HIDDEN]


def test_permissions_run_no_query_and_read_no_hidden_attribute() -> None:
    found = {path.name: hidden_inputs(path.read_text()) for path in source_files("claims/permissions", endings={".py"})}
    assert "moves.py" in found
    assert {name: inputs for name, inputs in found.items() if inputs} == {}


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("Verdict.objects.filter(claim=claim)", ["filter", "objects"]),
        ("hasattr(claim, 'open_case')", ["hasattr"]),
        ("situation.lease", []),
    ],
)
def test_the_rule_knows_a_hidden_input(code: str, found: list[str]) -> None:
    assert sorted(hidden_inputs(code)) == found
