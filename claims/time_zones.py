"""The time zones that a person can choose, by the names of the IANA database."""

from zoneinfo import available_timezones

AREAS = ("Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")
TIME_ZONES = ("UTC", *sorted(name for name in available_timezones() if name.partition("/")[0] in AREAS))
"""The names of all zones, UTC first; without the old names of countries and abbreviations."""
