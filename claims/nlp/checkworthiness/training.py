"""Training the check-worthiness model: `python -m claims.nlp train CLAIMBUSTER.jsonl`.

Three things are fitted on the same sentences: the weights of words and signs (`word_weights`), the heads over the
vectors of the sentence encoder (`heads`), and the mix of both. The mix is a logistic regression over the logits that
each gives debates held out from its training, so that a score is the share of such sentences that are check-worthy.
The encoder itself is used as it is distributed. The same file gives the same weights on the same processor.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from claims.nlp.checkworthiness.features import FeatureRules, extract_features, find_signs
from claims.nlp.checkworthiness.heads import fit_heads
from claims.nlp.checkworthiness.mix import Mix
from claims.nlp.checkworthiness.scoring import sum_weights
from claims.nlp.checkworthiness.sentence_model import LAYERS
from claims.nlp.checkworthiness.word_weights import explain_by_signs, fit_weights
from claims.nlp.embeddings import Vectors, load_encoder

SOURCE = (
    "ClaimBuster (Arslan, Hassan, Li, Tremayne 2020, A Benchmark Dataset of Check-worthy Factual Claims),"
    " https://doi.org/10.5281/zenodo.3609356, CC BY 4.0"
)
FOLDS = 5
SEEDS = (0, 1, 2)
NEWTON_STEPS = 25

Row = dict[str, Any]
Logits = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class TrainingTable:
    """Sentences with their labels, documents, signs, features and vectors, in the same order."""

    labels: NDArray[np.int64]
    documents: tuple[str, ...]
    signs: list[frozenset[str]]
    features: list[dict[str, float]]
    vectors: Vectors


@dataclass(frozen=True, slots=True)
class HeldOutLogits:
    """The logits that words and heads give sentences of documents that they were not trained on."""

    words: Logits
    heads: Logits

    def mix(self, mix: Mix) -> Logits:
        """Return the mixed logits."""
        return mix.words * self.words + mix.heads * self.heads + mix.bias


def load_rows(path: Path) -> list[Row]:
    """Return the rows of a JSON Lines file of {"text", "label", "document"}."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def build_table(rows: Sequence[Row], rules: FeatureRules) -> TrainingTable:
    """Return what is trained on. Encoding takes some milliseconds a sentence."""
    texts = [row["text"] for row in rows]
    signs = [find_signs(text, rules) for text in texts]
    features = [extract_features(text, found, rules) for text, found in zip(texts, signs, strict=True)]
    labels = np.array([row["label"] for row in rows], np.int64)
    vectors = load_encoder().average(texts, LAYERS)
    return TrainingTable(labels, tuple(row["document"] for row in rows), signs, features, vectors)


def assign_folds(documents: Sequence[str], folds: int) -> NDArray[np.int64]:
    """Return the fold of each sentence: whole documents, sorted by name (year), are distributed in turn."""
    fold_of = {document: number % folds for number, document in enumerate(sorted(set(documents)))}
    return np.array([fold_of[document] for document in documents], np.int64)


def predict_held_out(table: TrainingTable, folds: int, seeds: Sequence[int] = SEEDS) -> HeldOutLogits:
    """Return the logits of each fold by models that were fitted on the others."""
    fold_of = assign_folds(table.documents, folds)
    words, heads = np.zeros(len(table.labels)), np.zeros(len(table.labels))
    for fold in range(folds):
        inside, outside = np.flatnonzero(fold_of != fold), np.flatnonzero(fold_of == fold)
        weights = fit_weights([table.features[row] for row in inside], table.labels[inside].tolist())
        words[outside] = [sum_weights(table.features[row], weights) for row in outside]
        fitted = fit_heads(table.vectors[inside], table.labels[inside].tolist(), seeds)
        heads[outside] = fitted.predict(table.vectors[outside])
    return HeldOutLogits(words, heads)


def calibrate(logits: HeldOutLogits, labels: NDArray[np.int64]) -> Mix:
    """Return the weights of words and heads in a logistic regression, by Newton's method."""
    inputs = np.column_stack([logits.words, logits.heads, np.ones(len(labels))])
    weights = np.zeros(3)
    for _ in range(NEWTON_STEPS):
        scores = 1 / (1 + np.exp(-(inputs @ weights)))
        curvature = (inputs * (scores * (1 - scores))[:, None]).T @ inputs + 1e-6 * np.eye(3)
        weights -= np.linalg.solve(curvature, inputs.T @ (scores - labels))
    return Mix(*(round(float(weight), 4) for weight in weights))


def train_model(table: TrainingTable, rules: FeatureRules, weights_path: Path, heads_path: Path) -> None:
    """Fit all of the model and write it: the readable weights with method and source, and the heads."""
    held_out = predict_held_out(table, FOLDS)
    mix = calibrate(held_out, table.labels)
    heads = fit_heads(table.vectors, table.labels.tolist(), SEEDS).to_bytes()
    heads_path.write_bytes(heads)
    about = {
        "source": SOURCE,
        "sentences": len(table.labels),
        "method": __doc__,
        "weights": fit_weights(table.features, table.labels.tolist()),
        "mix": asdict(mix),
        "heads_sha256": hashlib.sha256(heads).hexdigest(),
        "explanation": explain_by_signs(table.signs, held_out.mix(mix).tolist(), rules),
    }
    weights_path.write_text(json.dumps(about, indent=0, ensure_ascii=False, sort_keys=True) + "\n", "utf-8")
