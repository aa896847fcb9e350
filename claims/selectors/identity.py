"""The identity of the desk, which every page and mail reads from the cache."""

from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any

from django.conf import settings
from django.utils import timezone

from claims.identity import Identity
from claims.models import DeskIdentity, Logo, User
from claims.refusals import require_found
from claims.selectors.kept_values import read_kept, renew_kept
from claims.time_zones import find_zone

CACHE_KEY = "desk-identity"
BY_SETTINGS: dict[str, Any] = {"row": None}
MAX_VERSIONS = 20


def get_identity() -> Identity:
    """Return the identity of the desk; that of the settings until an admin changes it."""
    row = read_kept(CACHE_KEY, _load_newest, default=BY_SETTINGS)["row"]
    return Identity.from_json(row) if row else identity_from_row(None)


def renew_identity() -> None:
    """Let all processes see the newest version."""
    renew_kept(CACHE_KEY, _load_newest)


def _load_newest() -> dict[str, Any]:
    row = find_identity_row()
    return {"row": identity_from_row(row).to_json()} if row else BY_SETTINGS


def get_desk_zone() -> tzinfo:
    """Return the time zone of the desk."""
    return find_zone(get_identity().time_zone) or timezone.get_default_timezone()


def list_offered_languages() -> list[tuple[str, str]]:
    """Return the languages that people can choose, code and name, as the settings name them."""
    offered = get_identity().languages
    return [(code, str(name)) for code, name in settings.LANGUAGES if code in offered]


def find_identity_row() -> DeskIdentity | None:
    """Return the newest version, if an admin has ever changed the identity."""
    return DeskIdentity.objects.select_related("logo").defer("logo__data").first()


def list_identity_rows() -> list[DeskIdentity]:
    """Return the newest versions with who made them, newest first."""
    rows = DeskIdentity.objects.select_related("logo", "changed_by").defer("logo__data")
    return list(rows[:MAX_VERSIONS])


@dataclass(frozen=True, slots=True)
class NumberedIdentity:
    """A version of the identity with its number and who made it; number 0 is that of the settings."""

    version: int
    identity: Identity
    changed_by: User | None = None
    changed_at: datetime | None = None

    @property
    def settable(self) -> dict[str, Any]:
        """Return what a change sets, apart from the logo."""
        names = ("name", "tagline", "accent", "time_zone", "language")
        return {name: getattr(self.identity, name) for name in names} | {"languages": [*self.identity.languages]}


def list_numbered_identities() -> list[NumberedIdentity]:
    """Return the newest versions, newest first; that of the settings is the last one."""
    rows = list_identity_rows()
    first = [NumberedIdentity(0, identity_from_row(None))] if len(rows) < MAX_VERSIONS else []
    return [NumberedIdentity(row.pk, identity_from_row(row), row.changed_by, row.changed_at) for row in rows] + first


def get_numbered_identity() -> NumberedIdentity:
    """Return the version that holds."""
    return list_numbered_identities()[0]


def identity_from_row(row: DeskIdentity | None) -> Identity:
    """Return the identity of a version; that of the settings without one."""
    known = dict(settings.LANGUAGES)
    if row is None:
        return Identity(
            name=settings.DESK_NAME,
            time_zone=settings.TIME_ZONE,
            language=settings.LANGUAGE_CODE,
            languages=tuple(known),
        )
    return Identity(
        name=row.name,
        tagline=row.tagline,
        accent=row.accent,
        time_zone=row.time_zone,
        language=row.language if row.language in known else settings.LANGUAGE_CODE,
        languages=tuple(code for code in known if code in row.languages),
        logo=row.logo.sha256 if row.logo else "",
        logo_width=row.logo.width if row.logo else 0,
        logo_height=row.logo.height if row.logo else 0,
    )


def get_logo(sha256: str) -> Logo:
    """Return a logo that the desk has or had. Raises `NotFound`."""
    return require_found(Logo.objects.filter(pk=sha256).first())
