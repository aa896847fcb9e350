"""What public pages write: headlines in quotation marks, and addresses for machines."""

import re

from django import template
from django.conf import settings
from django.template import Context
from django.template.defaultfilters import capfirst
from django.urls import reverse
from django.utils.translation import gettext as _

from claims.log.redactions import REDACTION_MARK
from claims.models import Publication
from claims.publication_page import PageEvidence

register = template.Library()

_FULL_STOP = re.compile(r"(?<=\w\w)\.$")  # which headlines go without; not that of an abbreviation such as "a.m."


@register.filter
def quoted_headline(publication: Publication) -> str:
    """Return the headline of a saved publication; its number if the words were taken out for good."""
    if publication.headline == REDACTION_MARK:
        return _("Verdict %(number)s") % {"number": publication.claim_id}
    return quote_claim(publication.headline, publication.claim_text)


@register.filter
def quote_claim(headline: str, claim: str) -> str:
    """Return a headline, in quotation marks if it is the claim itself."""
    text = capfirst(headline)
    return _("“%(claim)s”") % {"claim": _FULL_STOP.sub("", text)} if headline == claim else text


@register.simple_tag(takes_context=True)
def picture_beside(context: Context, publication: Publication) -> PageEvidence | None:
    """Return the picture that a list shows beside the headline of a publication, from its `pictures`."""
    pictures: dict[int, PageEvidence] = context.get("pictures") or {}
    return pictures.get(publication.pk)


@register.simple_tag
def page_address(name: str) -> str:
    """Return the absolute address of a page without arguments."""
    return site_address(reverse(name))


@register.simple_tag
def site_address(path: str) -> str:
    """Return the absolute address of a path of this site."""
    return f"{settings.BASE_URL}{path}"
