"""The bill of materials has every pinned package, and is what the standard asks for."""

import json
import re

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from factcheck.sbom import read_packages, write_sbom
from tests.architecture.source_files import ROOT
from tests.factcheck.desks import run

REQUIREMENTS = """\
# made by hand
async-timeout==5.0.1 ; python_full_version < '3.11.3' \\
    --hash=sha256:{0} \\
    --hash=sha256:{1}
    # via
    #   redis
    #   valkey
babel==2.18.0 \\
    --hash=sha256:{0}
    # via -r requirements.in
""".format("a" * 64, "b" * 64)


def test_a_requirement_is_read_with_what_needs_it() -> None:
    timeout, babel = read_packages(REQUIREMENTS)
    assert (timeout.name, timeout.version, timeout.parents) == ("async-timeout", "5.0.1", ("redis", "valkey"))
    assert timeout.hashes == ("a" * 64, "b" * 64)
    assert (babel.name, babel.hashes, babel.parents) == ("babel", ("a" * 64,), ())


def test_every_pinned_package_is_listed_with_hashes_and_licence() -> None:
    sbom = json.loads(write_sbom())
    pinned = dict(re.findall(r"^([a-z0-9._-]+)==([^ ;\\]+)", (ROOT / "requirements.txt").read_text(), re.MULTILINE))
    assert {row["name"]: row["version"] for row in sbom["components"]} == pinned
    assert [row["name"] for row in sbom["components"] if not row["hashes"] or not row["licenses"]] == []
    django = next(row for row in sbom["components"] if row["name"] == "django")
    assert django["purl"] == f"pkg:pypi/django@{pinned['django']}"
    assert django["licenses"] == [{"license": {"id": "BSD-3-Clause"}}]
    assert sbom["metadata"]["component"]["licenses"] == [{"license": {"id": "Apache-2.0"}}]


def test_nothing_hangs_in_the_air() -> None:
    needs = {row["ref"]: row.get("dependsOn", []) for row in json.loads(write_sbom())["dependencies"]}
    reached, left = set[str](), ["factcheck"]
    while left:
        if (name := left.pop()) not in reached:
            reached.add(name)
            left += needs[name]
    assert reached == set(needs)


def test_the_file_follows_the_standard() -> None:
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(write_sbom()) is None


def test_the_command_prints_it() -> None:
    command = run("sbom")
    assert command.returncode == 0, command.stderr
    assert json.loads(command.stdout)["bomFormat"] == "CycloneDX"
