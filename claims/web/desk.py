"""The door of the desk: everybody comes in where their work lies."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from claims.web.access import PersonsRequest, needs
from claims.workflow import Role

ROOMS = {
    Role.CONTRIBUTOR: "articles",
    Role.EDITOR: "queue",
    Role.MODERATOR: "moderation",
    Role.ADMIN: "moderation",
}


@needs("articles.see")
@require_safe
def desk(request: PersonsRequest) -> HttpResponse:
    """To the articles, the queue or the moderation, as the role has it."""
    return redirect(ROOMS[Role(request.user.role)])
