"""The recipes for containers, systemd and proxies: each is read by its own program where the machine has it."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from factcheck.__main__ import _parser
from factcheck.local.procfile import read_procfile
from tests.architecture.source_files import ROOT

EXAMPLES = ROOT / "docs" / "examples"
CONTAINERFILE = (ROOT / "Containerfile").read_text()
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text())
SERVICES: dict[str, Any] = COMPOSE["services"]
IMAGE_COMMANDS = [yaml.safe_load(line) for line in re.findall(r"^CMD (\[.*\])$", CONTAINERFILE, re.MULTILINE)]
OF_THE_DATABASE_IMAGE = {"POSTGRES_PASSWORD", "OWNER_PASSWORD", "APPLICATION_PASSWORD", "DRILL_PASSWORD"}


def require_program(*names: str) -> str:
    """Return the path of a program, or skip the test."""
    searched = os.pathsep.join([os.environ["PATH"], "/usr/sbin", "/sbin"])
    for name in names:
        if path := shutil.which(name, path=searched):
            return path
    pytest.skip(f"this machine has no {names[0]}")


def run(*command: str, **variables: str) -> str:
    """Run a program that must succeed, and return what it printed."""
    done = subprocess.run(
        command, cwd=ROOT, env=os.environ | variables, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def settings_that_are_read() -> set[str]:
    sources = [*(ROOT / "factcheck").glob("*.py")]
    read = set(re.findall(r'"([A-Z][A-Z_]+)"', "".join(path.read_text() for path in sources)))
    return read | set(re.findall(r"\$\{([A-Z_]+)", (ROOT / "Procfile").read_text()))


# -- Containers ---------------------------------------------------------------------------------------


def test_the_desk_is_three_services_and_a_preparation() -> None:
    started = {name for name, service in SERVICES.items() if "profiles" not in service}
    assert started == {"app", "postgresql", "valkey"}
    assert set(SERVICES) - started == {"prepare"}


def test_only_the_preparation_knows_the_owner() -> None:
    for name in ("app", "valkey"):
        assert "OWNER" not in str(SERVICES[name])
    assert "DATABASE_OWNER_URL" in SERVICES["prepare"]["environment"]


def test_every_variable_of_the_services_is_read() -> None:
    named = {name for service in ("app", "prepare") for name in SERVICES[service]["environment"]}
    assert named - settings_that_are_read() == set()
    assert set(SERVICES["postgresql"]["environment"]) == OF_THE_DATABASE_IMAGE
    script = (EXAMPLES / "create-roles.sh").read_text()
    assert all(f"${name}" in script for name in OF_THE_DATABASE_IMAGE - {"POSTGRES_PASSWORD"})


def test_only_loopback_reaches_the_desk_and_nobody_its_servers() -> None:
    assert {name: service["ports"] for name, service in SERVICES.items() if "ports" in service} == {
        "app": ["127.0.0.1:8000:8000"]
    }


def test_every_volume_is_declared_and_every_file_is_there() -> None:
    mounted = {volume.partition(":")[0] for service in SERVICES.values() for volume in service.get("volumes", [])}
    assert {name for name in mounted if not name.startswith(".")} == set(COMPOSE["volumes"])
    assert all((ROOT / name).exists() for name in mounted if name.startswith("."))


@pytest.mark.parametrize("command", [*IMAGE_COMMANDS, SERVICES["prepare"]["command"]])
def test_the_commands_of_the_containers_are_ours(command: list[str]) -> None:
    assert len(IMAGE_COMMANDS) == 1
    python, module, name, *arguments = command
    assert [python, module, name] == ["python", "-m", "factcheck"]
    assert _parser().parse_args(arguments).run


def test_the_image_copies_what_is_there_and_collects_static_files(tmp_path: Path) -> None:
    copied = re.findall(r"^COPY (\S+)", CONTAINERFILE, re.MULTILINE)
    assert copied
    assert all((ROOT / path).exists() for path in copied)
    (step,) = re.findall(r"^RUN (LOCAL=on .*) && rm", CONTAINERFILE, re.MULTILINE)
    *variables, _, script, command, option = step.split()
    values = dict(variable.split("=") for variable in variables) | {"FACTCHECK_DATA": str(tmp_path / "data")}
    storage = "whitenoise.storage.CompressedManifestStaticFilesStorage"
    static = {"STATIC_ROOT": str(tmp_path / "static"), "STATIC_STORAGE": storage}
    run(sys.executable, script, command, option, **values, **static)
    assert (tmp_path / "static" / "staticfiles.json").exists()


def test_secrets_and_tests_stay_out_of_the_image() -> None:
    assert {".env", ".git", ".data"} < set((ROOT / ".containerignore").read_text().split())


def test_the_roles_are_those_of_the_manual() -> None:
    script = (EXAMPLES / "create-roles.sh").read_text()
    run("sh", "-n", str(EXAMPLES / "create-roles.sh"))
    created = re.sub(r":'\w+'", "'…'", script.partition("<<'SQL'\n")[2].partition("SQL\n")[0])
    manual = (ROOT / "docs" / "operate.md").read_text().partition("```sql\n")[2].partition("```")[0]
    assert created.replace("\\connect", "\\c") == manual


# -- systemd ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("unit", ["factcheck@.service", "factcheck-prepare.service"])
def test_systemd_reads_the_units(tmp_path: Path, unit: str) -> None:
    program = require_program("systemd-analyze")
    text = (EXAMPLES / unit).read_text().replace("/srv/factcheck/.venv/bin/python", sys.executable)
    path = tmp_path / unit.replace("@", "@web")
    path.write_text(text.replace("/srv/factcheck", str(ROOT)))
    output = run(program, "verify", "--man=no", "--recursive-errors=no", str(path))
    assert [line for line in output.splitlines() if unit.partition(".")[0] in line] == []


def test_the_units_run_every_process() -> None:
    text = (EXAMPLES / "factcheck@.service").read_text()
    (command,) = re.findall(r"systemctl enable --now \$\((.*)\)$", text, re.MULTILINE)
    units = run("sh", "-c", command.replace("/srv/factcheck", str(ROOT))).split()
    assert units == [f"factcheck@{name}" for name in read_procfile()]


# -- Proxies ------------------------------------------------------------------------------------------


def test_nginx_reads_its_site(tmp_path: Path) -> None:
    program = require_program("nginx")
    key, certificate = tmp_path / "privkey.pem", tmp_path / "fullchain.pem"
    request = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=factcheck.example.org"]
    run(require_program("openssl"), *request, "-keyout", str(key), "-out", str(certificate))
    site = (EXAMPLES / "nginx.conf").read_text().replace("/etc/ssl/factcheck", str(tmp_path))
    (tmp_path / "site.conf").write_text(re.sub(r"listen (\d+)", r"listen 127.0.0.1:1\1", site))
    frame = (
        f"pid {tmp_path}/pid; error_log stderr; events {{}} http {{ access_log off; include {tmp_path}/site.conf; }}"
    )
    (tmp_path / "nginx.conf").write_text(frame)
    output = run(program, "-t", "-p", str(tmp_path), "-c", str(tmp_path / "nginx.conf"))
    assert "test is successful" in output
    assert "warn" not in output


def test_caddy_reads_its_site(tmp_path: Path) -> None:
    program = require_program("caddy")
    path = str(EXAMPLES / "Caddyfile")
    run(program, "validate", "--adapter", "caddyfile", "--config", path, HOME=str(tmp_path))


@pytest.mark.parametrize("name", ["nginx.conf", "Caddyfile"])
def test_proxies_hide_the_metrics_and_number_requests(name: str) -> None:
    text = (EXAMPLES / name).read_text()
    assert re.search(r"/metrics \{\s*(return|respond) 404", text)
    assert "X-Request-ID" in text
    assert "NUM_PROXIES=1" in text
