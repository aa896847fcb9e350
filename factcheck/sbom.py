"""The software bill of materials: every pinned package with its hashes and its licence, as CycloneDX 1.6.

It is made from `requirements.txt`, which is what is installed, and from `docs/licences.md`, which a test holds against
it; so it is the same on every machine, whatever that has installed.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output import make_outputter
from cyclonedx.schema import OutputFormat, SchemaVersion
from packageurl import PackageURL

BASE_DIR = Path(__file__).resolve().parents[1]
PINNED = re.compile(r"^(?P<name>[a-z0-9][a-z0-9._-]*)==(?P<version>[^ ;\\]+)(?P<rest>.*\n(?:[ ].*\n?)*)", re.MULTILINE)
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
PARENT = re.compile(r"^ +#(?: +via)? +(?!via$)([a-z0-9][a-z0-9._-]*)$", re.MULTILINE)
LICENCE = re.compile(r"^\| ([a-z0-9][^|]*?) \| ([^|]+?) \|$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Package:
    """A pinned package; `parents` are those that need it, none if the desk itself does."""

    name: str
    version: str
    hashes: tuple[str, ...]
    parents: tuple[str, ...]


def read_packages(requirements: str) -> Iterator[Package]:
    """Yield the packages of a file of pinned requirements."""
    for match in PINNED.finditer(requirements):
        rest = match["rest"]
        yield Package(match["name"], match["version"], tuple(HASH.findall(rest)), tuple(PARENT.findall(rest)))


def read_licences(table: str) -> dict[str, str]:
    """Return the licence of each package of docs/licences.md."""
    return {name: licence for names, licence in LICENCE.findall(table) for name in names.split(", ")}


def build_sbom() -> Bom:
    """Return the bill of materials of this release, with what needs what."""
    packages = list(read_packages((BASE_DIR / "requirements.txt").read_text()))
    licences = read_licences((BASE_DIR / "docs" / "licences.md").read_text())
    components = {package.name: _build_component(package, licences[package.name]) for package in packages}
    desk = _build_desk()
    bom = Bom(components=components.values())
    bom.metadata.component = desk
    for package in packages:
        direct = [components[parent] for parent in package.parents if parent in components]
        for parent in direct or [desk]:
            bom.register_dependency(parent, [components[package.name]])
    return bom


def write_sbom() -> str:
    """Return the bill of materials as JSON."""
    return make_outputter(build_sbom(), OutputFormat.JSON, SchemaVersion.V1_6).output_as_string(indent=2)


def _build_desk() -> Component:
    project = tomllib.loads((BASE_DIR / "pyproject.toml").read_text())["project"]
    return Component(
        type=ComponentType.APPLICATION,
        name=project["name"],
        version=project["version"],
        bom_ref=project["name"],
        licenses=[LicenseFactory().make_from_string(project["license"])],
    )


def _build_component(package: Package, licence: str) -> Component:
    url = PackageURL("pypi", name=package.name, version=package.version)
    return Component(
        type=ComponentType.LIBRARY,
        name=package.name,
        version=package.version,
        bom_ref=str(url),
        purl=url,
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=digest) for digest in package.hashes],
        licenses=[LicenseFactory().make_from_string(licence)],
    )
