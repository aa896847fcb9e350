"""The accounts one can try on a demo desk: `{% load demo %}{% demo_accounts as accounts %}`."""

import json
from functools import cache
from typing import Any

from django import template
from django.conf import settings

register = template.Library()


@cache
def _load_seed_accounts() -> dict[str, Any]:
    seeded: dict[str, Any] = json.loads((settings.BASE_DIR / "seeds" / "accounts.json").read_text(encoding="utf-8"))
    return seeded


@register.simple_tag
def demo_accounts() -> dict[str, Any] | None:
    """Password and people of `seeds/accounts.json`; none unless this desk is a demo."""
    return _load_seed_accounts() if settings.DEMO else None
