"""The status of a claim in words for contributors."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from claims.workflow import Status

CONTRIBUTOR_STATUS_LABELS = {
    Status.DETECTED: _("to be decided"),
    Status.QUEUED: _("in the queue"),
    Status.IN_REVIEW: _("being checked"),
    Status.AWAITING_APPROVAL: _("awaiting approval"),
    Status.APPROVED: _("about to be published"),
    Status.PUBLISHED: pgettext_lazy("claim", "published"),
    Status.DISMISSED: _("dismissed"),
    Status.WITHDRAWN: pgettext_lazy("claim", "withdrawn"),
}
