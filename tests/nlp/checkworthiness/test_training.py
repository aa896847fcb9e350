"""Training the weights."""

import json
from pathlib import Path

from claims.nlp import get_language
from claims.nlp.checkworthiness.features import extract_features
from claims.nlp.checkworthiness.scoring import sum_weights
from claims.nlp.checkworthiness.training import fit_weights, train_weights

RULES = get_language().checkworthiness.features
FACTS = [f"The deficit rose by {number} percent in {2000 + number}." for number in range(2, 12)]
WISHES = [f"I hope that we all have a nice day number {'x' * number}." for number in range(2, 12)]


def test_training_separates_two_kinds_of_sentences_and_is_repeatable() -> None:
    rows = [extract_features(sentence, RULES) for sentence in (*FACTS, *WISHES)]
    weights = fit_weights(rows, [1] * 10 + [0] * 10)
    assert weights == fit_weights(rows, [1] * 10 + [0] * 10)

    def score(sentence: str) -> float:
        return sum_weights(extract_features(sentence, RULES), weights)

    assert score("The debt rose by 7 percent in 2011.") > score("I hope that we meet again.")


def test_the_weights_are_written_with_their_source(tmp_path: Path) -> None:
    sentences, target = tmp_path / "sentences.jsonl", tmp_path / "weights.json"
    rows = [{"text": text, "label": 1} for text in FACTS] + [{"text": text, "label": 0} for text in WISHES]
    sentences.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    train_weights(sentences, target, RULES)
    about = json.loads(target.read_text("utf-8"))
    assert about["sentences"] == 20
    assert "ClaimBuster" in about["source"]
    assert "bias" in about["weights"]
