"""The language of a page: a person's own, or the one that the browser asks for; and the page that chooses it."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.middleware.locale import LocaleMiddleware
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from claims.models import User
from claims.selectors.identity import get_identity, list_offered_languages
from claims.services.languages import set_language
from claims.web.access import SignedInRequest, require_ability


class LanguageMiddleware(LocaleMiddleware):
    """Activates the language in which a request is answered.

    Only requests with a session are asked for their person, so that public answers stay cacheable for everybody.
    """

    def process_request(self, request: HttpRequest) -> None:
        """Take the browser's language, or the person's own if they chose one, if the desk offers it."""
        super().process_request(request)
        if len(settings.LANGUAGES) == 1:
            return
        identity, chosen = get_identity(), translation.get_language()
        if settings.SESSION_COOKIE_NAME in request.COOKIES and isinstance(request.user, User):
            chosen = request.user.language or chosen
        translation.activate(chosen if chosen in identity.languages else identity.language)
        request.LANGUAGE_CODE = translation.get_language()


@require_ability("articles.see")
@require_http_methods(["GET", "HEAD", "POST"])
def choose_language(request: SignedInRequest) -> HttpResponse:
    """Show the languages of the desk; POST saves one, or the browser's choice."""
    if request.method != "POST":
        return render(request, "account/language.html", {"languages": list_offered_languages()})
    set_language(person=request.user, language=request.POST.get("language", ""))
    with translation.override(request.user.language or translation.get_language()):
        messages.success(request, _("Your language is saved."))
    return redirect("language")
