"""What deserves checking ranks above what does not, and says why."""

import json
import math
from decimal import Decimal

import pytest

from claims.nlp import get_language
from claims.nlp.checkworthiness import Circumstances, choose_sentence, score_claim, weigh_sentence
from claims.nlp.checkworthiness.earlier_checks import EarlierChecks
from claims.nlp.reading import Link, Quantity, Reason, Span

RULES = get_language().checkworthiness
HERE = Span(0, 1)


def score(sentence: str, circumstances: Circumstances | None = None) -> tuple[float, tuple[Reason, ...]]:
    return score_claim(weigh_sentence(sentence, RULES), circumstances or Circumstances(), RULES)


def test_a_statistic_ranks_above_an_opinion_and_a_greeting() -> None:
    statistic, _ = score("Unemployment fell from 7.8 percent to 4.9 percent under this government.")
    opinion, _ = score("I think we should be kinder to one another.")
    greeting, _ = score("Thank you, and good evening.")
    assert statistic > 0.8
    assert max(greeting, opinion) < 0.1


@pytest.mark.parametrize(
    ("public", "other"),
    [
        ("The council spent 900 pounds a month on rent.", "My rent is 900 pounds a month and the boiler is broken."),
        ("The company raised fares by 12 percent.", "Who cares about 12 percent?"),
        (
            "The hearing found that 40 officers had lied.",
            "You have two minutes to respond, then the next question.",
        ),
        ("Planning permissions fell to a record low last year.", "I grew up in a small house with my grandmother."),
    ],
)
def test_private_rhetorical_and_procedural_sentences_rank_low(public: str, other: str) -> None:
    assert score(public)[0] > score(other)[0]


SENTENCES = [
    "More than 300 people were killed in the flood, the worst since 1953.",
    "Thank you.",
    "Exports rose by 12 percent compared with 2019, a record high.",
    "We will build 40,000 homes because of the shortage.",
    "x",
]
CIRCUMSTANCES = [
    Circumstances(),
    Circumstances([Quantity(300, None, "people", HERE)], [], [Link("Ana Lima", HERE, "person"), Link("Courier", HERE)]),
    Circumstances(earlier=EarlierChecks(3, 0.9)),
]


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize("circumstances", CIRCUMSTANCES)
def test_the_reasons_add_up_to_the_score(sentence: str, circumstances: Circumstances) -> None:
    total, reasons = score(sentence, circumstances)
    shown = sum((Decimal(str(reason.weight)) for reason in reasons), Decimal(0))
    assert abs(shown - Decimal(str(total))) <= Decimal("0.005")
    assert reasons[0].code == "base"
    assert [abs(r.weight) for r in reasons[1:]] == sorted((abs(r.weight) for r in reasons[1:]), reverse=True)


def test_reasons_quote_the_words_that_show_them() -> None:
    _, reasons = score("Exports rose by 12 percent compared with 2019, a record high.")
    words = {reason.code: reason.parameters.get("words") for reason in reasons}
    assert words["compares_time"] == "compared with 2019"
    assert words["record"] == "record high"
    assert words["percent"] == "12 percent"


def test_a_particular_reason_takes_the_place_of_general_ones() -> None:
    _, reasons = score("More than 300 people were killed in the flood.")
    codes = {reason.code for reason in reasons}
    assert "death_toll" in codes
    assert not codes & {"harm", "number"}


def test_a_death_toll_names_the_source_that_gives_it() -> None:
    ministry = Circumstances(chain=[Link("a ministry", HERE, "organisation")])
    _, reasons = score("More than 300 people were killed in the flood.", ministry)
    (toll,) = [reason for reason in reasons if reason.code == "attributed_toll"]
    assert toll.parameters == {"name": "a ministry", "words": "300 people were killed"}


def test_the_weights_are_a_readable_file_that_names_its_source() -> None:
    about = json.loads(get_language().weights_path.read_text("utf-8"))
    assert "ClaimBuster" in about["source"]
    assert "CC BY 4.0" in about["source"]
    assert all(math.isfinite(weight) for weight in about["weights"].values())


def test_what_a_claim_contains_moves_its_score() -> None:
    sentence = "More than 300 people were killed in the flood."
    chain = [Link("Ana Lima", HERE, "person"), Link("Reuters", HERE, "outlet")]
    found, reasons = score(sentence, Circumstances([Quantity(300, None, "people", HERE)], [], chain))
    assert found > score(sentence)[0]
    assert {"anchored", "relayed", "named_source"} <= {reason.code for reason in reasons}
    assert {"name": "Reuters"} in [reason.parameters for reason in reasons if reason.code == "relayed"]


def test_earlier_checks_are_a_reason_of_their_own() -> None:
    sentence = "The dam holds enough water for two years."
    plain, reasons = score(sentence)
    assert "earlier_checks" not in {reason.code for reason in reasons}
    checked, reasons = score(sentence, Circumstances(earlier=EarlierChecks(3, 0.8)))
    assert checked > plain
    assert [r.parameters for r in reasons if r.code == "earlier_checks"] == [{"count": "3"}]


def test_the_best_sentence_of_several_counts_and_is_named() -> None:
    texts = ["Good evening to all of you.", "Crime rose by 40 percent in 2019.", "I love this town."]
    best = choose_sentence([weigh_sentence(text, RULES) for text in texts])
    found, reasons = score_claim(best, Circumstances(), RULES)
    assert found == score(texts[1])[0]
    (note,) = [reason for reason in reasons if reason.code == "best_sentence"]
    assert (note.weight, note.parameters) == (0.0, {"words": texts[1]})


def test_one_sentence_is_not_named() -> None:
    best = choose_sentence([weigh_sentence("Crime rose by 40 percent in 2019.", RULES)])
    assert "best_sentence" not in {reason.code for reason in score_claim(best, Circumstances(), RULES)[1]}
