"""Every reason that the reader gives has a text."""

import pytest

from claims.checkworthiness_reasons import REASON_TEXTS, describe_reason
from claims.nlp import get_language
from claims.nlp.checkworthiness.learned import LEARNED, LEARNED_WORDS

FOUND = set(get_language().checkworthiness.found)
FIXED = {"base", "not_scored", "wording", "attributed_toll", "best_sentence", LEARNED, LEARNED_WORDS}


def test_each_code_has_one_text() -> None:
    signs = {sign.name for sign in get_language().checkworthiness.features.signs}
    assert set(REASON_TEXTS) == signs | FOUND | FIXED


def test_the_parameters_fill_the_text() -> None:
    toll = {"code": "attributed_toll", "parameters": {"name": "a ministry", "words": "300 people died"}}
    assert describe_reason(toll) == "gives a toll of people killed or hurt, attributed to a ministry: “300 people died”"


@pytest.mark.parametrize(("count", "text"), [("1", "like 1 earlier fact-check"), ("3", "like 3 earlier fact-checks")])
def test_earlier_checks_are_counted(count: str, text: str) -> None:
    assert describe_reason({"code": "earlier_checks", "parameters": {"count": count}}) == text


def test_a_percent_sign_in_the_words_is_kept() -> None:
    assert describe_reason({"code": "percent", "parameters": {"words": "40%"}}) == "gives a percentage: “40%”"
