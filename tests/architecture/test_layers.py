"""The layers of the house hold: see the contracts in pyproject.toml."""

import subprocess
import sys
from pathlib import Path

from tests.architecture.sources import ROOT


def test_no_layer_knows_one_above_it() -> None:
    lint_imports = Path(sys.executable).parent / "lint-imports"
    run = subprocess.run([lint_imports, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout
