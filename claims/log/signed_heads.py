"""Signed heads: a JSON Web Signature (RFC 7515) by Ed25519 (RFC 8037).

It signs number and hash of the newest entry, and the root of the tree over all entries.
"""

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
    """A head that is malformed, or that none of the keys signed."""


def read_head(jws: str, keys: Iterable[JsonWebKey]) -> SignedStatement:
    """Return the statement of a signed head; raises `InvalidHead` if none of the keys signed it."""
    head, message, signature = _parse_head(jws)
    if not any(verify_signature(_public_bytes(key), message, signature) for key in keys):
        raise InvalidHead(f"none of the keys has signed {head}")
    return head


def read_unverified_head(jws: str) -> SignedStatement:
    """Return the statement of a head whose signature is not checked; raises `InvalidHead`."""
    return _parse_head(jws)[0]


def _parse_head(jws: str) -> tuple[SignedStatement, bytes, bytes]:
    try:
        return _parse_jws(jws)
    except (ValueError, KeyError, TypeError, OverflowError, OSError, RecursionError) as error:
        raise InvalidHead(f"this is not a signed head ({error!r})") from error


def _public_bytes(key: JsonWebKey) -> bytes:
    """Return the bytes of a public key; none for what is no key, which signs nothing."""
    text = key.get("x") if isinstance(key, Mapping) else None
    try:
        return _decode_base64url(text) if isinstance(text, str) else b""
    except ValueError:
        return b""


def _parse_jws(jws: str) -> tuple[SignedStatement, bytes, bytes]:
    """Return the statement, the signed bytes and the signature."""
    message, _, signature = jws.strip().rpartition(".")
    header, statement = (json.loads(_decode_base64url(part)) for part in message.split("."))
    if header["alg"] != "EdDSA":
        raise ValueError(header["alg"])
    head = SignedStatement(
        int(statement["sequence"]),
        str(statement["entry_sha256"]),
        datetime.fromtimestamp(statement["iat"], UTC),
        str(statement.get("root_sha256", "")),
        str(statement.get("iss", "")),
    )
    return head, message.encode(), _decode_base64url(signature)


def sort_heads(
    signatures: Iterable[str], keys: Sequence[JsonWebKey] | None
) -> tuple[list[SignedStatement], list[ChainBreak]]:
    """Return the heads that one of the keys signed, and a break for each of the others.

    Without keys (None) the signatures are not checked.
    """
    heads, breaks = [], []
    for number, jws in enumerate(signatures, 1):
        try:
            heads.append(read_unverified_head(jws) if keys is None else read_head(jws, keys))
        except InvalidHead as error:
            breaks.append(ChainBreak(f"head {number}", str(error)))
    return heads, breaks


def extract_jws(text: str) -> str:
    """Return the JWS in a stored text: alone, or as in ``/log/head.json``. Raises `ValueError`."""
    if not text.lstrip().startswith("{"):
        return text.strip()
    try:
        return str(json.loads(text)["jws"])
    except (KeyError, RecursionError) as error:
        raise InvalidHead(f"this is not a stored head ({error!r})") from error


def key_thumbprint(key: JsonWebKey) -> str:
    """Return the thumbprint of a key (RFC 7638)."""
    members = {name: key[name] for name in ("crv", "kty", "x")}
    return urlsafe_b64encode(sha256(canonical_json(members).encode()).digest()).decode().rstrip("=")


def _decode_base64url(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
