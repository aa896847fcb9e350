"""The public pages of a verdict, and of each of its revisions.

These pages show frozen publications and nothing about the reader. Beside a current verdict stand related verdicts, and
where else the claim was said, with what those articles say of themselves. One copy serves everybody: caches keep it for
a minute, and browsers ask each time whether it has changed.
"""

from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import http_date
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from claims.models import Publication
from claims.selectors.duplicates import list_further_appearances
from claims.selectors.page_versions import read_verdict_versions
from claims.selectors.publications import get_revision, list_newest_revisions
from claims.selectors.related_verdicts import list_related_verdicts
from claims.selectors.sources import find_verdict_sections
from claims.web.access import public_view
from claims.web.kept_pages import keep_ready
from claims.web.public.addresses import redirect_to_current
from claims.web.public.languages import describe_languages, show_rows_in_language
from claims.web.public.share_pictures import share_picture_url
from claims.web.public.snippets import write_snippets
from claims.web.public.verdict_numbers import draw_verdict_numbers
from claims.web.publication_view import describe_publication, source_path

CACHE_HEADERS = {"public": True, "max_age": 0, "s_maxage": 60, "must_revalidate": True}


@public_view
@require_safe
@keep_ready(read_verdict_versions)
@cache_control(**CACHE_HEADERS)
def verdict_page(request: HttpRequest, claim_id: int, slug: str = "") -> HttpResponse:
    """Show the current revision of a verdict, or the notice of its withdrawal.

    The number says which verdict is meant. An address without the slug of its headline, or with another one, leads to
    the one that has it.
    """
    history = list_newest_revisions(claim_id)
    if slug != history[0].slug:
        return redirect_to_current(request, history[0].get_absolute_url())
    return _verdict_response(request, history[0], history)


@public_view
@require_safe
@keep_ready(read_verdict_versions)
@cache_control(**CACHE_HEADERS)
def translation_page(request: HttpRequest, language: str, claim_id: int, slug: str = "") -> HttpResponse:
    """Show the current revision of a translation; like `verdict_page`, it leads to the address with its slug."""
    history = list_newest_revisions(claim_id, language)
    if slug != history[0].slug:
        return redirect_to_current(request, history[0].get_absolute_url())
    return _verdict_response(request, history[0], history)


@public_view
@require_safe
@keep_ready(read_verdict_versions)
@cache_control(**CACHE_HEADERS)
def revision_page(request: HttpRequest, claim_id: int, number: int) -> HttpResponse:
    """Show one revision as it was published, with a notice if there is a newer one."""
    publication = get_revision(claim_id, number)
    return _verdict_response(request, publication, list_newest_revisions(claim_id, publication.translated_into))


def _verdict_response(request: HttpRequest, publication: Publication, history: list[Publication]) -> HttpResponse:
    address = settings.BASE_URL + history[0].get_absolute_url()
    is_current = publication == history[0] and not publication.is_gone
    further = list_further_appearances(publication.claim_id, publication.content) if is_current else []
    related = list_related_verdicts(publication) if is_current else []
    sections = find_verdict_sections(publication) if is_current else None
    dispute = draw_verdict_numbers(publication, further) if is_current else None
    versions = describe_languages(publication)
    is_behind = versions is not None and versions.behind_since is not None
    context = {
        "history": history,
        "versions": versions,
        "newest": history[0],
        "address": address,
        "picture": "" if publication.is_gone else share_picture_url(publication),
        "further_appearances": further,
        "related": show_rows_in_language(related),
        "dispute": dispute,
        "sections": sections,
        "source_path": source_path(sections.source) if sections and sections.source else "",
        "snippets": write_snippets(publication, address) if is_current and not is_behind else None,
        **describe_publication(publication),
        **({"evidence_language": versions.original_language} if versions else {}),
    }
    response = render(request, "public/verdict.html", context)
    if not (further or related or dispute or versions):
        response["Last-Modified"] = _http_date(history[0].published)
    return response


def _http_date(moment: datetime) -> str:
    return http_date(moment.timestamp())
