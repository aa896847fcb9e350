"""A worker starts fast."""

from factcheck.local.procfile import read_arguments


def test_no_worker_repeats_the_checks_of_the_preparation() -> None:
    """They import every page: a third of the time in which a worker starts."""
    workers = read_arguments({})
    assert workers
    assert [arguments for arguments in workers.values() if "--skip-checks" not in arguments] == []
