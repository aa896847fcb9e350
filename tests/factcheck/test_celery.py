"""A worker starts fast, and a process that replaces a dead one does not load the language models again."""

from types import SimpleNamespace

import pytest

from factcheck import celery
from factcheck.celery import load_models_of_readers
from factcheck.local.procfile import read_arguments


@pytest.mark.parametrize(("queues", "loaded"), [(["read"], 1), (["default", "read"], 1), (["deliver"], 0)])
def test_models_are_loaded_before_readers_are_forked(
    queues: list[str], loaded: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    loads: list[int] = []
    monkeypatch.setattr(celery, "load_models", lambda: loads.append(1))
    monkeypatch.setattr("gc.freeze", lambda: None)
    consumed = SimpleNamespace(consume_from=dict.fromkeys(queues))
    load_models_of_readers(SimpleNamespace(app=SimpleNamespace(amqp=SimpleNamespace(queues=consumed))))
    assert len(loads) == loaded


def test_no_worker_repeats_the_checks_of_the_preparation() -> None:
    """They import every page: a third of the time in which a worker starts."""
    workers = read_arguments({})
    assert workers
    assert [arguments for arguments in workers.values() if "--skip-checks" not in arguments] == []
