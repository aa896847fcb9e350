"""A worker starts fast."""

from factcheck.local.procfile import read_commands


def test_no_worker_repeats_the_checks_of_the_preparation() -> None:
    """They import every page: a third of the time in which a worker starts."""
    workers = [words for words in read_commands({}).values() if words[0] == "celery"]
    assert workers
    assert [words for words in workers if "--skip-checks" not in words] == []
