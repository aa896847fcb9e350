"""The door of the desk: everybody comes in where their work lies."""

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
    """To the articles, the queue or the moderation, as the role has it."""
    return redirect(HOME_BY_ROLE[Role(request.user.role)])
