"""The identity of the desk: a row for each version, and the logos that versions name."""

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from claims.accent_colours import ACCENT_PATTERN
from claims.models.append_only import refuse_truncate
from claims.models.page_version import renew_site

MAX_LOGO_BYTES = 1_000_000
MAX_LOGO_UPLOAD_BYTES = 2_000_000
LOGO_LIMITS = {"max_width": 800, "max_height": 200, "max_bytes": MAX_LOGO_UPLOAD_BYTES}
"""What an uploaded image may have, and the size to which it is drawn."""


class Logo(models.Model):
    """A logo as the desk has drawn it anew from the file that somebody sent: a PNG, found by its SHA-256."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    data = models.BinaryField()
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(sha256__regex=r"^[0-9a-f]{64}$", width__gt=0, height__gt=0), name="a_logo_has_a_hash"
            ),
        ]
        triggers: ClassVar = [
            refuse_truncate(),
            pgtrigger.Protect(name="logos_stay", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="a_logo_has_its_hash_and_is_small",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=f"""
                    IF NEW.sha256 <> encode(sha256(NEW.data), 'hex') OR length(NEW.data) > {MAX_LOGO_BYTES} THEN
                        RAISE EXCEPTION 'logo % does not have its hash, or is too large', NEW.sha256;
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return self.sha256


class DeskIdentity(models.Model):
    """A version of the identity. The newest one holds; without a row the settings do."""

    name = models.CharField(_("Name"), max_length=80, help_text=_("Pages, feeds and mails show it."))
    tagline = models.CharField(
        _("Tagline"),
        max_length=160,
        blank=True,
        help_text=_("A line below the name. Leave it empty for the usual one."),
    )
    accent = models.CharField(_("Colour"), max_length=7, blank=True)
    time_zone = models.CharField(
        _("Time zone"), max_length=64, help_text=_("Of public pages and mail, and of people who have chosen no other.")
    )
    language = models.CharField(
        _("Language of the desk"), max_length=10, help_text=_("Of publications, and of mail to readers.")
    )
    languages = ArrayField(models.CharField(max_length=10))
    logo = models.ForeignKey(Logo, models.PROTECT, null=True, blank=True, related_name="+")
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering: ClassVar = ["-id"]
        verbose_name_plural = "desk identities"
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(name__regex=r"\S"), name="a_desk_has_a_name"),
            models.CheckConstraint(
                condition=models.Q(accent="") | models.Q(accent__regex=f"^{ACCENT_PATTERN}$"),
                name="an_accent_is_a_colour",
            ),
        ]
        triggers: ClassVar = [
            refuse_truncate(),
            renew_site(),
            pgtrigger.Protect(name="desk_identities_stay", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.name
