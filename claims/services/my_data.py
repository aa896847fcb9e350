"""A person downloads what the desk has about them, a few times an hour."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from claims.event_data.desk import AccountEvent
from claims.models import User
from claims.rate_limits import TooManyRequests, demand_within_limit, parse_rates
from claims.selectors.my_data import collect_my_data
from claims.services.events import record_event
from claims.verbs.desk import USER_DATA_DOWNLOADED

DOWNLOAD_RATES = "5/hour"


class TooManyDownloads(TooManyRequests):
    code = "too_many_downloads"
    title = _("You have downloaded your data several times.")
    message = _("You have downloaded your data several times. Try again in %(minutes)d minutes.")


@transaction.atomic
def download_my_data(*, user: User) -> dict[str, Any]:
    """Return everything that the desk has about a person; the history notes the download."""
    demand_within_limit("downloads", str(user.pk), parse_rates(DOWNLOAD_RATES), TooManyDownloads)
    record_event(USER_DATA_DOWNLOADED, actor=user, data=AccountEvent(user=user.pk))
    return collect_my_data(user)
