"""Signed heads: a JSON Web Signature (RFC 7515) over the number and hash of the newest entry, by Ed25519 (RFC 8037)."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from . import ed25519
from .chain import Break, Head, canonical

Key = Mapping[str, Any]
"""A public key as a JSON Web Key: `kty` OKP, `crv` Ed25519, `x`."""


class BadHead(ValueError):
    """A head that none of the keys signed, or that says nothing."""


def read(jws: str, keys: Iterable[Key]) -> Head:
    """What a signed head says, if one of the keys signed it; else `BadHead`."""
    try:
        head, message, signature = _parsed(jws)
    except (ValueError, KeyError, TypeError, OverflowError, OSError) as error:
        raise BadHead(f"this is not a signed head ({error!r})") from error
    if not any(ed25519.verify(_decoded(key["x"]), message, signature) for key in keys):
        raise BadHead(f"none of the keys has signed {head}")
    return head


def _parsed(jws: str) -> tuple[Head, bytes, bytes]:
    """What it says, the bytes that are signed, and the signature."""
    message, _, signature = jws.strip().rpartition(".")
    header, said = (json.loads(_decoded(part)) for part in message.split("."))
    if header["alg"] != "EdDSA":
        raise ValueError(header["alg"])
    head = Head(int(said["sequence"]), str(said["entry_sha256"]), datetime.fromtimestamp(said["iat"], UTC))
    return head, message.encode(), _decoded(signature)


def sort(found: Iterable[str], keys: Sequence[Key]) -> tuple[list[Head], list[Break]]:
    """The heads that the keys signed, and what is wrong with the others."""
    good, bad = [], []
    for number, each in enumerate(found, 1):
        try:
            good.append(read(each, keys))
        except BadHead as error:
            bad.append(Break(f"head {number}", str(error)))
    return good, bad


def jws(text: str) -> str:
    """The signature in a text that somebody kept: alone, or as ``/log/head.json`` has it."""
    return str(json.loads(text)["jws"]) if text.lstrip().startswith("{") else text.strip()


def thumbprint(key: Key) -> str:
    """A key's name, RFC 7638."""
    named = {name: key[name] for name in ("crv", "kty", "x")}
    return urlsafe_b64encode(sha256(canonical(named).encode()).digest()).decode().rstrip("=")


def _decoded(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
