"""Settings of single sign-on with OpenID Connect. It is on once issuer, client and secret are set."""

from pathlib import Path
from typing import Any

import environ


def build_sso_settings(env: environ.Env) -> dict[str, Any]:
    """Return the settings of the desk and of allauth for single sign-on."""
    issuer, client = env.str("SSO_ISSUER", default=""), env.str("SSO_CLIENT_ID", default="")
    secret = env.str("SSO_CLIENT_SECRET", default="") or _read_secret(env)
    return {
        "SSO_ENABLED": all((issuer, client, secret)),
        "SSO_ISSUER": issuer,
        "SSO_CLIENT_ID": client,
        "SSO_CLIENT_SECRET": secret,
        # The words on the button: Sign in with …
        "SSO_NAME": env.str("SSO_NAME", default="SSO"),
        "SSO_SCOPES": env.str("SSO_SCOPES", default="openid email profile").split(),
        # Each group with the role behind it. Without groups, admins invite people and choose their roles.
        "SSO_ROLES": dict(row.rpartition("=")[::2] for row in env.list("SSO_ROLES", default=[])),
        "SSO_GROUPS_CLAIM": env.str("SSO_GROUPS_CLAIM", default="groups"),
        "SSO_ONLY": env.bool("SSO_ONLY", default=False),
        "SOCIALACCOUNT_ADAPTER": "claims.web.account.single_sign_on.SingleSignOnAdapter",
        "SOCIALACCOUNT_REQUESTS_TIMEOUT": 3,
    }


def _read_secret(env: environ.Env) -> str:
    """Return the secret from its file; `check` reports one that is missing."""
    file = Path(env.str("SSO_CLIENT_SECRET_FILE", default=""))
    return file.read_text(encoding="utf-8").strip() if file.is_file() else ""
