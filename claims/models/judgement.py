"""What the desk suggests and an editor judges: the fields and the constraint that suggestions share."""

from datetime import datetime

from django.conf import settings
from django.db import models

from claims.models.user import User

SUGGESTED = "suggested"


class Judged(models.Model):
    """A suggestion of the desk, with the person who confirmed or rejected it. The model names its states."""

    state = models.CharField(max_length=10, default=SUGGESTED)
    judged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    judged_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    def set_judgement(self, state: str, editor: User, at: datetime) -> None:
        """Set the state, and whose judgement it is; what is suggested again is nobody's."""
        self.state = state
        self.judged_by, self.judged_at = (editor, at) if state != SUGGESTED else (None, None)


def require_judge(name: str) -> models.CheckConstraint:
    """Return the constraint that what is judged, and nothing else, has a judge."""
    return models.CheckConstraint(
        condition=models.Q(state=SUGGESTED, judged_by__isnull=True, judged_at__isnull=True)
        | models.Q(state__in=["confirmed", "rejected"], judged_by__isnull=False, judged_at__isnull=False),
        name=name,
    )
