"""The project's own files, as the architecture tests look at them."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE_FOLDERS = ("claims", "factcheck", "tests", "benchmarks", "bin", "templates")
SOURCE_SUFFIXES = {".py", ".html", ".css", ".js"}


def source_files(*folders: str, endings: set[str] = SOURCE_SUFFIXES) -> Iterator[Path]:
    """Files of ours below some folders; migrations are written by a machine and left out."""
    for folder in folders or SOURCE_FOLDERS:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in endings and "migrations" not in path.parts:
                yield path


def iterate_functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function of a module, methods and inner ones too."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node
