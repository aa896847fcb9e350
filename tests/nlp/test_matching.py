"""Which words the search for matching fact-checks uses."""

from hypothesis import given
from hypothesis import strategies as st

from claims.nlp import matching
from claims.nlp.matching import MOST_WORDS, plan_search, weigh_word


def test_a_rare_word_is_searched_for_alone_and_common_ones_together() -> None:
    plan = plan_search({"said": 900_000, "tax": 60_000, "mayor": 4_000, "vanvalkenburg": 3}, 1_000_000)
    assert plan.alone == ("vanvalkenburg",)
    assert plan.pairs == {"mayor": ("tax",)}
    assert plan.tsqueries == ("'vanvalkenburg'", "'mayor' & ('tax')")


def test_in_a_small_desk_every_word_is_searched_for() -> None:
    plan = plan_search({"tree": 3, "mayor": 7, "said": 40}, 50)
    assert (set(plan.alone), plan.pairs) == ({"tree", "mayor", "said"}, {})


def test_a_rarer_word_weighs_more() -> None:
    weights = [weigh_word(documents, 1_000) for documents in (0, 1, 10, 500, 1_000)]
    assert weights == sorted(weights, reverse=True)
    assert weights[-1] > 0


def test_a_word_that_occurs_nowhere_is_not_searched_for_but_weighs() -> None:
    plan = plan_search({"tree": 3, "xyzzy": 0}, 50)
    assert plan.tsqueries == ("'tree'",)
    assert plan.total_weight > plan_search({"tree": 3}, 50).total_weight


def test_the_only_word_is_searched_for_however_common() -> None:
    assert plan_search({"say": 900_000}, 1_000_000).tsqueries == ("'say'",)


def test_nothing_to_search_for() -> None:
    assert plan_search({}, 0).tsqueries == ()


def test_a_long_text_is_searched_for_by_its_rarest_words() -> None:
    plan = plan_search({f"w{n}": n + 1 for n in range(500)}, 1_000)
    assert len(plan.weights) == MOST_WORDS
    assert "w0" in plan.weights


def test_quotes_and_backslashes_are_words_like_others() -> None:
    assert plan_search({"o'b\\": 1}, 10).tsqueries == ("'o''b\\\\'",)


@given(st.dictionaries(st.text(min_size=1, max_size=5), st.integers(0, 10_000), max_size=40))
def test_a_search_expects_few_rows(documents: dict[str, int]) -> None:
    total = 10_000
    plan = plan_search(documents, total)
    alone = sum(documents[word] for word in plan.alone)
    pairs = sum(documents[a] * documents[b] / total for a, others in plan.pairs.items() for b in others)
    assert alone + pairs <= matching.MOST_ROWS or len(plan.alone) + len(plan.pairs) == 1
