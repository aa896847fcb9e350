"""Promises and what only looks like one."""

import pytest

from claims import nlp
from claims.nlp import get_language
from claims.nlp.checkworthiness.promises import is_promise

RULES = get_language().promises


@pytest.mark.parametrize(
    ("claim", "cue"),
    [
        ("We will build 40,000 homes by 2030", ""),
        ("I’ll cut the tax in my first week", "said"),
        ("we are going to close the camp", "said"),
        ("My government will not raise fees", "said"),
        ("it would ban the pesticide next spring", "announced"),
        ("the council will reopen three libraries", "said"),
        ("to plant a million trees", "pledged"),
        ("no family would pay more", "vowed that"),
        ("The council will build a new school on the site of the gasworks", ""),
        ("The health ministry plans to open 3 clinics", ""),
    ],
)
def test_a_source_that_commits_itself_promises(claim: str, cue: str) -> None:
    assert is_promise(claim, cue, RULES)


@pytest.mark.parametrize(
    ("claim", "cue"),
    [
        ("We will see what happens", "said"),
        ("I will say this about the bridge", "said"),
        ("inflation will fall to 2 percent", "said"),
        ("it would be hot on Friday", "said"),
        ("they would face a shortage of water", "warned"),
        ("If we win, we will cut the tax", "said"),
        ("We built 40,000 homes", "said"),
        ("the bridge will reopen on Monday", ""),
        ("The council will meet on Monday", ""),
        ("The company will publish its results in May", ""),
        ("The ministry will be hit by a strike", ""),
        ("The council may build a school", ""),
    ],
)
def test_a_forecast_or_a_deed_is_no_promise(claim: str, cue: str) -> None:
    assert not is_promise(claim, cue, RULES)


def test_a_reading_marks_promises() -> None:
    text = "“We will build 40,000 homes by 2030,” Ana Lima said. Ana Lima said that 300 homes were empty."
    claims = nlp.read(text).to_json()["claims"]
    assert [claim["promise"] for claim in claims] == [True, False]


def test_a_plan_of_the_article_is_a_claim_without_a_number() -> None:
    claims = nlp.read("The council will build a new school. The council will meet in the old hall.").claims
    assert [(claim.span.start, claim.is_promise) for claim in claims] == [(0, True)]
