"""The tour of the desk, which a person is offered once."""

from django.db import transaction

from claims.models import Event, User
from claims.services.events import record_event
from claims.verbs.desk import TOUR_ENDED


@transaction.atomic
def end_tour(*, person: User) -> Event:
    """Remember that a person has skipped the tour or followed it to its end."""
    person.toured = True
    person.save(update_fields=["toured"])
    return record_event(TOUR_ENDED, actor=person)
