"""The page of a page that is visited again."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from claims.selectors.revisits import get_revisit
from claims.web.access import SignedInRequest, require_ability
from claims.web.revisit_view import revisit_context


@require_ability("claims.see")
@require_safe
def revisit_page(request: SignedInRequest, revisit_id: int) -> HttpResponse:
    """Show what visits to a page found since the desk read it."""
    return render(request, "desk/revisits/detail.html", revisit_context(get_revisit(revisit_id)))
