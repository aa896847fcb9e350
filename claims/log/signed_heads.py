"""Signed heads: a JSON Web Signature (RFC 7515) over the number and hash of the newest entry, by Ed25519 (RFC 8037)."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from .chain import ChainBreak, SignedStatement, canonical_json
from .ed25519 import verify_signature

JsonWebKey = Mapping[str, Any]
"""A public key as a JSON Web Key: `kty` OKP, `crv` Ed25519, `x`."""


class InvalidHead(ValueError):
    """A head that none of the keys signed, or that says nothing."""


def read_head(jws: str, keys: Iterable[JsonWebKey]) -> SignedStatement:
    """What a signed head says, if one of the keys signed it; else `BadHead`."""
    try:
        head, message, signature = _parse_jws(jws)
    except (ValueError, KeyError, TypeError, OverflowError, OSError) as error:
        raise InvalidHead(f"this is not a signed head ({error!r})") from error
    if not any(verify_signature(_decode_base64url(key["x"]), message, signature) for key in keys):
        raise InvalidHead(f"none of the keys has signed {head}")
    return head


def _parse_jws(jws: str) -> tuple[SignedStatement, bytes, bytes]:
    """What it says, the bytes that are signed, and the signature."""
    message, _, signature = jws.strip().rpartition(".")
    header, said = (json.loads(_decode_base64url(part)) for part in message.split("."))
    if header["alg"] != "EdDSA":
        raise ValueError(header["alg"])
    head = SignedStatement(int(said["sequence"]), str(said["entry_sha256"]), datetime.fromtimestamp(said["iat"], UTC))
    return head, message.encode(), _decode_base64url(signature)


def sort_heads(found: Iterable[str], keys: Sequence[JsonWebKey]) -> tuple[list[SignedStatement], list[ChainBreak]]:
    """The heads that the keys signed, and what is wrong with the others."""
    good, bad = [], []
    for number, each in enumerate(found, 1):
        try:
            good.append(read_head(each, keys))
        except InvalidHead as error:
            bad.append(ChainBreak(f"head {number}", str(error)))
    return good, bad


def extract_jws(text: str) -> str:
    """The signature in a text that somebody kept: alone, or as ``/log/head.json`` has it."""
    return str(json.loads(text)["jws"]) if text.lstrip().startswith("{") else text.strip()


def key_thumbprint(key: JsonWebKey) -> str:
    """A key's name, RFC 7638."""
    named = {name: key[name] for name in ("crv", "kty", "x")}
    return urlsafe_b64encode(sha256(canonical_json(named).encode()).digest()).decode().rstrip("=")


def _decode_base64url(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
