"""docs/licences.md names the licence of every dependency, and singles out those that are not permissive."""

import re
from importlib.metadata import PackageNotFoundError, metadata

from tests.architecture.source_files import ROOT

LOCKED = re.compile(r"^([A-Za-z0-9._-]+)==", re.MULTILINE)
ROW = re.compile(r"^\| (\S[^|]*?) \| ([^|]+?) \|", re.MULTILINE)
COPYLEFT = re.compile(r"\b(?:L?GPL|AGPL|MPL|EUPL|CDDL|Artistic)|Mozilla Public|General Public", re.IGNORECASE)
TEXT = (ROOT / "docs" / "licences.md").read_text(encoding="utf-8")


def locked_packages() -> set[str]:
    return {name for file in ("", "-dev") for name in LOCKED.findall((ROOT / f"requirements{file}.txt").read_text())}


def section(title: str) -> dict[str, str]:
    text = TEXT.partition(f"## {title}\n")[2].partition("\n## ")[0]
    return {name: words for names, words in ROW.findall(text) for name in names.split(", ")}


def declared_licence(name: str) -> str:
    """Return what the installed package says of its licence; nothing for one of another platform."""
    try:
        package = metadata(name)
    except PackageNotFoundError:
        return ""
    classifiers = [text for text in package.get_all("Classifier") or [] if text.startswith("License")]
    return " ".join([*(package.get_all("License-Expression") or []), *classifiers])


def test_every_dependency_is_listed_with_its_licence() -> None:
    listed = section("Packages at run time") | section("Packages for tests and development")
    assert set(listed) - {"package", "---"} == locked_packages()
    assert all(listed.values())


def test_licences_that_are_not_permissive_are_named() -> None:
    special = section("Not permissive")
    assert {name for name in locked_packages() if COPYLEFT.search(declared_licence(name))} - set(special) == set()


def test_the_readme_leads_to_the_licences() -> None:
    assert "docs/licences.md" in (ROOT / "README.md").read_text(encoding="utf-8")
