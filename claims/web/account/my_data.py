"""The page on which people download what the desk has about them."""

import json

from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from claims.services.my_data import download_my_data
from claims.web.access import SignedInRequest, require_ability


@require_ability("articles.see")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def my_data_page(request: SignedInRequest) -> HttpResponse:
    """Explain the download; POST sends the file."""
    if request.method != "POST":
        return render(request, "account/my_data.html")
    text = json.dumps(download_my_data(user=request.user), cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)
    response = HttpResponse(text, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="my-data.json"'
    return response
