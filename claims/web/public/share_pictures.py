"""The picture that other sites show for a link to a verdict."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from claims.models import Publication
from claims.refusals import NotFound
from claims.selectors.publications import get_revision
from claims.services.share_pictures import fetch_picture, picture_of
from claims.web.access import public_view
from claims.web.public.addresses import absolute_url
from claims.web.public.fixed_files import fixed_response


@public_view
@require_safe
def share_picture_view(request: HttpRequest, claim_id: int, number: int, digest: str) -> HttpResponse:
    """Send the picture of a revision. An address of words that have changed since leads to the current one."""
    publication = get_revision(claim_id, number)
    if publication.is_gone:
        raise NotFound
    if digest != picture_of(publication).digest:
        return redirect(share_picture_url(publication))
    return fixed_response(request, fetch_picture(publication), "image/png", tag=digest)


def share_picture_url(publication: Publication) -> str:
    """Return the absolute address of the picture of a publication."""
    return absolute_url("share_picture", publication.claim_id, publication.revision, picture_of(publication).digest)
