"""The preparation of a desk in a fork of the process that has imported it, so that nothing is imported twice.

The fork connects as the owner of the database and ends; the processes that are forked afterwards never do.
"""

import logging
import os
import signal
import sys
import traceback
from collections.abc import Callable
from importlib import import_module

from factcheck.local.die_with_parent import die_with_parent
from factcheck.local.processes import StartError


def prepare_in_fork(*, demo: bool) -> None:
    """Do what ``python -m factcheck prepare`` does. Raises StartError if that fails."""
    run_in_fork(lambda: _prepare_as_owner(demo=demo))


def check_in_fork() -> None:
    """Look at settings and accounts, of a desk that somebody else has prepared. Raises StartError if one is unsafe."""
    run_in_fork(lambda: import_module("factcheck.deploy_checks").require_safe_settings(with_database=True))


def run_in_fork(step: Callable[[], None]) -> None:
    """Run a step in a fork, so that this process keeps none of its connections. Raises StartError if it fails."""
    parent = os.getpid()
    fork = os.fork()
    if fork == 0:
        code = 1
        try:
            die_with_parent(signal.SIGTERM, parent)
            step()
            code = 0
        except StartError as reason:
            print(f"\nfactcheck: {reason}", file=sys.stderr)  # noqa: T201 - for the person who starts the desk
        except Exception:  # noqa: BLE001 - whatever stops the start has to be seen
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)
    if os.waitpid(fork, 0)[1]:
        raise StartError("The desk was not started.")


def _prepare_as_owner(*, demo: bool) -> None:
    database = import_module("django.db")
    owner = {**database.connection.settings_dict, **import_module("django.conf").settings.OWNER_DATABASE}
    database.connections.settings["default"] = database.connection.settings_dict = owner
    logging.getLogger().setLevel(logging.WARNING)
    import_module("factcheck.prepare").prepare(demo=demo)
