"""ID tokens of OpenID Connect: who signed them, for whom, until when, and what they say about a person."""

from dataclasses import dataclass
from typing import Any

import jwt
from allauth.socialaccount.providers.oauth2.client import OAuth2Error

ALGORITHMS = {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"}
"""Signatures with a public key alone: a shared secret or no signature proves nothing."""
LEEWAY_SECONDS = 60
MAX_SUBJECT_CHARACTERS, MAX_GROUPS = 191, 1000


class UntrustedAnswer(OAuth2Error):  # type: ignore[misc]
    """The issuer's answer does not prove who signs in. The text is for the log."""


@dataclass(frozen=True, slots=True)
class Identity:
    """A person as the issuer describes them."""

    subject: str
    email: str
    email_verified: bool
    name: str
    groups: tuple[str, ...]
    nonce: str


def verify_id_token(token: object, *, keys: object, issuer: str, client_id: str) -> dict[str, Any]:
    """Return what the token says. Raises `UntrustedAnswer` unless the issuer signed it for this desk, in time."""
    try:
        key = _find_key(str(token), keys)
        claims = jwt.decode(
            str(token),
            key,
            algorithms=[key.algorithm_name],
            issuer=issuer,
            audience=client_id,
            leeway=LEEWAY_SECONDS,
            options={"require": ["iss", "sub", "aud", "exp", "iat"]},
        )
    except jwt.PyJWTError as error:
        raise UntrustedAnswer(f"id_token: {type(error).__name__}") from error
    if claims.get("azp", client_id) != client_id:
        raise UntrustedAnswer("id_token: another party is authorised")
    return dict(claims)


def _find_key(token: str, keys: object) -> jwt.PyJWK:
    if not isinstance(keys, dict):
        raise UntrustedAnswer("jwks: no object")
    key_id = jwt.get_unverified_header(token).get("kid")
    usable = [
        key
        for key in jwt.PyJWKSet.from_dict(keys).keys
        if key.public_key_use in (None, "sig") and key.algorithm_name in ALGORITHMS and key_id in (None, key.key_id)
    ]
    if len(usable) != 1:
        raise UntrustedAnswer("id_token: no key, or more than one, could have signed it")
    return usable[0]


def read_identity(claims: dict[str, Any], userinfo: dict[str, Any], groups_claim: str) -> Identity:
    """Return the person that an ID token and the user info of the same subject describe."""
    if userinfo and userinfo.get("sub") != claims["sub"]:
        raise UntrustedAnswer("userinfo: another subject")
    subject = claims["sub"]
    if not isinstance(subject, str) or not 0 < len(subject) <= MAX_SUBJECT_CHARACTERS:
        raise UntrustedAnswer("id_token: the subject cannot be stored")
    source = userinfo if "email" in userinfo else claims
    groups = userinfo.get(groups_claim, claims.get(groups_claim)) or []
    listed = groups if isinstance(groups, list) else [groups]
    return Identity(
        subject=subject,
        email=_text(source.get("email")),
        email_verified=source.get("email_verified") is True,
        name=_text(userinfo.get("name") or claims.get("name")),
        groups=tuple(group for group in listed[:MAX_GROUPS] if isinstance(group, str)),
        nonce=_text(claims.get("nonce")),
    )


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) and "\0" not in value else ""
