"""The accounts of a demo desk: `{% load demo_accounts %}{% demo_accounts as accounts %}`."""

import json
from functools import cache
from typing import Any

from django import template
from django.conf import settings

register = template.Library()


@cache
def _load_seed_accounts() -> dict[str, Any]:
    accounts: dict[str, Any] = json.loads((settings.BASE_DIR / "seeds" / "accounts.json").read_text(encoding="utf-8"))
    return accounts


@register.simple_tag
def demo_accounts() -> dict[str, Any] | None:
    """Return the password and the people of `seeds/accounts.json`; None unless this desk is a demo."""
    return _load_seed_accounts() if settings.DEMO else None
