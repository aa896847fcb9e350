"""Measure how well the check-worthiness model ranks debates that it was not trained on.

    python -m benchmarks.checkworthiness claimbuster.train.jsonl [--folds 5]

Whole debates are held out, never single sentences: the documents, sorted by name (year), are distributed over the
folds in turn. Each fold is ranked by models fitted on the others, with the code that fits the distributed weights.
Average precision is computed over all held-out sentences together, and as the mean over debates: for the words and
signs alone (the first stage), for the heads over sentence vectors alone, and for the mix of both.
"""

import argparse
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from claims.nlp import get_language
from claims.nlp.checkworthiness.ranking import ScoredLabel, average_precision
from claims.nlp.checkworthiness.training import build_table, calibrate, load_rows, predict_held_out


def print_precisions(name: str, documents: Sequence[str], scored: Iterable[ScoredLabel]) -> None:
    """Print the average precision over all sentences, and the mean over documents."""
    pairs = list(scored)
    debates: dict[str, list[ScoredLabel]] = defaultdict(list)
    for document, pair in zip(documents, pairs, strict=True):
        debates[document].append(pair)
    means = [value for debate in debates.values() if (value := average_precision(debate)) is not None]
    pooled = average_precision(pairs)
    print(
        f"{name}: average precision {pooled:.4f} over all held-out sentences, {sum(means) / len(means):.4f} by debate"
    )


def main() -> None:
    """Print the average precisions."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sentences", type=Path)
    parser.add_argument("--folds", type=int, default=5)
    arguments = parser.parse_args()
    table = build_table(load_rows(arguments.sentences), get_language().checkworthiness.features)
    logits = predict_held_out(table, arguments.folds)
    mix = calibrate(logits, table.labels)
    print(f"{len(table.labels)} sentences, {len(set(table.documents))} debates, {arguments.folds} folds by debate")
    for name, column in (("words", logits.words), ("heads", logits.heads), ("mix", logits.mix(mix))):
        print_precisions(name, table.documents, zip(column.tolist(), table.labels.tolist(), strict=True))


if __name__ == "__main__":
    main()
