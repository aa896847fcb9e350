"""What public pages write: headlines, claims in quotation marks, and addresses for machines."""

import re
from typing import Literal

from django import template
from django.conf import settings
from django.template import Context
from django.template.defaultfilters import capfirst
from django.urls import reverse
from django.utils.translation import gettext as _

from claims.log.redactions import REDACTION_MARK
from claims.models import Publication
from claims.publication_page import PageEvidence, PublicationPage
from claims.templatetags.passage_tags import END_MARKS

register = template.Library()

_FULL_STOP = re.compile(r"(?<=\w\w)\.$")  # which headlines go without; not that of an abbreviation such as "a.m."


@register.filter
def listed_headline(publication: Publication) -> str:
    """Return the headline of a saved publication; its number if the words were taken out for good.

    One that is the claim itself says so, so that no list has what is false in the voice of the desk.
    """
    if publication.headline == REDACTION_MARK:
        return _("Verdict %(number)s") % {"number": publication.claim_id}
    text = capfirst(publication.headline)
    is_claim = publication.headline == publication.claim_text
    return _("Claim: %(claim)s") % {"claim": _FULL_STOP.sub("", text)} if is_claim else text


@register.simple_tag
def quote_claim(claim: str, page: PublicationPage | Literal[""]) -> str:
    """Return a claim in quotation marks if an article has these words; a statement that rewords it gets none."""
    told = {_bare_words(appearance.exact) for appearance in page.appearances} if page else set()
    text = _("“%(claim)s”") if _bare_words(claim) in told else _("Claim: %(claim)s")
    return text % {"claim": _FULL_STOP.sub("", capfirst(claim))}


def _bare_words(text: str) -> str:
    return " ".join(text.split()).strip(END_MARKS).casefold()


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
