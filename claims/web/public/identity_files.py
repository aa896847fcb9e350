"""The logo and the colours of the desk, at addresses that change with them: every cache may keep them for good."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from claims.accent_colours import is_legible_accent, name_accent_file, write_accent_css
from claims.refusals import NotFound
from claims.selectors.identity import get_logo
from claims.web.access import public_view
from claims.web.public.fixed_files import fixed_response


@public_view
@require_safe
def logo_view(request: HttpRequest, sha256: str) -> HttpResponse:
    """Send a logo by its SHA-256."""
    return fixed_response(request, bytes(get_logo(sha256).data), "image/png", tag=sha256)


@public_view
@require_safe
def accent_view(request: HttpRequest, name: str) -> HttpResponse:
    """Send the stylesheet of a colour; its name has the colour and the hash of the content."""
    colour = f"#{name.partition('-')[0]}"
    if not is_legible_accent(colour) or name != name_accent_file(colour):
        raise NotFound
    return fixed_response(request, write_accent_css(colour).encode(), "text/css; charset=utf-8", tag=name)
