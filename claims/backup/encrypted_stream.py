"""A dump encrypted with a passphrase: AES-256-GCM in chunks, so that a file of any size is written as it comes.

The nonce of a chunk counts it and marks the last one, so that no chunk can be changed, moved, left out or added.
The key follows from the passphrase by scrypt (RFC 7914).
"""

import os
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

MAGIC = b"factcheck backup 1\n"
SALT_BYTES, PREFIX_BYTES, TAG_BYTES = 16, 7, 16
CHUNK_BYTES = 1024 * 1024
SCRYPT_COST = 2**15


class CannotDecrypt(ValueError):
    """The passphrase is another one, or the file was changed or cut."""


def encrypt_stream(chunks: Iterable[bytes], passphrase: bytes) -> Iterator[bytes]:
    """Yield the encrypted file for the bytes that come in."""
    salt, prefix = os.urandom(SALT_BYTES), os.urandom(PREFIX_BYTES)
    cipher = _cipher(passphrase, salt)
    yield MAGIC + salt + prefix
    for number, (chunk, is_last) in enumerate(_mark_last(_equal_chunks(chunks))):
        yield cipher.encrypt(_nonce(prefix, number, is_last=is_last), chunk, None)


def decrypt_stream(file: BinaryIO, passphrase: bytes) -> Iterator[bytes]:
    """Yield the bytes of an encrypted file; raises `CannotDecrypt`."""
    if file.read(len(MAGIC)) != MAGIC:
        raise CannotDecrypt("This is not an encrypted backup.")
    salt, prefix = file.read(SALT_BYTES), file.read(PREFIX_BYTES)
    cipher = _cipher(passphrase, salt)
    chunks = iter(lambda: file.read(CHUNK_BYTES + TAG_BYTES), b"")
    for number, (chunk, is_last) in enumerate(_mark_last(chunks)):
        try:
            yield cipher.decrypt(_nonce(prefix, number, is_last=is_last), chunk, None)
        except InvalidTag as error:
            raise CannotDecrypt("The passphrase is another one, or the backup was changed.") from error


def _cipher(passphrase: bytes, salt: bytes) -> AESGCM:
    return AESGCM(Scrypt(salt=salt, length=32, n=SCRYPT_COST, r=8, p=1).derive(passphrase))


def _nonce(prefix: bytes, number: int, *, is_last: bool) -> bytes:
    return prefix + number.to_bytes(4, "big") + bytes([is_last])


def _equal_chunks(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield chunks of `CHUNK_BYTES`; the last one may be shorter, and is empty for an empty stream."""
    buffer = b""
    for chunk in chunks:
        buffer += chunk
        while len(buffer) > CHUNK_BYTES:
            yield buffer[:CHUNK_BYTES]
            buffer = buffer[CHUNK_BYTES:]
    yield buffer


def _mark_last(chunks: Iterable[bytes]) -> Iterator[tuple[bytes, bool]]:
    previous: bytes | None = None
    for chunk in chunks:
        if previous is not None:
            yield previous, False
        previous = chunk
    if previous is None:
        raise CannotDecrypt("The backup was cut.")
    yield previous, True
