"""One place where a refusal becomes a page, or a fragment for a page that stays open."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from claims.refusals import Refusal

Respond = Callable[[HttpRequest], HttpResponse]


class RefusalMiddleware:
    """Answers a `Refusal` that a view did not handle itself, with its own status."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Say what is wrong and what to do; anything that is no refusal goes on its way."""
        if not isinstance(exception, Refusal):
            return None
        context = {"refusal": exception}
        if not request.htmx:  # type: ignore[attr-defined]
            return render(request, "refusal.html", context, status=exception.status)
        answer = render(request, "components/refusal.html", context, status=exception.status)
        answer["HX-Retarget"], answer["HX-Reswap"] = "#messages", "beforeend"
        return answer
