"""The pages that the desk writes about itself, as readers see them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from claims.selectors.page_versions import read_site_versions
from claims.selectors.site_pages import get_public_page
from claims.site_pages import COMPUTED_PAGES
from claims.web.access import public_view
from claims.web.kept_pages import keep_ready
from claims.web.public.verdicts import CACHE_HEADERS


@public_view
@require_safe
@keep_ready(read_site_versions)
@cache_control(**CACHE_HEADERS)
def site_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a page that an admin has published."""
    if slug in COMPUTED_PAGES:
        return redirect(COMPUTED_PAGES[slug], permanent=True)
    return render(request, "public/site_page.html", {"site_page": get_public_page(slug)})
