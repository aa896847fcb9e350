"""Training the whole model."""

import hashlib
import json
from pathlib import Path

import numpy as np
import pytest

from claims.nlp import get_language
from claims.nlp.checkworthiness.heads import load_heads
from claims.nlp.checkworthiness.training import (
    HeldOutLogits,
    TrainingTable,
    assign_folds,
    build_table,
    calibrate,
    load_rows,
    predict_held_out,
    train_model,
)

RULES = get_language().checkworthiness.features
FACTS = [f"The deficit rose by {number} percent in {2000 + number}." for number in range(2, 12)]
WISHES = [f"I hope that we all have a nice day number {'x' * number}." for number in range(2, 12)]


@pytest.fixture(scope="module")
def table() -> TrainingTable:
    rows = [
        {"text": text, "label": label, "document": f"debate {number % 5}"}
        for label, texts in ((1, FACTS), (0, WISHES))
        for number, text in enumerate(texts)
    ]
    return build_table(rows, RULES)


def test_whole_documents_are_held_out() -> None:
    assert assign_folds(["b", "a", "b", "c"], 2).tolist() == [1, 0, 1, 0]


def test_held_out_sentences_are_told_apart(table: TrainingTable) -> None:
    logits = predict_held_out(table, 5, seeds=(0,))
    for column in (logits.words, logits.heads, logits.mix(calibrate(logits, table.labels))):
        assert column[table.labels == 1].min() > column[table.labels == 0].max()


def test_a_mix_gives_the_share_of_check_worthy_sentences() -> None:
    random = np.random.default_rng(0)
    words, heads = random.standard_normal(20_000), random.standard_normal(20_000)
    labels = (random.random(20_000) < 1 / (1 + np.exp(-(0.5 * words + 1.5 * heads - 1)))).astype(np.int64)
    mix = calibrate(HeldOutLogits(words, heads), labels)
    assert (mix.words, mix.heads, mix.bias) == pytest.approx((0.5, 1.5, -1), abs=0.08)


def test_the_model_is_written_with_source_and_hash_and_is_repeatable(table: TrainingTable, tmp_path: Path) -> None:
    weights, heads = tmp_path / "weights.json", tmp_path / "heads.npz"
    train_model(table, RULES, weights, heads)
    about, content = json.loads(weights.read_text("utf-8")), heads.read_bytes()
    assert about["sentences"] == 20
    assert "ClaimBuster" in about["source"]
    assert {"bias"} <= set(about["weights"])
    assert about["heads_sha256"] == hashlib.sha256(content).hexdigest()
    assert load_heads(content).predict(table.vectors).shape == (20,)
    train_model(table, RULES, tmp_path / "again.json", tmp_path / "again.npz")
    assert (tmp_path / "again.npz").read_bytes() == content
    assert (tmp_path / "again.json").read_text("utf-8") == weights.read_text("utf-8")


def test_rows_are_read_from_json_lines(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text('{"text": "a", "label": 1, "document": "d"}\n\n', "utf-8")
    assert load_rows(path) == [{"text": "a", "label": 1, "document": "d"}]
