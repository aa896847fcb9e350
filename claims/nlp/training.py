"""Training the checkworthiness weights: `python -m claims.nlp train CLAIMBUSTER.jsonl`.

Logistic regression with an L2 penalty, fitted by full-batch Adam on sparse
counts with numpy alone, so that the same file gives the same weights.
"""

import json
from collections import Counter
from collections.abc import Sequence
from importlib import resources
from pathlib import Path

import numpy as np

from claims.nlp.checkworthiness import features

SOURCE = "ClaimBuster (Arslan, Hassan, Li, Tremayne 2020), https://doi.org/10.5281/zenodo.3609356, CC BY 4.0"
SEEN, PENALTY, ROUNDS, RATE = 4, 3.0, 300, 0.05


def fit(rows: Sequence[set[str]], labels: Sequence[int], penalty: float = PENALTY) -> dict[str, float]:
    """Weights by feature name, `bias` among them."""
    counts = Counter(name for row in rows for name in row)
    names = sorted(name for name, count in counts.items() if count >= SEEN)
    place = {name: number for number, name in enumerate(names)}
    pairs = [(row, place[name]) for row, found in enumerate(rows) for name in sorted(found) if name in place]
    row_of, column_of = np.array(pairs, dtype=np.int64).T
    y = np.array(labels, dtype=float)
    w, bias = np.zeros(len(names)), 0.0
    mean, square = np.zeros(len(names) + 1), np.zeros(len(names) + 1)
    for step in range(1, ROUNDS + 1):
        error = 1 / (1 + np.exp(-(np.bincount(row_of, w[column_of], len(rows)) + bias))) - y
        slope = np.append(np.bincount(column_of, error[row_of], len(names)) + penalty * w, error.sum())
        mean, square = 0.9 * mean + 0.1 * slope, 0.999 * square + 0.001 * slope**2
        move = RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
        w, bias = w - move[:-1], bias - move[-1]
    return {"bias": round(float(bias), 4)} | {
        name: round(float(weight), 4) for name, weight in zip(names, w, strict=True) if abs(weight) >= 0.01
    }


def train(path: Path) -> Path:
    """Fit on a JSON Lines file of {"text", "label"} and write the weights into the package."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    weights = fit([features(row["text"]) for row in rows], [row["label"] for row in rows])
    target = Path(str(resources.files(__package__).joinpath("data/checkworthiness.json")))
    about = {"source": SOURCE, "sentences": len(rows), "method": "logistic regression", "weights": weights}
    target.write_text(json.dumps(about, indent=0, ensure_ascii=False, sort_keys=True) + "\n", "utf-8")
    return target
