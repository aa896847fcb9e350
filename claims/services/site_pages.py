"""The pages that the desk writes about itself: an admin saves a version, and restores an earlier one."""

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext

from claims.event_data.identity import SitePageChanged
from claims.models import Event, SitePage, User
from claims.permissions import demand
from claims.refusals import BadValue, VersionConflict, require_found
from claims.selectors.site_pages import find_newest_version, get_page_kind, renew_page_links
from claims.services.events import record_event
from claims.services.lengths import check_lengths, check_markup
from claims.verbs.desk import SITE_PAGE_RESTORED, SITE_PAGE_SAVED


@transaction.atomic
def save_site_page(
    *, slug: str, language: str, title: str, body: str, published: bool, version: int | None = None, by: User
) -> Event:
    """Save a version of a page in a language; `published` says whether readers see the page.

    Raises `VersionConflict` if `version` is not the newest; 0 is that of a page that nobody has saved.
    """
    demand(by, "site.manage")
    get_page_kind(slug)
    page = SitePage(
        slug=slug, language=language, title=" ".join(title.split()), body=body, published=published, saved_by=by
    )
    _check_values(page)
    _check_version(page, version)
    page.save()
    transaction.on_commit(renew_page_links)
    return record_event(SITE_PAGE_SAVED, actor=by, data=_describe(page))


@transaction.atomic
def restore_site_page(*, version: int, by: User) -> Event:
    """Save an earlier version of a page again."""
    demand(by, "site.manage")
    earlier = require_found(SitePage.objects.filter(pk=version).first())
    values = {name: getattr(earlier, name) for name in ("slug", "language", "title", "body", "published")}
    page = SitePage.objects.create(**values, saved_by=by)
    transaction.on_commit(renew_page_links)
    return record_event(SITE_PAGE_RESTORED, actor=by, data=_describe(page, restored=version))


def _describe(page: SitePage, restored: int | None = None) -> SitePageChanged:
    return SitePageChanged(
        slug=page.slug, language=page.language, version=page.pk, published=page.published, restored=restored
    )


def _check_version(page: SitePage, version: int | None) -> None:
    with transaction.get_connection().cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"site page {page.slug} {page.language}"])
    current = find_newest_version(page.slug, page.language)
    newest = current.pk if current else 0
    if version not in (None, newest):
        raise VersionConflict(version=newest)


def _check_values(page: SitePage) -> None:
    if page.language not in dict(settings.LANGUAGES):
        raise BadValue(gettext("The desk is not translated into this language."), field="language")
    for name in ("title", "body"):
        if not getattr(page, name).strip():
            raise BadValue(gettext("Enter a title and a text."), field=name)
    check_lengths(SitePage, title=page.title, body=page.body)
    check_markup(page.body, field="body")
