"""The identity of the desk: an admin changes it, and restores an earlier version."""

import hashlib
import re
from dataclasses import fields
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext

from claims.accent_colours import ACCENT_PATTERN, is_legible_accent
from claims.event_data.identity import IdentityChanged
from claims.identity import Identity
from claims.intake.images import CheckedFile
from claims.models import DeskIdentity, Event, Logo, User
from claims.models.desk_identity import MAX_LOGO_BYTES
from claims.permissions import demand
from claims.refusals import BadValue, VersionConflict, require_found
from claims.selectors.identity import find_identity_row, identity_from_row, renew_identity
from claims.services.events import record_event
from claims.services.lengths import check_lengths
from claims.time_zones import TIME_ZONES
from claims.verbs.desk import IDENTITY_CHANGED, IDENTITY_RESTORED

CHANGE_LOCK = 7_402_118
"""The advisory lock under which a version follows another."""


@transaction.atomic
def change_identity(
    *,
    name: str,
    tagline: str,
    accent: str,
    time_zone: str,
    language: str,
    languages: list[str],
    logo: CheckedFile | None = None,
    remove_logo: bool = False,
    version: int | None = None,
    by: User,
) -> Event | None:
    """Save a version of the identity with a new logo, without one, or with the one it had.

    Unchanged values save nothing and leave no event. Raises `VersionConflict` if `version` is not the newest.
    """
    demand(by, "site.manage")
    row = DeskIdentity(
        name=" ".join(name.split()),
        tagline=" ".join(tagline.split()),
        accent=accent.lower(),
        time_zone=time_zone,
        language=language,
        languages=languages,
        changed_by=by,
    )
    _check_values(row)
    current = _lock_newest()
    _check_version(current, version)
    kept = current.logo if current and not remove_logo else None
    row.logo = _store_logo(logo) if logo else kept
    return _save_version(row, current, IDENTITY_CHANGED, by)


@transaction.atomic
def restore_identity(*, version: int, by: User) -> Event | None:
    """Save an earlier version again; 0 stands for that of the settings."""
    demand(by, "site.manage")
    current = _lock_newest()
    earlier = require_found(DeskIdentity.objects.filter(pk=version).first()) if version else _row_of_settings()
    earlier.pk, earlier.changed_by = None, by
    earlier._state.adding = True  # noqa: SLF001 - the documented way to copy a row
    return _save_version(earlier, current, IDENTITY_RESTORED, by)


def _check_values(row: DeskIdentity) -> None:
    check_lengths(DeskIdentity, name=row.name, tagline=row.tagline)
    if not row.name:
        raise BadValue(gettext("Enter a name."), field="name")
    if row.accent and not re.fullmatch(ACCENT_PATTERN, row.accent):
        raise BadValue(gettext("Write the colour as # and six digits, such as #14507f."), field="accent")
    if row.accent and not is_legible_accent(row.accent):
        detail = gettext("Text in this colour cannot be read on a light page. Choose a darker colour.")
        raise BadValue(detail, field="accent")
    if row.time_zone not in TIME_ZONES:
        raise BadValue(gettext("Choose a time zone from the list."), field="time_zone")
    if not set(row.languages) <= set(dict(settings.LANGUAGES)):
        raise BadValue(gettext("The desk is not translated into this language."), field="languages")
    if row.language not in row.languages:
        raise BadValue(gettext("Offer the language of the desk too."), field="languages")


def _lock_newest() -> DeskIdentity | None:
    with transaction.get_connection().cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CHANGE_LOCK])
    return find_identity_row()


def _check_version(current: DeskIdentity | None, version: int | None) -> None:
    newest = current.pk if current else 0
    if version not in (None, newest):
        raise VersionConflict(version=newest)


def _row_of_settings() -> DeskIdentity:
    values = identity_from_row(None)
    return DeskIdentity(
        name=values.name, time_zone=values.time_zone, language=values.language, languages=[*values.languages]
    )


def _store_logo(image: CheckedFile) -> Logo:
    if len(image.data) > MAX_LOGO_BYTES:
        raise BadValue(gettext("This image is too detailed for a logo. Send a simpler one."), field="logo")
    sha256 = hashlib.sha256(image.data).hexdigest()
    values = {"data": image.data, "width": image.width, "height": image.height}
    return Logo.objects.get_or_create(sha256=sha256, defaults=values)[0]


def _save_version(row: DeskIdentity, current: DeskIdentity | None, verb: Any, by: User) -> Event | None:
    changed = _find_changes(identity_from_row(current), identity_from_row(row))
    if not changed:
        return None
    row.save()
    transaction.on_commit(renew_identity)
    before, after = ({name: pair[place] for name, pair in changed.items()} for place in (0, 1))
    return record_event(verb, actor=by, data=IdentityChanged(version=row.pk, before=before, after=after))


def _find_changes(before: Identity, after: Identity) -> dict[str, tuple[Any, Any]]:
    pairs = {field.name: (getattr(before, field.name), getattr(after, field.name)) for field in fields(Identity)}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}
