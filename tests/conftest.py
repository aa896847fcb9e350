"""One embedded PostgreSQL and Valkey for the whole run, started before Django reads its settings.

They start on import because pytest loads a folder's conftest, which may import models, before any hook runs.
Under xdist the controller starts them and the workers inherit the addresses; each worker has its own test
database and its own Redis database.
"""

import atexit
import gc
import os
import shutil
import tempfile
from collections.abc import Generator, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import django
import pytest
from hypothesis import settings as hypothesis_settings

from factcheck.local.embedded import run_servers
from tests.long_tests import deal_long_tests
from tests.template_database import start_migrating, wait_for_template

ENVIRONMENT = {
    "DJANGO_SETTINGS_MODULE": "factcheck.settings",
    "SECRET_KEY": "only-for-tests",
    "LOCAL": "on",
    "CONN_MAX_AGE": "0",
    "CACHE_TIMEOUT_SECONDS": "10",
    "AS_DATABASE_OWNER": "on",
    "LOG_LEVEL": "WARNING",
    "PUBLICATION_DELAY_SECONDS": "0",
    "STATIC_STORAGE": "django.contrib.staticfiles.storage.StaticFilesStorage",
}


def start_servers() -> None:
    """Start the servers in a temporary directory, and set the environment variables with their addresses."""
    directory = Path(tempfile.mkdtemp(prefix="factcheck-test-"))
    stack = ExitStack()
    atexit.register(stack.close)
    stack.callback(shutil.rmtree, directory)
    running = stack.enter_context(run_servers(directory, durable=False))
    static = directory / "static"
    static.mkdir()
    directories = {"FACTCHECK_DATA": str(directory), "STATIC_ROOT": str(static)}
    os.environ.update(ENVIRONMENT | running.environment | directories)


def share_servers(worker: int) -> None:
    """Use the controller's servers from an xdist worker (gw0, gw1, ...), with a database of Valkey of its own.

    The settings may be loaded already, from the variables that the controller has set.
    """
    from django.conf import settings

    os.environ["REDIS_URL"] += f"?db={1 + worker}"
    settings.REDIS_URL = settings.CACHES["default"]["LOCATION"] = os.environ["REDIS_URL"]
    settings.CELERY_BROKER_URL = settings.REDIS_URL.replace("unix://", "redis+socket://").replace(
        "?db=", "?virtual_host="
    )


def keep_to_one_core(worker: int) -> None:
    """Give each xdist worker a core of its own: without, a fifth of the time of the cores went unused."""
    cores = sorted(os.sched_getaffinity(0))
    os.sched_setaffinity(0, {cores[worker % len(cores)]})


if "PYTEST_XDIST_WORKER" in os.environ:
    number = int(os.environ["PYTEST_XDIST_WORKER"].removeprefix("gw"))
    share_servers(number)
    keep_to_one_core(number)
else:
    start_servers()
django.setup()


def pytest_configure(config: pytest.Config) -> None:
    """Let the controller of xdist migrate a database for its workers."""
    if config.getoption("dist", "no") != "no" and "PYTEST_XDIST_WORKER" not in os.environ:
        start_migrating()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the workers of xdist begin with the long tests."""
    if workers := int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "0")):
        long = [item for item in items if item.get_closest_marker("long")]
        others = [item for item in items if not item.get_closest_marker("long")]
        items[:] = deal_long_tests(long, others, workers)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Keep the garbage collector away while modules are imported, and from what they leave for the whole run.

    It looks at all objects a tenth as often as it does by itself: a worker that runs thousands of tests has a million.
    """
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        youngest, middle, oldest = gc.get_threshold()
        gc.set_threshold(youngest, middle, 10 * oldest)
        gc.enable()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> None:
    """Copy the migrated database where there is one."""
    from django.db import connection

    connection.settings_dict["TEST"]["TEMPLATE"] = wait_for_template()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Migrate as the owner, then run the tests as the role of the desk."""
    from django.db import connection

    from claims.services.database_roles import grant_application_role

    options = connection.settings_dict["OPTIONS"]
    with django_db_blocker.unblock():
        grant_application_role()
        connection.close()
        options["options"] += " -c role=factcheck_app"
        yield
        options["options"] = options["options"].removesuffix(" -c role=factcheck_app")
        connection.close()


hypothesis_settings.register_profile("desk", deadline=None)  # a busy machine is no failure
hypothesis_settings.load_profile("desk")

pytest_plugins = ["tests.people", "tests.desk_look", "tests.local_servers", "tests.database_owner", "tests.vectors"]
