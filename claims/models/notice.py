"""Notices: who reported a problem or objected to a dismissal is told what became of it, once."""

from typing import ClassVar

from django.db import models

from claims.models.contest import Contest
from claims.models.flag import Flag
from claims.models.mail import Mail
from claims.models.publication import Publication


class Notice(Mail):
    """A mail to whoever raised a flag: about a later revision, or without one about how the flag was closed.

    Or to whoever contested a dismissal: about how that was closed.
    """

    FAILURE = "notice.failed"

    flag = models.ForeignKey(Flag, models.PROTECT, null=True, blank=True, related_name="notices")
    contest = models.ForeignKey(Contest, models.PROTECT, null=True, blank=True, related_name="notices")
    publication = models.ForeignKey(Publication, models.PROTECT, null=True, blank=True, related_name="notices")

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["flag", "publication"], name="one_notice_per_flag_and_publication"),
            models.UniqueConstraint(
                fields=["flag"],
                condition=models.Q(publication__isnull=True),
                name="one_notice_of_a_closing",
            ),
            models.UniqueConstraint(fields=["contest"], name="one_notice_per_contest"),
            models.CheckConstraint(
                condition=models.Q(flag__isnull=False, contest__isnull=True)
                | models.Q(flag__isnull=True, contest__isnull=False, publication__isnull=True),
                name="a_notice_answers_one_person_about_one_thing",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["tried"], name="notices_to_send", condition=models.Q(sent__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"flag {self.flag_id}, publication {self.publication_id}, contest {self.contest_id}"
