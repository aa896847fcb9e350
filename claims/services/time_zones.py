"""The time zone in which a person reads the clock."""

from django.db import transaction
from django.utils.translation import gettext

from claims.event_data.desk import TimeZoneChanged
from claims.models import User
from claims.refusals import BadValue
from claims.services.events import record_event
from claims.time_zones import TIME_ZONES
from claims.verbs.desk import TIME_ZONE_CHANGED


@transaction.atomic
def set_time_zone(*, person: User, time_zone: str) -> User:
    """Save the time zone of a person; an empty one follows the desk. Refuses a name that does not exist."""
    if time_zone and time_zone not in TIME_ZONES:
        raise BadValue(gettext("There is no such time zone. Enter a name such as Europe/Paris."), field="time_zone")
    person.time_zone = time_zone
    person.save(update_fields=["time_zone"])
    record_event(TIME_ZONE_CHANGED, actor=person, data=TimeZoneChanged(time_zone=time_zone))
    return person
