"""Countersignatures of the heads of the log."""

from django.conf import settings

from claims.models import Countersignature


def find_newest_countersignature(witness: str) -> Countersignature | None:
    """Return the newest countersignature of a witness."""
    rows = Countersignature.objects.filter(witness=witness).select_related("head")
    return rows.order_by("-id").first()


def list_newest_countersignatures() -> list[Countersignature]:
    """Return the newest countersignature of each witness that the settings name."""
    rows = Countersignature.objects.filter(witness__in=settings.WITNESSES).select_related("head")
    return list(rows.order_by("witness", "-id").distinct("witness")[: len(settings.WITNESSES)])
