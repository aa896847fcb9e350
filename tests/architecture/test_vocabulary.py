"""Names say what they contain or do: no particles as names, and no aliases for modules of the desk."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.source_files import ROOT, source_files

BANNED_NAMES = frozenset(
    "asked begun each found frozen given gone here kept leading look looked one pieces put said shown standings there "
    "told wanted way went what who".split()
)
"""Participles, pronouns and particles that name nothing a reader could search for."""

MODULES_OF_THE_DESK = ("claims", "factcheck")
DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


def public_names(scope: ast.Module | ast.ClassDef) -> Iterator[tuple[int, str]]:
    """The names that a module defines for others: functions, classes, methods, and constants of the module."""
    for node in scope.body:
        if isinstance(node, DEFINITIONS):
            yield node.lineno, node.name
        if isinstance(node, ast.ClassDef):
            yield from public_names(node)
        if isinstance(scope, ast.Module):
            yield from ((target.lineno, target.id) for target in assigned(node) if isinstance(target, ast.Name))


def assigned(statement: ast.stmt) -> list[ast.expr]:
    if isinstance(statement, ast.AnnAssign):
        return [statement.target]
    return statement.targets if isinstance(statement, ast.Assign) else []


def is_banned(name: str) -> bool:
    return not name.startswith("_") and name.lower() in BANNED_NAMES


def module_aliases(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Imports of modules of the desk under another name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (
                (node.lineno, alias.name) for alias in node.names if alias.asname and is_module(Path(alias.name))
            )
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            named = [f"{node.module}.{alias.name}" for alias in node.names if alias.asname]
            yield from ((node.lineno, name) for name in named if is_module(Path(name)))


def is_module(dotted: Path) -> bool:
    path = ROOT / str(dotted).replace(".", "/")
    in_desk = str(dotted).split(".")[0] in MODULES_OF_THE_DESK
    return in_desk and (path.with_suffix(".py").exists() or path.is_dir())


def python_files(*folders: str) -> Iterator[tuple[str, ast.Module]]:
    for path in source_files(*folders, endings={".py"}):
        yield str(path.relative_to(ROOT)), ast.parse(path.read_text())


def test_no_module_is_named_by_a_particle() -> None:
    paths = source_files(*MODULES_OF_THE_DESK, endings={".py"})
    assert [str(path.relative_to(ROOT)) for path in paths if path.stem in BANNED_NAMES] == []


def test_no_public_name_is_a_particle() -> None:
    banned = [
        f"{path}:{line} {name}"
        for path, tree in python_files(*MODULES_OF_THE_DESK)
        for line, name in public_names(tree)
        if is_banned(name)
    ]
    assert banned == []


def test_no_module_of_the_desk_is_imported_under_another_name() -> None:
    aliases = [
        f"{path}:{line} {name}"
        for path, tree in python_files("claims", "factcheck", "tests", "benchmarks")
        for line, name in module_aliases(tree)
    ]
    assert aliases == []


def test_no_script_or_style_is_named_by_a_particle() -> None:
    paths = source_files("claims", endings={".js", ".css"})
    words = {str(path.relative_to(ROOT)): set(re.split(r"[-_]", path.stem)) for path in paths}
    assert {path: banned for path, parts in words.items() if (banned := parts & BANNED_NAMES)} == {}


@pytest.mark.parametrize(
    ("code", "banned"),
    [
        ("def told(): ...", ["told"]),
        ("class Reading:\n    def found(self): ...", ["found"]),
        ("KEPT = 3", ["KEPT"]),
        ("def _found(): ...", []),
        ("def find_claim(): ...", []),
    ],
)
def test_the_rule_knows_a_particle_when_it_sees_one(code: str, banned: list[str]) -> None:
    assert [name for _, name in public_names(ast.parse(code)) if is_banned(name)] == banned


@pytest.mark.parametrize(
    ("code", "aliases"),
    [
        ("from claims.services import claims as triage", ["claims.services.claims"]),
        ("import claims.services.claims as triage", ["claims.services.claims"]),
        ("from claims.services import claims", []),
        ("from claims.workflow import Status as ClaimStatus", []),
        ("from django.utils.translation import gettext_lazy as _", []),
    ],
)
def test_the_rule_knows_an_alias_when_it_sees_one(code: str, aliases: list[str]) -> None:
    assert [name for _, name in module_aliases(ast.parse(code))] == aliases
