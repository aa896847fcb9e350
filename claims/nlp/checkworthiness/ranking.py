"""Average precision: how well scores order what is check-worthy before what is not."""

from collections.abc import Sequence

ScoredLabel = tuple[float, int]


def average_precision(scored: Sequence[ScoredLabel]) -> float | None:
    """Return the mean of the precision at each check-worthy row, or None without any."""
    precisions: list[float] = []
    for rank, (_, label) in enumerate(sorted(scored, key=lambda pair: -pair[0]), 1):
        if label:
            precisions.append((len(precisions) + 1) / rank)
    return sum(precisions) / len(precisions) if precisions else None
