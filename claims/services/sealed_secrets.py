"""Secrets that the desk uses again: stored encrypted, so that a copy of the database does not reveal them."""

import base64
import hashlib
import secrets

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

STANDARD_WEBHOOKS_PREFIX = "whsec_"


def generate_secret() -> str:
    """Return a new secret for signing webhooks, in the format of Standard Webhooks: 32 random bytes in base64."""
    return STANDARD_WEBHOOKS_PREFIX + base64.b64encode(secrets.token_bytes(32)).decode()


def seal_secret(secret: str) -> str:
    """Encrypt a secret for the database."""
    return _cipher().encrypt(secret.encode()).decode()


def unseal_secret(sealed: str) -> str | None:
    """Decrypt a secret. Returns None if the settings no longer have the key."""
    try:
        return _cipher().decrypt(sealed.encode()).decode()
    except InvalidToken:
        return None


def _cipher() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(hashlib.sha256(key.encode()).digest())) for key in keys])
