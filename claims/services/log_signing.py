"""The desk's signing key (Ed25519) and the statements that it signs."""

import os
import secrets
from base64 import urlsafe_b64decode
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from jwt.algorithms import OKPAlgorithm

from claims.log.chain import SignedStatement
from claims.log.signed_heads import key_thumbprint
from claims.models import LogEntry

ALGORITHM = "EdDSA"


def sign_head_statement(entry: LogEntry, root_sha256: str, at: datetime) -> str:
    """Return a signed statement that the log ended with this entry and had this root at that time."""
    return _sign(
        {
            "iss": settings.BASE_URL,
            "iat": int(at.timestamp()),
            "sequence": entry.sequence,
            "entry_sha256": entry.entry_sha256,
            "root_sha256": root_sha256,
        }
    )


def countersign_statement(head: SignedStatement, at: datetime) -> str:
    """Return a signed statement that this desk keeps a head of another desk, and that it follows those kept before."""
    return _sign(
        {
            "iss": settings.BASE_URL,
            "iat": int(at.timestamp()),
            "desk": head.desk,
            "sequence": head.sequence,
            "entry_sha256": head.entry_sha256,
            "root_sha256": head.root_sha256,
        }
    )


def _sign(statement: dict[str, Any]) -> str:
    """Return a statement as a JSON Web Token."""
    return jwt.encode(statement, _private_key(), ALGORITHM, headers={"kid": public_signing_key()["kid"]})


def public_signing_key() -> dict[str, Any]:
    """Return the public key as a JSON Web Key (RFC 8037), named by its thumbprint (RFC 7638)."""
    key = OKPAlgorithm.to_jwk(_private_key().public_key(), as_dict=True)
    return {**key, "use": "sig", "alg": ALGORITHM, "kid": key_thumbprint(key)}


def read_signing_seed() -> str:
    """Return the private key as text; it is created if the desk has none."""
    return settings.LOG_KEY or _load_or_create_key(Path(settings.LOG_KEY_FILE))


def _private_key() -> Ed25519PrivateKey:
    seed = read_signing_seed()
    return Ed25519PrivateKey.from_private_bytes(urlsafe_b64decode(seed + "=" * (-len(seed) % 4)))


def _load_or_create_key(path: Path) -> str:
    """Return the key from a file that only the desk can read. Two processes that create it use the same key."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile("w", dir=path.parent) as new, suppress(FileExistsError):
            new.write(secrets.token_urlsafe(32))
            new.flush()
            os.link(new.name, path)
    return path.read_text().strip()
