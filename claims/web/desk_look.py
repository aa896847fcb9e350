"""What every page shows of the desk: its identity, and the pages about it. Nothing is read unless a page uses it."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from claims.selectors.identity import get_identity
from claims.selectors.site_pages import list_page_links


def look_context(_request: HttpRequest) -> dict[str, Any]:
    """Django's context processor: `identity` and `site_pages`."""
    return {"identity": SimpleLazyObject(get_identity), "site_pages": SimpleLazyObject(list_page_links)}
