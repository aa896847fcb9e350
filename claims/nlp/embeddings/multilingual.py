"""The encoder of texts in other languages: the same sentence in two languages has two near vectors.

It is the multilingual Universal Sentence Encoder 3 (Yang et al. 2019, Apache-2.0) with weights of 6 bits, which an
installed package holds together with its code in numpy. The files are checked by their hashes first.
"""

from collections.abc import Sequence
from functools import cache
from importlib import import_module
from threading import Lock
from typing import Any

import numpy as np

from claims.nlp.embeddings.encoder import Vectors
from claims.nlp.embeddings.model_files import find_package, read_checked
from claims.nlp.encoder_table import ENCODERS, EncoderName
from claims.nlp.model_use import note_model_use

WEIGHTS_SHA256 = "0db566fd0af82cbf9f3a7eac3920ede5fb784a6882398563ca9b1bbd66fb37c9"
PIECES_SHA256 = "994fcc2e8ad0fe2c802b68fa0de9f058403f2b1656c2d33b6a94146b0c5925e9"
ROW = ENCODERS[EncoderName.MULTILINGUAL]


class MultilingualEncoder:
    """An encoder that is loaded."""

    def __init__(self, model: Any) -> None:
        self.model = model

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a row for each text, in order."""
        if not texts:
            return np.zeros((0, ROW.dimensions), np.float32)
        return np.asarray(self.model.encode(list(texts)), np.float32)


_loading = Lock()


def load_multilingual_encoder() -> MultilingualEncoder:
    """Return the encoder, loaded once per process, whichever thread needs it first. It takes about 100 MB."""
    note_model_use()
    with _loading:
        return _load()


@cache
def _load() -> MultilingualEncoder:
    return MultilingualEncoder(read_model())


def read_model() -> Any:
    """Return the model of the package with its files. Raises `ChangedFile` if they are others."""
    folder = find_package(ROW.package) / "resources"
    for name, sha256 in (("weights.npz", WEIGHTS_SHA256), ("sp.model", PIECES_SHA256)):
        read_checked(folder / name, sha256)
    model = import_module(ROW.package).USE(threads=1)
    model.encode([""])  # reads its files, which two threads at once would read twice
    return model
