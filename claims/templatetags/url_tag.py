"""`{% url %}`, which remembers the addresses that it has made. Built into every template."""

from functools import lru_cache
from typing import Any

from django import template
from django.template.base import Parser, Token
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as parse_url
from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse
from django.utils.html import conditional_escape

register = template.Library()

MAX_ADDRESSES = 10_000


@lru_cache(maxsize=MAX_ADDRESSES)
def _find_address(name: str, args: tuple[str, ...], namespace: str | None, _prefix: str, urlconf: str | None) -> str:
    return reverse(name, urlconf=urlconf, args=args, current_app=namespace)


def _current_app(request: Any) -> str | None:
    """Return the application that Django would prefer for a name that several have."""
    match = getattr(request, "resolver_match", None)
    return getattr(request, "current_app", getattr(match, "namespace", None))


class RememberingNode(URLNode):
    """Django's node for addresses without named arguments, whose arguments count by what they say."""

    def render(self, context: Any) -> str:
        """Return the address, or put it into the context."""
        if self.kwargs:
            return super().render(context)
        args = tuple(str(argument.resolve(context)) for argument in self.args)
        name, namespace = self.view_name.resolve(context), _current_app(getattr(context, "request", None))
        try:
            address = _find_address(name, args, namespace, get_script_prefix(), get_urlconf())
        except NoReverseMatch:
            if self.asvar is None:
                raise
            address = ""
        if self.asvar:
            context[self.asvar] = address
            return ""
        return conditional_escape(address) if context.autoescape else address


@register.tag
def url(parser: Parser, token: Token) -> RememberingNode:
    """Read the tag as Django does."""
    node: Any = parse_url(parser, token)
    return RememberingNode(node.view_name, node.args, node.kwargs, node.asvar)
