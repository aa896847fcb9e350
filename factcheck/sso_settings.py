"""Settings of single sign-on with OpenID Connect. It is on once issuer, client and secret are set."""

from dataclasses import dataclass, field
from pathlib import Path

import environ


@dataclass(frozen=True, slots=True, kw_only=True)
class SingleSignOn:
    """The issuer, and what its people may do.

    `name` stands on the button. `roles` has a role for each group; without groups, admins invite people.
    `only` refuses passwords.
    """

    issuer: str = ""
    client_id: str = ""
    client_secret: str = ""
    name: str = "SSO"
    scopes: tuple[str, ...] = ("openid", "email", "profile")
    roles: dict[str, str] = field(default_factory=dict)
    groups_claim: str = "groups"
    only: bool = False

    @property
    def enabled(self) -> bool:
        """Return whether nothing is missing."""
        return all((self.issuer, self.client_id, self.client_secret))


def read_sso_settings(env: environ.Env) -> SingleSignOn:
    """Return the settings from the environment."""
    default = SingleSignOn()
    return SingleSignOn(
        issuer=env.str("SSO_ISSUER", default=""),
        client_id=env.str("SSO_CLIENT_ID", default=""),
        client_secret=env.str("SSO_CLIENT_SECRET", default="") or _read_secret(env),
        name=env.str("SSO_NAME", default=default.name),
        scopes=tuple(env.str("SSO_SCOPES", default=" ".join(default.scopes)).split()),
        roles=dict(row.rpartition("=")[::2] for row in env.list("SSO_ROLES", default=[])),
        groups_claim=env.str("SSO_GROUPS_CLAIM", default=default.groups_claim),
        only=env.bool("SSO_ONLY", default=False),
    )


def _read_secret(env: environ.Env) -> str:
    """Return the secret from its file; `check` reports one that is missing."""
    file = Path(env.str("SSO_CLIENT_SECRET_FILE", default=""))
    return file.read_text(encoding="utf-8").strip() if file.is_file() else ""
