"""Measure how well the checkworthiness model ranks debates that it was not trained on.

    python -m benchmarks.checkworthiness claimbuster.train.jsonl [--folds 5]

Whole debates are held out, never single sentences: the documents, sorted by name (year), are distributed over the
folds in turn. Each fold is ranked by weights fitted on the others, with the code that fits the distributed weights.
Average precision is computed over all held-out sentences together, and as the mean over debates.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from claims.nlp import get_language
from claims.nlp.checkworthiness.features import extract_features
from claims.nlp.checkworthiness.scoring import sum_weights
from claims.nlp.checkworthiness.training import fit_weights

ScoredLabel = tuple[float, int]


def score_held_out(rows: Sequence[dict[str, Any]], folds: int) -> Iterator[tuple[str, ScoredLabel]]:
    """Yield the document, score and label of each sentence, scored by a model not trained on its document."""
    documents = sorted({row["document"] for row in rows})
    fold_of = {document: number % folds for number, document in enumerate(documents)}
    rules = get_language().checkworthiness.features
    features = [extract_features(row["text"], rules) for row in rows]
    for fold in range(folds):
        training_rows = [index for index, row in enumerate(rows) if fold_of[row["document"]] != fold]
        weights = fit_weights(
            [features[index] for index in training_rows], [rows[index]["label"] for index in training_rows]
        )
        for index, row in enumerate(rows):
            if fold_of[row["document"]] == fold:
                yield row["document"], (sum_weights(features[index], weights), row["label"])


def average_precision(scored: Sequence[ScoredLabel]) -> float | None:
    """Return the mean of the precision at each check-worthy sentence, or None without any."""
    precisions: list[float] = []
    for rank, (_, label) in enumerate(sorted(scored, key=lambda pair: -pair[0]), 1):
        if label:
            precisions.append((len(precisions) + 1) / rank)
    return sum(precisions) / len(precisions) if precisions else None


def main() -> None:
    """Print both average precisions."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sentences", type=Path)
    parser.add_argument("--folds", type=int, default=5)
    arguments = parser.parse_args()
    rows = [json.loads(line) for line in arguments.sentences.read_text("utf-8").splitlines() if line.strip()]
    debates: dict[str, list[ScoredLabel]] = defaultdict(list)
    for document, scored in score_held_out(rows, arguments.folds):
        debates[document].append(scored)
    pooled = average_precision([pair for debate in debates.values() for pair in debate])
    debate_precisions = [value for debate in debates.values() if (value := average_precision(debate)) is not None]
    print(f"{len(rows)} sentences, {len(debates)} debates, {arguments.folds} folds by debate")
    mean = sum(debate_precisions) / len(debate_precisions)
    print(f"Average precision over all held-out sentences {pooled:.4f}, mean over debates {mean:.4f}")


if __name__ == "__main__":
    main()
