"""Which fact-checks count as earlier and similar."""

from datetime import date

import numpy as np

from claims.nlp.checkworthiness.earlier_checks import LEAST_COSINE, EarlierChecks, weigh_earlier_checks
from claims.nlp.checkworthiness.similar_checks import count_similar, order_by_day

NORTH, EAST = [1.0, 0.0], [0.0, 1.0]
STORE = order_by_day(np.array([NORTH, EAST, NORTH], np.float32), [date(2020, 5, 1), date(2019, 5, 1), date(2021, 5, 1)])


def find(vector: list[float], day: date | None) -> EarlierChecks:
    return STORE.find_earlier(np.array([vector], np.float32), [day])[0]


def test_only_fact_checks_dated_before_the_text_count() -> None:
    assert find(NORTH, date(2020, 5, 2)) == EarlierChecks(1, 1.0)
    assert find(NORTH, date(2020, 5, 1)) == EarlierChecks(0, 0.0)
    assert find(NORTH, date(2018, 1, 1)) == EarlierChecks()
    assert find(EAST, date(2020, 5, 1)) == EarlierChecks(1, 1.0)


def test_without_a_day_all_of_them_count() -> None:
    assert find(NORTH, None) == EarlierChecks(2, 1.0)


def test_a_distant_fact_check_adds_nothing_and_a_near_one_more_than_a_far_one() -> None:
    assert weigh_earlier_checks(EarlierChecks(0, LEAST_COSINE - 0.1)) == 0
    assert 0 < weigh_earlier_checks(EarlierChecks(1, 0.6)) < weigh_earlier_checks(EarlierChecks(1, 0.9))
    assert count_similar(np.array([LEAST_COSINE - 0.01, LEAST_COSINE + 0.01], np.float32)).count == 1
