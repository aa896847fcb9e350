"""The time zones that a person can choose, by the names of the IANA database."""

from zoneinfo import ZoneInfo, available_timezones

AREAS = ("Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")
TIME_ZONES = ("UTC", *sorted(name for name in available_timezones() if name.partition("/")[0] in AREAS))
"""The names of all zones, UTC first; without the old names of countries and abbreviations."""


def find_zone(name: str) -> ZoneInfo | None:
    """Return the zone that a person has chosen; None for that of the desk."""
    return ZoneInfo(name) if name in TIME_ZONES else None
