"""The pages that the desk writes about itself: a row for each version."""

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from claims.models.append_only import refuse_truncate
from claims.models.page_version import renew_site
from claims.site_pages import SITE_PAGES


class SitePage(models.Model):
    """A version of a page in a language. The newest one holds; it is public if it is `published`."""

    slug = models.CharField(max_length=20, choices=[(row.slug, row.title) for row in SITE_PAGES.values()])
    language = models.CharField(max_length=10)
    title = models.CharField(_("Title"), max_length=120)
    body = models.TextField(
        _("Text"), max_length=30_000, help_text=_("In Markdown: ## heading, - list, [words](link).")
    )
    published = models.BooleanField(_("Readers can see this page"), default=True)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    saved_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["slug", "language", "-id"], name="newest_version_of_a_page")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(slug__in=list(SITE_PAGES)), name="a_page_is_one_of_the_table"),
            models.CheckConstraint(
                condition=models.Q(title__regex=r"\S", body__regex=r"\S"), name="a_page_has_a_title_and_a_text"
            ),
        ]
        triggers: ClassVar = [
            refuse_truncate(),
            renew_site(),
            pgtrigger.Protect(name="versions_of_pages_stay", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.title
