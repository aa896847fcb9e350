"""What a language's full model consists of; the numbers are loaded by whoever scores with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claims.nlp.checkworthiness.heads import Heads


@dataclass(frozen=True, slots=True)
class Mix:
    """How the logits of words and of heads make one: weights that were calibrated on debates held out from training."""

    words: float
    heads: float
    bias: float


@dataclass(frozen=True, slots=True)
class SentenceModel:
    """The heads and the mix of a language; `load` returns both, read once per process."""

    load: Callable[[], tuple[Heads, Mix]]
