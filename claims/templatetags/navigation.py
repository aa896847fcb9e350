"""The navigation of the desk: `{% load navigation %}{% navigation %}`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import template
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from claims.permissions import allows
from claims.templatetags.key_tags import action_key

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

register = template.Library()


@dataclass(frozen=True, slots=True)
class NavigationLink:
    """A link of the top bar, the current one on the pages `url_names`.

    `name` is the URL name of its page and the name of the action whose key opens it (see `claims.keys`).
    """

    name: str
    label: StrOrPromise
    ability: str
    url_names: frozenset[str]


NAVIGATION_LINKS = (
    NavigationLink(
        "articles",
        _("Articles"),
        "articles.see",
        frozenset({"articles", "article", "article_new", "article_history"}),
    ),
    NavigationLink("queue", _("Queue"), "queue.see", frozenset({"queue", "claim", "claim_history", "claim_event"})),
    NavigationLink("tips", _("Tips"), "tips.see", frozenset({"tips"})),
    NavigationLink(
        "moderation", _("Moderation"), "moderation.see", frozenset({"moderation", "claim_moderation", "case"})
    ),
    NavigationLink("dashboard", _("Dashboard"), "metrics.see", frozenset({"dashboard"})),
    NavigationLink("users", _("People"), "users.manage", frozenset({"users", "user", "user_invite", "roles"})),
)


@register.inclusion_tag("components/navigation.html", takes_context=True)
def navigation(context: dict[str, Any]) -> dict[str, Any]:
    """Render the links that this person may open, with the number of open items from `counts` in the context."""
    user, counts = context.get("user", AnonymousUser()), context.get("counts") or {}
    current_url_name = getattr(getattr(context.get("request"), "resolver_match", None), "url_name", "")
    return {
        "links": [
            {
                "link": link,
                "url": reverse(link.name),
                "key": action_key(context, link.name),
                "count": counts.get(link.name),
                "current": current_url_name in link.url_names,
            }
            for link in NAVIGATION_LINKS
            if allows(user, link.ability)
        ]
    }


@register.simple_tag(takes_context=True)
def has_ability(context: dict[str, Any], ability: str) -> bool:
    """Return whether this person has an ability: `{% has_ability "comments.write" as may_comment %}`."""
    return allows(context.get("user", AnonymousUser()), ability)
