"""Files of weights are the ones that were tested."""

import hashlib
from pathlib import Path

import pytest

from claims.nlp.embeddings import model_files
from claims.nlp.embeddings.model_files import ChangedFile, read_checked, read_encoder


def test_a_file_with_another_hash_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "weights.npz"
    path.write_bytes(b"weights")
    assert read_checked(path, hashlib.sha256(b"weights").hexdigest()) == b"weights"
    path.write_bytes(b"other weights")
    with pytest.raises(ChangedFile, match=r"weights\.npz"):
        read_checked(path, hashlib.sha256(b"weights").hexdigest())


def test_a_changed_encoder_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model_files, "ENCODER_SHA256", "0" * 64)
    with pytest.raises(ChangedFile):
        read_encoder()


def test_a_missing_encoder_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model_files, "ENCODER_PACKAGE", "no_such_package")
    with pytest.raises(ModuleNotFoundError, match="no_such_package"):
        read_encoder()
