"""How close together the rows of a person's lists are."""

from django.db import transaction
from django.utils.translation import gettext

from claims.event_data.desk import DensityChanged
from claims.models import User
from claims.models.user import Density
from claims.refusals import BadValue
from claims.services.events import record_event
from claims.verbs.desk import DENSITY_CHANGED


@transaction.atomic
def set_density(*, person: User, density: str) -> User:
    """Save the density of a person's lists. Refuses one that does not exist."""
    if density not in Density:
        raise BadValue(gettext("There is no such density."), field="density")
    person.density = density
    person.save(update_fields=["density"])
    record_event(DENSITY_CHANGED, actor=person, data=DensityChanged(density=density))
    return person
