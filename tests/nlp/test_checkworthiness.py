"""What deserves checking ranks above what does not, and says why."""

import json
import math
from importlib import resources

from claims.nlp import checkworthiness, features, training


def test_a_statistic_ranks_above_an_opinion_and_a_greeting() -> None:
    statistic = checkworthiness.score("Unemployment fell from 7.8 percent to 4.9 percent under this government.")
    opinion = checkworthiness.score("I think we should be kinder to one another.")
    greeting = checkworthiness.score("Thank you, and good evening.")
    assert statistic > 0.8
    assert max(greeting, opinion) < 0.1


def test_reasons_are_words_for_editors() -> None:
    reasons = checkworthiness.reasons("More than 300 people were killed in the flood.")
    assert {"speaks of people killed or hurt", "gives a number"} <= {reason.text for reason in reasons}
    assert [abs(reason.weight) for reason in reasons] == sorted((abs(r.weight) for r in reasons), reverse=True)


def test_the_weights_are_a_readable_file_that_names_its_source() -> None:
    about = json.loads(resources.files("claims.nlp").joinpath("data/checkworthiness.json").read_text("utf-8"))
    assert "ClaimBuster" in about["source"]
    assert "CC BY 4.0" in about["source"]
    assert all(math.isfinite(weight) for weight in about["weights"].values())


def test_training_tells_two_kinds_of_sentences_apart_and_repeats_itself() -> None:
    facts = [f"The deficit rose by {number} percent in {2000 + number}." for number in range(2, 12)]
    wishes = [f"I hope that we all have a nice day number {'x' * number}." for number in range(2, 12)]
    rows = [features.features(sentence) for sentence in (*facts, *wishes)]
    weights = training.fit(rows, [1] * 10 + [0] * 10)
    assert weights == training.fit(rows, [1] * 10 + [0] * 10)

    def total(sentence: str) -> float:
        return weights["bias"] + sum(weights.get(name, 0) * v for name, v in features.features(sentence).items())

    assert total("The debt rose by 7 percent in 2011.") > total("I hope that we meet again.")
