"""Leases: who works on a claim, and until when."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.models.claim import Claim


class Lease(models.Model):
    """A time-limited hold on a claim. It ends at `expires`, whether or not the sweep has closed it.

    The lease of a verdict that was `sent_back` is long: closing the page does not shorten it.
    """

    class Ending(models.TextChoices):
        """How a lease ended."""

        RELEASED = "released", _("released")
        SUBMITTED = "submitted", _("submitted")
        EXPIRED = "expired", _("expired")
        TAKEN_OVER = "taken_over", _("taken over")
        CLOSED = "closed", _("closed")

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="leases")
    editor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="leases")
    taken = models.DateTimeField()
    expires = models.DateTimeField()
    sent_back = models.BooleanField(default=False, db_default=False)
    ended = models.DateTimeField(null=True, blank=True)
    ending = models.CharField(max_length=12, choices=Ending.choices, blank=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["claim"], condition=models.Q(ended__isnull=True), name="one_open_lease_per_claim"
            ),
            models.CheckConstraint(
                condition=models.Q(ended__isnull=True) ^ ~models.Q(ending=""), name="an_ended_lease_has_an_ending"
            ),
            models.CheckConstraint(condition=models.Q(expires__gt=models.F("taken")), name="a_lease_has_length"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["expires"], name="open_leases", condition=models.Q(ended__isnull=True)),
            models.Index(
                fields=["editor", "-id"],
                name="open_leases_of_a_person",
                condition=models.Q(ended__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"claim {self.claim_id} by {self.editor_id}"
