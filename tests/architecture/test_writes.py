"""Writes stand only in services, where each leaves its event."""

import ast

import pytest

from tests.architecture.source_files import ROOT, source_files

WRITE_METHODS = {
    "save",
    "create",
    "update",
    "delete",
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
}
MANAGERS = {"objects", "filter", "exclude", "all", "get", "first", "select_for_update"}
EXEMPT_FILES = ("claims/services/", "claims/models/user.py", "claims/shared_cache.py")


def is_write(node: ast.AST) -> bool:
    """Whether a call writes rows: `x.save()`, `Model.objects.create(…)`, `rows.filter(…).update(…)`."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITE_METHODS):
        return False
    if node.func.attr == "save" and node.args:
        return False  # a form that sends a mail is given its request; a row is saved without a word
    return node.func.attr in {"save", "delete", "bulk_create"} or _names(node.func.value) & MANAGERS != set()


def _names(node: ast.AST) -> set[str]:
    return {part.attr for part in ast.walk(node) if isinstance(part, ast.Attribute)}


def find_writes_outside_services() -> list[str]:
    """Where something else writes."""
    return [
        f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"
        for path in source_files("claims", endings={".py"})
        if not str(path.relative_to(ROOT)).startswith(EXEMPT_FILES)
        for node in ast.walk(ast.parse(path.read_text()))
        if is_write(node)
    ]


def test_only_services_write() -> None:
    assert find_writes_outside_services() == []


@pytest.mark.parametrize(
    ("code", "writes"),
    [
        ("claim.save()", True),
        ("claim.save(update_fields=['text'])", True),
        ("reset_password_form.save(request)", False),
        ("Claim.objects.filter(pk=1).update(status='x')", True),
        ("Claim.objects.create()", True),
        ("context.update(a=1)", False),
        ("Claim.objects.filter(pk=1).first()", False),
    ],
)
def test_the_rule_knows_a_write_when_it_sees_one(code: str, *, writes: bool) -> None:
    assert is_write(ast.parse(code, mode="eval").body) == writes


def find_partials_after_commit() -> list[str]:
    """Where `on_commit` gets a partial: Django cannot name it when it fails, and then fails itself."""
    return [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in source_files("claims", endings={".py"})
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("on_commit")
        if node.args and ast.unparse(node.args[0]).startswith("partial(")
    ]


def test_what_runs_after_the_commit_has_a_name() -> None:
    assert find_partials_after_commit() == []
