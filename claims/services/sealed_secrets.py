"""Secrets that have to be used again: kept encrypted, so that a copy of the database gives none away."""

import base64
import hashlib
import secrets

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

SECRET_PREFIX = "whsec_"


def generate_secret() -> str:
    """A secret for signing webhooks, as Standard Webhooks writes them: 32 random bytes in base64."""
    return SECRET_PREFIX + base64.b64encode(secrets.token_bytes(32)).decode()


def seal_secret(secret: str) -> str:
    """The secret as the database holds it."""
    return _cipher().encrypt(secret.encode()).decode()


def unseal_secret(sealed: str) -> str | None:
    """The secret; None where it was sealed with a key that the settings no longer have."""
    try:
        return _cipher().decrypt(sealed.encode()).decode()
    except InvalidToken:
        return None


def _cipher() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(hashlib.sha256(key.encode()).digest())) for key in keys])
