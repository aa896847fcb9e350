"""The pages that the desk writes about itself."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language

from claims.models import SitePage
from claims.refusals import NotFound, require_found
from claims.selectors.identity import get_identity
from claims.selectors.kept_values import read_kept, renew_kept
from claims.site_pages import COMPUTED_PAGES, SITE_PAGES, SitePageKind

CACHE_KEY = "site-pages"
MAX_VERSIONS = 20


@dataclass(frozen=True, slots=True)
class SitePageLink:
    """A page that readers can open, with its title."""

    slug: str
    title: str


def list_page_links() -> list[SitePageLink]:
    """Return the public pages with a link of their own, in the language of the reader, in the order of the table."""
    titles: dict[str, dict[str, str]] = {}
    for slug, language, title in read_kept(CACHE_KEY, _load_titles, default=[]):
        titles.setdefault(slug, {})[language] = title
    return [
        SitePageLink(slug, titles[slug][_best_language(titles[slug])])
        for slug in SITE_PAGES
        if slug in titles and slug not in COMPUTED_PAGES
    ]


def renew_page_links() -> None:
    """Let all processes see the newest versions."""
    renew_kept(CACHE_KEY, _load_titles)


def _load_titles() -> list[list[str]]:
    newest = SitePage.objects.order_by("slug", "language", "-id").distinct("slug", "language").defer("body")
    return [[page.slug, page.language, page.title] for page in newest if page.published]


def find_public_page(slug: str) -> SitePage | None:
    """Return the newest version of a page in the reader's language, or in one that it has; None if it is not public."""
    newest = SitePage.objects.filter(slug=slug).order_by("language", "-id").distinct("language")
    pages = {page.language: page for page in newest if page.published}
    return pages[_best_language(pages)] if pages else None


def get_public_page(slug: str) -> SitePage:
    """Return a page that readers can see. Raises `NotFound`."""
    return require_found(find_public_page(slug))


def _best_language(choices: dict[str, Any]) -> str:
    """Return the reader's language if it is a choice, else the desk's, else the first."""
    wanted = [get_language() or "", get_identity().language, *choices]
    return next(language for language in wanted if language in choices)


def get_page_kind(slug: str) -> SitePageKind:
    """Return the row of a page. Raises `NotFound`."""
    if slug not in SITE_PAGES:
        raise NotFound
    return SITE_PAGES[slug]


def find_newest_version(slug: str, language: str) -> SitePage | None:
    """Return the newest version of a page in a language, public or not."""
    return SitePage.objects.filter(slug=slug, language=language).select_related("saved_by").first()


def get_page_version(slug: str, version: int) -> SitePage:
    """Return a version of a page. Raises `NotFound`."""
    return require_found(SitePage.objects.filter(slug=slug, pk=version).first())


def list_page_versions(slug: str, language: str) -> list[SitePage]:
    """Return the newest versions of a page in a language with who saved them."""
    rows = SitePage.objects.filter(slug=slug, language=language).select_related("saved_by").defer("body")
    return list(rows[:MAX_VERSIONS])


def list_newest_versions(language: str) -> dict[str, SitePage]:
    """Return the newest version of each page in a language by slug."""
    rows = (
        SitePage.objects.filter(language=language).order_by("slug", "-id").distinct("slug").select_related("saved_by")
    )
    return {page.slug: page for page in rows.defer("body")}
