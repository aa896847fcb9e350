"""Finding fact-checks that are similar to a sentence, by the vectors of both."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from claims.nlp.checkworthiness.earlier_checks import LEAST_COSINE, EarlierChecks
from claims.nlp.embeddings import Vectors

ROWS_AT_ONCE = 512


@dataclass(frozen=True, slots=True)
class FactCheckVectors:
    """The vectors of fact-checks, ordered by their days. The day is that of `date.toordinal`."""

    vectors: Vectors
    days: NDArray[np.int64]

    def find_earlier(self, sentences: Vectors, days: Sequence[date | None]) -> list[EarlierChecks]:
        """Return for each sentence the similar fact-checks dated before its day; without a day all of them count."""
        found: list[EarlierChecks] = []
        for start in range(0, len(sentences), ROWS_AT_ONCE):
            cosines = sentences[start : start + ROWS_AT_ONCE] @ self.vectors.T
            for row, day in zip(cosines, days[start : start + ROWS_AT_ONCE], strict=True):
                before = len(row) if day is None else int(np.searchsorted(self.days, day.toordinal()))
                found.append(count_similar(row[:before]))
        return found


def count_similar(cosines: NDArray[np.float32]) -> EarlierChecks:
    """Return how many cosines are those of similar sentences, and the largest."""
    if not len(cosines):
        return EarlierChecks()
    return EarlierChecks(int((cosines >= LEAST_COSINE).sum()), round(float(cosines.max()), 4))


def order_by_day(vectors: Vectors, days: Sequence[date]) -> FactCheckVectors:
    """Return the vectors of fact-checks with their days, the earliest first."""
    ordinals = np.array([day.toordinal() for day in days], np.int64)
    order = np.argsort(ordinals, kind="stable")
    return FactCheckVectors(vectors[order], ordinals[order])
