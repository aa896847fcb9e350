"""Long tests begin first on each worker, and no test is lost."""

import pytest

from tests.long_tests import deal_long_tests


@pytest.mark.parametrize("workers", [1, 2, 3, 7])
@pytest.mark.parametrize(("long", "others"), [(3, 20), (0, 5), (8, 2), (2, 0)])
def test_no_test_is_lost(long: int, others: int, workers: int) -> None:
    dealt = deal_long_tests(range(long), range(100, 100 + others), workers)
    assert sorted(dealt) == [*range(long), *range(100, 100 + others)]


def test_each_worker_begins_with_its_share() -> None:
    dealt = deal_long_tests(["L1", "L2", "L3"], ["a", "b", "c", "d", "e", "f"], workers=2)
    assert (dealt[:4], dealt[4:]) == (["L1", "L3", "a", "b"], ["L2", "c", "d", "e", "f"])


def test_the_others_keep_their_order() -> None:
    assert deal_long_tests([], ["a", "b", "c"], workers=2) == ["a", "b", "c"]
