"""What deserves checking ranks above what does not, and says why."""

import json
import math

from claims.nlp import get_language
from claims.nlp.checkworthiness import explain_sentence, score_claim, score_sentence
from claims.nlp.reading import Link, Quantity, Span

RULES = get_language().checkworthiness


def test_a_statistic_ranks_above_an_opinion_and_a_greeting() -> None:
    statistic = score_sentence("Unemployment fell from 7.8 percent to 4.9 percent under this government.", RULES)
    opinion = score_sentence("I think we should be kinder to one another.", RULES)
    greeting = score_sentence("Thank you, and good evening.", RULES)
    assert statistic > 0.8
    assert max(greeting, opinion) < 0.1


def test_reasons_are_words_for_editors() -> None:
    reasons = explain_sentence("More than 300 people were killed in the flood.", RULES)
    assert {"speaks of people killed or hurt", "gives a number"} <= {reason.text for reason in reasons}
    assert [abs(reason.weight) for reason in reasons] == sorted((abs(r.weight) for r in reasons), reverse=True)


def test_the_weights_are_a_readable_file_that_names_its_source() -> None:
    about = json.loads(get_language().weights_path.read_text("utf-8"))
    assert "ClaimBuster" in about["source"]
    assert "CC BY 4.0" in about["source"]
    assert all(math.isfinite(weight) for weight in about["weights"].values())


def test_what_a_claim_contains_moves_its_score() -> None:
    sentence = "More than 300 people were killed in the flood."
    here = Span(0, 1)
    chain = [Link("Ana Lima", here, "person"), Link("Reuters", here, "outlet")]
    score, reasons = score_claim(sentence, [Quantity(300, None, "people", here)], [], chain, RULES)
    assert score > score_sentence(sentence, RULES)
    assert {"anchored", "relayed", "named_source"} <= {reason.code for reason in reasons}
    assert "passed on by Reuters" in {reason.text for reason in reasons}
