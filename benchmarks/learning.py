"""Measure what a desk's decisions add to the order of its claims, and how long learning takes.

    python -m benchmarks.learning claimbuster.train.jsonl

Shipped weights of words are fitted on the earlier half of the debates. The later half stands for the claims of two
desks, in the order of the debates: one decides as the coders of ClaimBuster do, the other wants check-worthy sentences
about the economy and health alone. The older three quarters of the decisions teach, the newest quarter judges.
Which pairs of words are features is read from the distributed weights, which know all debates; their weights are not.
"""

import argparse
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from claims.nlp import get_language
from claims.nlp.checkworthiness.features import extract_features, find_signs
from claims.nlp.checkworthiness.learned import list_features
from claims.nlp.checkworthiness.learning import JudgedClaim, try_weights
from claims.nlp.checkworthiness.scoring import sum_weights
from claims.nlp.checkworthiness.training import load_rows
from claims.nlp.checkworthiness.word_weights import fit_weights

Row = dict[str, Any]
SEEN_LOGIT = -1.1
"""The logit of the score below which pages fold a claim, so that few people decide on it."""

SIZES = (300, 1_000, 3_000, 10_000)
INTEREST = re.compile(
    r"\b(?:jobs?|tax|taxes|econom\w*|deficit|debt|budget|trade|wages?|income|spend\w*|billion|trillion|health|medicare"
    r"|insurance)\b"
)
DESKS: dict[str, Callable[[Row], bool]] = {
    "coders": lambda row: bool(row["label"]),
    "economy": lambda row: bool(row["label"]) and INTEREST.search(row["text"].lower()) is not None,
}
RULES = get_language().checkworthiness


def weigh_rows(rows: list[Row]) -> list[tuple[Row, float]]:
    """Return the sentences of the later debates in order, with their logits by weights of the earlier ones."""
    documents = sorted({row["document"] for row in rows})
    earlier = set(documents[: len(documents) // 2])
    features = [extract_features(row["text"], find_signs(row["text"], RULES.features), RULES.features) for row in rows]
    known = [number for number, row in enumerate(rows) if row["document"] in earlier]
    weights = fit_weights([features[number] for number in known], [rows[number]["label"] for number in known])
    later = sorted(set(range(len(rows))) - set(known), key=lambda number: (rows[number]["document"], number))
    return [(rows[number], sum_weights(features[number], weights)) for number in later]


def measure(weighed: list[tuple[Row, float]], decide: Callable[[Row], bool], size: int) -> str:
    """Return a line with both scores of a desk after so many decisions, and the CPU seconds."""
    seen = weighed if size == SIZES[-1] else [pair for pair in weighed if pair[1] > SEEN_LOGIT]
    started = time.process_time()
    claims = [JudgedClaim(list_features(row["text"], RULES), logit, decide(row)) for row, logit in seen[-size:]]
    prepared = time.process_time()
    cut = len(claims) - len(claims) // 4
    trial = try_weights(claims[:cut], claims[cut:])
    return (
        f"{len(claims):>6} decisions, {sum(claim.is_worthy for claim in claims):>5} accepted:"
        f" shipped {trial.shipped_precision:.3f}, learned {trial.own_precision:.3f},"
        f" confidence {trial.confidence:.3f}, {'used' if trial.is_better else 'not used'};"
        f" features {prepared - started:.1f} s, fit {time.process_time() - prepared:.1f} s"
    )


def main() -> None:
    """Print a line for each desk and number of decisions."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sentences", type=Path)
    weighed = weigh_rows(load_rows(parser.parse_args().sentences))
    for name, decide in DESKS.items():
        for size in SIZES:
            print(f"{name:<8}", measure(weighed, decide, size))


if __name__ == "__main__":
    main()
