"""The intake process: ``python -m claims.intake REQUEST`` runs one job of `claims.intake.jobs` within its limits.

The request is JSON with `job`, `language` and `arguments`. Each line of the output is JSON: a `value`, or the `refusal`
that ends the job. The kernel ends a process that exceeds its limits. The process knows neither the settings nor the
database of the desk.
"""

import json
import resource
import signal
import sys
from pathlib import Path
from typing import Any

import orjson

from claims.intake.advice import PASTE_ADVICE
from claims.intake.jobs import JOBS, Limits, TooComplex
from claims.refusals import Refusal

MAX_OPEN_FILES = 64


def apply_limits(limits: Limits) -> None:
    """Set the limits of this process; none can be raised again."""
    signal.alarm(limits.wall_seconds)
    for kind, value in (
        (resource.RLIMIT_CPU, limits.cpu_seconds),
        (resource.RLIMIT_AS, limits.memory_bytes),
        (resource.RLIMIT_FSIZE, limits.written_bytes),
        (resource.RLIMIT_NOFILE, MAX_OPEN_FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        # SIGXCPU comes at the soft limit, SIGKILL after the hard one
        hard = max(value, limits.most_cpu_seconds) + 1 if kind == resource.RLIMIT_CPU else value
        resource.setrlimit(kind, (value, hard))


def prepare_translations(language: str) -> None:
    """Load the catalogues of the desk without its settings."""
    from django.apps import apps
    from django.conf import settings
    from django.utils.translation import activate

    locale = str(Path(__file__).resolve().parents[1] / "locale")
    settings.configure(LANGUAGE_CODE="en", LOCALE_PATHS=[locale], INSTALLED_APPS=[])
    apps.populate([])
    activate(language)


def run_job(name: str, arguments: dict[str, Any]) -> None:
    """Write the values of a job, and the refusal that ends it."""
    try:
        for value in JOBS[name].run(**arguments):
            _write_line({"value": value})
    except Refusal as refusal:
        _write_refusal(refusal)
    except MemoryError:
        _write_refusal(TooComplex(advice=PASTE_ADVICE))


def _write_refusal(refusal: Refusal) -> None:
    _write_line(
        {"refusal": {"code": refusal.code, "reason": refusal.reason, "advice": refusal.advice, "facts": refusal.facts}}
    )


def _write_line(line: dict[str, Any]) -> None:
    sys.stdout.buffer.write(orjson.dumps(line, default=str) + b"\n")


def main(request: dict[str, Any]) -> None:
    """Run the job of a request."""
    apply_limits(JOBS[request["job"]].limits)
    prepare_translations(request["language"])
    run_job(request["job"], request["arguments"])


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
