"""How people sign in: `{% load single_sign_on %}{% single_sign_on as sso %}`."""

from dataclasses import dataclass

from django import template
from django.conf import settings

register = template.Library()


@dataclass(frozen=True, slots=True)
class SignInChoices:
    """Whether there is a button for single sign-on, its name, and whether it is the only way."""

    enabled: bool
    only: bool
    name: str


@register.simple_tag
def single_sign_on() -> SignInChoices:
    """Return the choices that the settings leave."""
    return SignInChoices(enabled=settings.SSO.enabled, only=settings.SSO.only, name=settings.SSO.name)
