"""Our verification of signatures agrees with the library."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as some

from claims.log.ed25519 import ORDER, verify_signature

RFC_8032 = [  # section 7.1: public key, message, and the two halves of the signature
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155",
        "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da",
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac",
        "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
]
keys = some.binary(min_size=32, max_size=32).map(Ed25519PrivateKey.from_private_bytes)


@pytest.mark.parametrize("vector", RFC_8032)
def test_the_vectors_of_the_standard_are_valid(vector: tuple[str, str, str, str]) -> None:
    key, message, commitment, scalar = map(bytes.fromhex, vector)
    assert verify_signature(key, message, commitment + scalar)


@given(keys, some.binary(max_size=200))
def test_signatures_of_the_library_are_valid(key: Ed25519PrivateKey, message: bytes) -> None:
    assert verify_signature(key.public_key().public_bytes_raw(), message, key.sign(message))


@given(keys, some.binary(min_size=1, max_size=50), some.integers(0, 95), some.integers(0, 7))
def test_a_changed_bit_is_not_valid(key: Ed25519PrivateKey, message: bytes, place: int, bit: int) -> None:
    whole = bytearray(key.public_key().public_bytes_raw() + key.sign(message))
    whole[place] ^= 1 << bit
    assert not verify_signature(bytes(whole[:32]), message, bytes(whole[32:]))
    assert not verify_signature(key.public_key().public_bytes_raw(), message + b"!", key.sign(message))


@pytest.mark.parametrize(
    ("key", "signature"), [(b"", b""), (b"\xff" * 32, b"\0" * 64), (b"\2" + bytes(31), b"\0" * 64)]
)
def test_a_point_off_the_curve_is_not_valid(key: bytes, signature: bytes) -> None:
    assert not verify_signature(key, b"", signature)


def test_a_signature_has_one_form() -> None:
    key, message, commitment, scalar = map(bytes.fromhex, RFC_8032[2])
    another = int.from_bytes(scalar, "little") + ORDER
    assert not verify_signature(key, message, commitment + another.to_bytes(32, "little"))
