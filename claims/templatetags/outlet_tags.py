"""Outlets of an article in templates."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import template

from claims.models import Outlet

register = template.Library()


@register.filter
def outlets(copies: Iterable[dict[str, Any]]) -> list[Outlet]:
    """Return the outlets of `claims.selectors.outlets.outlets_subquery`, with their times in the zone of the page."""
    return [Outlet(**{**copy, "found": datetime.fromisoformat(copy["found"])}) for copy in copies]
