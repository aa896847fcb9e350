"""The page on which a person chooses how close together the rows of lists are."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from claims.models.user import Density
from claims.services.densities import set_density
from claims.web.access import SignedInRequest, require_ability


@require_ability("articles.see")
@require_http_methods(["GET", "HEAD", "POST"])
def choose_density(request: SignedInRequest) -> HttpResponse:
    """Show the densities; POST saves one."""
    if request.method != "POST":
        return render(request, "account/density.html", {"densities": Density.choices})
    set_density(person=request.user, density=request.POST.get("density", ""))
    messages.success(request, _("The density is saved."))
    return redirect("density")
