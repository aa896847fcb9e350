"""The rooms of the desk, as the top bar lists them: `{% load navigation %}{% navigation %}`."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from claims.permissions import allows
from claims.templatetags.key_tags import action_key

register = template.Library()


@dataclass(frozen=True, slots=True)
class NavigationLink:
    """A link of the top bar; `pages` are the URL names during which it is the current one.

    `name` is that of its page, and that of the action whose key opens it (see `claims.keys`).
    """

    name: str
    label: str
    ability: str
    url_names: frozenset[str]


NAVIGATION_LINKS = (
    NavigationLink(
        "articles",
        "Articles",
        "articles.see",
        frozenset({"articles", "article", "article_new", "article_history"}),
    ),
    NavigationLink("queue", "Queue", "queue.see", frozenset({"queue", "claim", "claim_history", "claim_event"})),
    NavigationLink("tips", "Asked", "tips.see", frozenset({"tips"})),
    NavigationLink("moderation", "Moderation", "moderation.see", frozenset({"moderation", "claim_moderation", "case"})),
    NavigationLink("dashboard", "Dashboard", "metrics.see", frozenset({"dashboard"})),
    NavigationLink("users", "People", "users.manage", frozenset({"users", "user", "user_invite", "roles"})),
)


@register.inclusion_tag("components/navigation.html", takes_context=True)
def navigation(context: dict[str, Any]) -> dict[str, Any]:
    """The rooms open to this person; `counts` in the context says how much waits in each."""
    user, counts = context.get("user", AnonymousUser()), context.get("counts") or {}
    here = getattr(getattr(context.get("request"), "resolver_match", None), "url_name", "")
    return {
        "rooms": [
            {
                "room": room,
                "url": reverse(room.name),
                "key": action_key(context, room.name),
                "count": counts.get(room.name),
                "current": here in room.url_names,
            }
            for room in NAVIGATION_LINKS
            if allows(user, room.ability)
        ]
    }


@register.simple_tag(takes_context=True)
def has_ability(context: dict[str, Any], ability: str) -> bool:
    """Whether whoever is signed in has the ability: `{% may "comments.write" as may_comment %}`."""
    return allows(context.get("user", AnonymousUser()), ability)
