"""What a view says of an answer that can be kept ready for others: as of which versions, and what counts a request."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

Versions = Mapping[str, str | None]
"""The version of each subject of `claims.models.page_version`; None for one that has never changed."""

Answer = TypeVar("Answer")


def admit_everybody(_headers: Mapping[str, Any]) -> bool:
    """Count no requests."""
    return True


@dataclass(frozen=True, slots=True)
class Keeping:
    """How long an answer can be kept: while its subjects have these versions, and no longer than some seconds.

    `admits` counts a request by its `META`, and says whether it is within the limit.
    """

    versions: Versions
    seconds: float = math.inf
    admits: Callable[[Mapping[str, Any]], bool] = admit_everybody


def allow_keeping(answer: Answer, keeping: Keeping) -> Answer:
    """Let the middleware keep an answer, and return it. The versions are read before what the answer shows."""
    answer.keeping = keeping  # type: ignore[attr-defined]
    return answer


def find_keeping(answer: object) -> Keeping | None:
    """Return what the view says of an answer; None if it is made for one request."""
    return getattr(answer, "keeping", None)
