"""The start page of the desk, by role."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from claims.web.access import SignedInRequest, require_ability
from claims.workflow import Role

HOME_BY_ROLE = {
    Role.CONTRIBUTOR: "articles",
    Role.EDITOR: "queue",
    Role.MODERATOR: "moderation",
    Role.ADMIN: "moderation",
}


@require_ability("articles.see")
@require_safe
def desk_home(request: SignedInRequest) -> HttpResponse:
    """Redirect to the articles, the queue or moderation, depending on the role."""
    return redirect(HOME_BY_ROLE[Role(request.user.role)])
